package dev.peaberry.cli;

import dev.peaberry.tune.Rungs;
import dev.peaberry.tune.SuccessiveHalving.Assignment;
import dev.peaberry.tune.Sweep;
import dev.peaberry.tune.SweepFile;
import dev.peaberry.tune.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Trains the trials of a sweep, each in a process of its own and some at a time, and writes down
 * after each epoch where it is. Confined to one thread.
 */
final class SweepRun {
  private static final long PAUSE_MILLIS = 200;
  private static final Pattern DIVERGED =
      Pattern.compile("^Callback TerminateOnNaN failed [^:]*: TerminateOnNaN: ");

  private final SweepFolder folder;
  private final int parallel;
  private final SweepDisplay display;
  private final MemoryRule memory = new MemoryRule();
  private final BlockingQueue<TrialReport> reports = new LinkedBlockingQueue<>();
  private final Map<Integer, TrialProcess> running = new TreeMap<>();
  private final Map<Integer, Long> startedNanos = new TreeMap<>();
  private boolean someEpochDone;
  private Sweep sweep;

  /**
   * A sweep that begins or goes on.
   *
   * @param parallel how many trials are trained at a time, if memory allows
   */
  SweepRun(SweepFolder folder, Sweep sweep, int parallel, SweepDisplay display) {
    this.folder = folder;
    this.sweep = sweep;
    this.parallel = parallel;
    this.display = display;
  }

  /**
   * Trains until all is done, or somebody asks to stop.
   *
   * @return the sweep as it is then
   */
  Sweep run(StopSignal stop) throws IOException {
    stop.trainingStarted();
    boolean stopping = false;
    SweepFile.write(folder.json(), sweep);
    try {
      while (true) {
        if (stop.isRequested() && !stopping) {
          stopping = true;
          running.values().forEach(TrialProcess::stop);
        }
        boolean started = !stopping;
        while (started) {
          started = startNext();
        }
        if (running.isEmpty()) {
          return sweep;
        }
        hear(stopping);
      }
    } finally {
      display.close();
      running.values().forEach(TrialProcess::stop);
    }
  }

  /** Lets the next trial train, if there is one and room for it. */
  private boolean startNext() throws IOException {
    // The first trial writes features and decoded pictures that the others find, and its memory is
    // known when an epoch is over.
    boolean room =
        running.isEmpty()
            || (running.size() < parallel && someEpochDone && memory.allows(running.size() + 1));
    Optional<Assignment> next = room ? sweep.halving().next(sweep.trials()) : Optional.empty();
    if (next.isEmpty()) {
      return false;
    }
    Trial trial = sweep.trial(next.get().trial());
    if (trial.ended()) {
      change(trial.passed(next.get().epochs(), sweep.rungs()));
      return true;
    }
    start(trial.running(next.get().epochs()));
    return true;
  }

  private void start(Trial trial) throws IOException {
    change(trial);
    RunFolder run = folder.run(trial);
    boolean begun = Files.exists(run.lastModel());
    if (!begun) {
      // A kill between the first history and the first model leaves a history without a model.
      Files.deleteIfExists(run.historyJson());
      OutputFile.write(folder.recipe(trial), RecipeFile.write(TrialRecipe.yaml(sweep, trial)));
    }
    display.started(sweep, trial);
    startedNanos.put(trial.number(), System.nanoTime());
    running.put(
        trial.number(),
        TrialProcess.start(
            trial.number(),
            new TrialArguments(folder, sweep, trial, parallel).of(begun),
            folder.log(trial),
            reports::add));
  }

  private void hear(boolean stopping) throws IOException {
    TrialReport report;
    try {
      report = reports.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The sweep was interrupted", e);
    }
    if (report instanceof TrialReport.Step step) {
      display.advanced(step.trial(), step.epochs());
    } else if (report instanceof TrialReport.Epoch epoch) {
      someEpochDone = true;
      memory.seen(running.get(epoch.trial()).peakMemory());
      Trial trial = sweep.trial(epoch.trial());
      change(trial.withScores(scores(trial)));
      display.advanced(epoch.trial(), epoch.epochs());
    } else if (report instanceof TrialReport.Ended ended) {
      ended(ended, stopping);
    }
  }

  private void ended(TrialReport.Ended report, boolean stopping) throws IOException {
    running.remove(report.trial());
    Duration taken = Duration.ofNanos(System.nanoTime() - startedNanos.get(report.trial()));
    Trial trial = sweep.trial(report.trial());
    List<Double> scores = scores(trial);
    Trial after = outcome(trial.withScores(scores).withMore(taken), report.code(), stopping);
    change(after);
    display.ended(sweep, after);
    new SweepFiles(folder, sweep).write();
  }

  private Trial outcome(Trial trial, int code, boolean stopping) throws IOException {
    boolean asked = code == TrainingJob.INTERRUPTED || code == 128 + 15;
    if (asked || (stopping && code != Failures.OK)) {
      return trial.interrupted();
    }
    if (code != Failures.OK) {
      return trial.failed(reason(trial, code));
    }
    Rungs rungs = sweep.rungs();
    return trial.best(sweep.aim()).isPresent()
        ? trial.arrived(rungs)
        : trial.failed("%s is no number after any epoch".formatted(sweep.score()));
  }

  private String reason(Trial trial, int code) throws IOException {
    if (code == 128 + 9) {
      return "its process was killed, as the system does when memory runs out";
    }
    return folder
        .failure(trial)
        .map(line -> DIVERGED.matcher(line).replaceFirst("diverged: "))
        .orElse(
            "its process ended with exit code %d; %s may say why"
                .formatted(code, folder.log(trial)));
  }

  /** The scores of the epochs that are saved. */
  private List<Double> scores(Trial trial) throws IOException {
    RunFolder run = folder.run(trial);
    if (!Files.exists(run.historyJson())) {
      return List.of();
    }
    return new ArrayList<>(HistoryFile.read(run.path()).getOrDefault(sweep.score(), List.of()));
  }

  private void change(Trial trial) throws IOException {
    sweep = sweep.with(trial);
    SweepFile.write(folder.json(), sweep);
  }
}
