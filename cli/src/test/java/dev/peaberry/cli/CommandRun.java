package dev.peaberry.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A command line that was run in this process, and what came of it. */
record CommandRun(int code, String out, String err) {
  static CommandRun of(Object... arguments) {
    return withInput("", arguments);
  }

  static CommandRun withInput(String input, Object... arguments) {
    return run(Terminal.NONE, input, arguments);
  }

  static CommandRun onTerminal(Object... arguments) {
    return run(new Terminal(true, true), "", arguments);
  }

  private static CommandRun run(Terminal terminal, String input, Object... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        Console.of(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8))
            .withTerminal(terminal);
    String[] texts = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
    int code = Peaberry.run(console, texts);
    return new CommandRun(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The line about what failed. */
  String failure() {
    return err.lines().filter(line -> line.startsWith("peaberry: ")).findFirst().orElse("");
  }
}
