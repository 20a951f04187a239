package dev.peaberry.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Python interpreter with the real Keras that {@code -Dpeaberry.python} names. Tests that use
 * it carry the tag {@code interop}, without which they would run where there is none.
 */
public final class RealKeras {
  private RealKeras() {}

  /** A script of the test resources. */
  public static String script(String name) {
    try (var in = RealKeras.class.getResourceAsStream("/interop/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs a Python script and returns what it printed, without the last line break.
   *
   * @param script the program's text
   * @param arguments its {@code sys.argv[1:]}
   * @throws IllegalStateException if it fails, with what it printed
   */
  public static String run(String script, Object... arguments) {
    List<String> command = new ArrayList<>(List.of(python(), "-c", script));
    Stream.of(arguments).map(String::valueOf).forEach(command::add);
    try {
      Process process = start(command, ProcessBuilder.Redirect.INHERIT);
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IllegalStateException("Python ended with " + exit + ": " + printed);
      }
      return printed.stripTrailing();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while Python ran", e);
    }
  }

  /** Starts a Python module, as {@code python -m} does; what it says on both streams is piped. */
  public static Process startModule(String module, Object... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(python(), "-m", module));
    Stream.of(arguments).map(String::valueOf).forEach(command::add);
    return start(command, ProcessBuilder.Redirect.PIPE);
  }

  private static Process start(List<String> command, ProcessBuilder.Redirect errors)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors);
    builder.environment().put("TF_CPP_MIN_LOG_LEVEL", "3");
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  private static String python() {
    String python = System.getProperty("peaberry.python", "");
    if (python.isBlank()) {
      throw new IllegalStateException("Found no -Dpeaberry.python, expected a Python with Keras");
    }
    return python;
  }
}
