package dev.peaberry.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Help.Ansi;

/**
 * What is at the other end of a stream. Immutable.
 *
 * @param live whether a line can be written over, as on a screen
 * @param coloured whether colours are shown
 */
record Terminal(boolean live, boolean coloured) {
  /** A file, a pipe. */
  static final Terminal NONE = new Terminal(false, false);

  private static final int USUAL_WIDTH = 80;
  private static final int LONGEST_WAIT_MILLIS = 500;

  /**
   * What a stream of this process leads to.
   *
   * @param descriptor 1 for the output, 2 for the error stream
   */
  static Terminal ofDescriptor(int descriptor) {
    boolean screen = isScreen(descriptor) && !"dumb".equals(System.getenv("TERM"));
    return new Terminal(screen, screen && System.getenv("NO_COLOR") == null);
  }

  // Java 17 knows only whether input and output are both a terminal; Linux tells of each.
  private static boolean isScreen(int descriptor) {
    Path link = Path.of("/proc/self/fd/" + descriptor);
    try {
      String target = Files.readSymbolicLink(link).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return hasConsole();
    }
  }

  // Since Java 22 there is always a console, which tells whether it is a terminal.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean hasConsole() {
    java.io.Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /** The columns of the screen now: it may have been resized. */
  int width() {
    return live ? screenWidth().orElse(USUAL_WIDTH) : USUAL_WIDTH;
  }

  private static Optional<Integer> screenWidth() {
    File screen = new File("/dev/tty");
    if (!screen.exists()) {
      return Optional.empty();
    }
    try {
      Process stty = new ProcessBuilder("stty", "size").redirectInput(screen).start();
      if (!stty.waitFor(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        stty.destroyForcibly();
        return Optional.empty();
      }
      byte[] answer = stty.getInputStream().readNBytes(20);
      String size = new String(answer, StandardCharsets.US_ASCII).strip();
      int columns = Integer.parseInt(size.substring(size.lastIndexOf(' ') + 1));
      return columns > 0 ? Optional.of(columns) : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Picocli's switch for colours. */
  Ansi colours() {
    return coloured ? Ansi.ON : Ansi.OFF;
  }
}
