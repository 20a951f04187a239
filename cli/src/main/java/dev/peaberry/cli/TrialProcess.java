package dev.peaberry.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A trial at work: {@code peaberry train} as a process of its own, so that one that runs out of
 * memory or crashes takes nobody with it. It ends by itself when this process does, as its input is
 * then over. Thread-safe.
 */
final class TrialProcess {
  private static final List<String> NOT_INHERITED =
      List.of("-agentlib", "-agentpath", "-javaagent", "-XX:ArchiveClassesAtExit");
  private static final String MESSAGES = "PEABERRY_STDERR";

  private final Process process;

  private TrialProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts a process.
   *
   * @param trial its number
   * @param arguments of the command
   * @param log what it says is added to this file
   * @param reports hears how it goes, from another thread, and at last that it has ended
   */
  static TrialProcess start(
      int trial, List<String> arguments, Path log, Consumer<TrialReport> reports)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> NOT_INHERITED.stream().noneMatch(argument::startsWith))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Peaberry.class.getName());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(Redirect.appendTo(log.toFile()));
    builder.environment().remove(MESSAGES);
    Process process = builder.start();
    Thread ear = new Thread(() -> listen(trial, process, reports), "trial-" + trial);
    ear.setDaemon(true);
    ear.start();
    return new TrialProcess(process);
  }

  private static void listen(int trial, Process process, Consumer<TrialReport> reports) {
    try (BufferedReader lines = process.inputReader()) {
      lines.lines().forEach(line -> TrialReport.parse(trial, line).ifPresent(reports));
    } catch (IOException | UncheckedIOException e) {
      process.destroy(); // nobody hears it any more
    }
    reports.accept(new TrialReport.Ended(trial, process.onExit().join().exitValue()));
  }

  /** Asks it to save itself after the step at work and to end. */
  void stop() {
    process.destroy();
  }

  /** The most memory that it has taken so far, in bytes, where the system tells. */
  Optional<Long> peakMemory() {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> line.replaceAll("\\D", ""))
          .filter(digits -> !digits.isEmpty())
          .map(digits -> 1024 * Long.parseLong(digits))
          .findFirst();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty(); // another system, or it has ended
    }
  }
}
