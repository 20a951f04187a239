package dev.peaberry.cli;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;

/**
 * What a command talks through: results go to the output, progress and errors to the error stream.
 * Confined to one thread, but for a progress bar, which is alone while it is shown.
 */
final class Console {
  private static final String MESSAGES = "PEABERRY_STDERR";
  private static final int MESSAGES_DESCRIPTOR = 3;

  private final InputStream input;
  private final PrintStream out;
  private final PrintStream err;
  private final Terminal outTerminal;
  private final Terminal errTerminal;

  private Console(
      InputStream input,
      PrintStream out,
      PrintStream err,
      Terminal outTerminal,
      Terminal errTerminal) {
    this.input = input;
    this.out = out;
    this.err = err;
    this.outTerminal = outTerminal;
    this.errTerminal = errTerminal;
  }

  /** The streams of this process, in UTF-8. */
  static Console ofProcess() {
    Optional<OutputStream> messages = messages(System.getenv(MESSAGES));
    return new Console(
        System.in,
        new PrintStream(System.out, true, StandardCharsets.UTF_8),
        new PrintStream(messages.orElse(System.err), true, StandardCharsets.UTF_8),
        Terminal.ofDescriptor(1),
        Terminal.ofDescriptor(messages.isPresent() ? MESSAGES_DESCRIPTOR : 2));
  }

  /** The launcher keeps native code's notes away and gives people's messages a descriptor. */
  private static Optional<OutputStream> messages(String descriptor) {
    if (!String.valueOf(MESSAGES_DESCRIPTOR).equals(descriptor)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new FileOutputStream("/dev/fd/" + MESSAGES_DESCRIPTOR, true));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Streams that are no terminal. */
  static Console of(InputStream input, PrintStream out, PrintStream err) {
    return new Console(input, out, err, Terminal.NONE, Terminal.NONE);
  }

  /** The same streams as if both led to a terminal. */
  Console withTerminal(Terminal terminal) {
    return new Console(input, out, err, terminal, terminal);
  }

  /** Where results go. */
  PrintStream out() {
    return out;
  }

  /** Where progress and errors go. */
  PrintStream err() {
    return err;
  }

  /** What the error stream leads to. */
  Terminal errTerminal() {
    return errTerminal;
  }

  /** What the output leads to. */
  Terminal outTerminal() {
    return outTerminal;
  }

  /** Colours for the output, or none. */
  Ansi outColours() {
    return outTerminal.colours();
  }

  /** Colours for the error stream, or none. */
  Ansi errColours() {
    return errTerminal.colours();
  }

  /**
   * Prints a line of a result.
   *
   * @param markup picocli's: {@code @|bold text|@}; with values a format of {@link
   *     java.util.Formatter}
   * @param values what is put in, taken as plain text
   */
  void print(String markup, Object... values) {
    out.println(outColours().string(fill(markup, values)));
  }

  /** Prints a result as it is, with a line break. */
  void printPlain(String text) {
    out.println(clean(text));
  }

  /** Prints a line of a result in bold, where there are colours. */
  void printBold(String text) {
    String line = clean(text);
    out.println(outTerminal.coloured() ? "\033[1m" + line + "\033[0m" : line);
  }

  /** Tells something besides the result, as {@link #print} does. */
  void tell(String markup, Object... values) {
    err.println(errColours().string(fill(markup, values)));
  }

  /** Tells that something failed. */
  void tellFailure(String message) {
    err.println(errColours().string("@|bold,red peaberry:|@ ") + clean(message));
  }

  private static String fill(String markup, Object... values) {
    if (values.length == 0) {
      return markup;
    }
    Object[] plain =
        Arrays.stream(values)
            .map(each -> each instanceof Number ? each : plain(each.toString()))
            .toArray();
    return String.format(Locale.ROOT, markup, plain);
  }

  private static String plain(String text) {
    return clean(text).replace("@|", "@ |").replace("|@", "| @");
  }

  // Names of files and classes may hold anything, also a terminal's commands.
  private static String clean(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "?");
  }

  /** The lines of the standard input. */
  Stream<String> inputLines() {
    return new BufferedReader(new InputStreamReader(input, Charset.defaultCharset())).lines();
  }
}
