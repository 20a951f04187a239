package dev.peaberry.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The command in a process of its own. */
final class CommandProcess {
  private static final long INTERRUPT_BIT = 1L << 1;

  private CommandProcess() {}

  static Process start(Object... arguments) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-cp",
                classPath,
                "dev.peaberry.cli.Peaberry"));
    List.of(arguments).forEach(each -> command.add(each.toString()));
    return new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).start();
  }

  /** The test is left out where Ctrl-C is ignored, as in the background. */
  static void interrupt(Process process) throws IOException, InterruptedException {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    Assumptions.assumeTrue(Files.exists(status), "needs Linux");
    String ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> line.substring("SigIgn:".length()).strip())
            .findFirst()
            .orElseThrow();
    boolean ignores = (Long.parseUnsignedLong(ignored, 16) & INTERRUPT_BIT) != 0;
    Assumptions.assumeFalse(ignores, "Ctrl-C is ignored in the background");
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }
}
