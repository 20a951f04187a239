package dev.peaberry.cli;

import dev.peaberry.train.TrainingListener;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * What a trial, which is a process of its own, tells its sweep: a line for a step now and then, and
 * one for each epoch. Confined to one thread.
 */
final class TrialVoice implements TrainingListener {
  private static final long PAUSE_NANOS = 200_000_000;

  private final PrintStream out;

  /** Held as long as this process lives. */
  @SuppressWarnings("unused")
  private final FileChannel claim;

  private long nextNanos;

  private TrialVoice(PrintStream out, FileChannel claim) {
    this.out = out;
    this.claim = claim;
    this.nextNanos = System.nanoTime();
  }

  /**
   * Takes the place of a trial. Waits until no other process trains it, such as one that a killed
   * sweep has left behind and that saves itself just now. Ends this process, which saves itself,
   * when the sweep's process is no more.
   *
   * @param run the trial's folder
   * @param number of the trial
   */
  static TrialVoice begin(Console console, Path run, int number) throws IOException {
    FileChannel channel =
        FileChannel.open(
            SweepFolder.ofTrial(run).lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.lock(number, 1, false);
    Thread watch =
        new Thread(
            () -> {
              console.inputLines().forEach(line -> {});
              System.exit(TrainingJob.INTERRUPTED);
            },
            "sweep-watch");
    watch.setDaemon(true);
    watch.start();
    return new TrialVoice(console.out(), channel);
  }

  @Override
  public void epochStarted(int epoch, int epochs, long steps) {
    step(epoch, 0, steps);
  }

  @Override
  public void stepDone(StepReport report) {
    if (System.nanoTime() - nextNanos >= 0) {
      step(report.epoch(), report.step(), report.steps());
    }
  }

  private void step(int epoch, long step, long steps) {
    nextNanos = System.nanoTime() + PAUSE_NANOS;
    out.println(String.format(Locale.ROOT, "%s %d %d %d", TrialReport.STEP, epoch, step, steps));
  }

  @Override
  public void epochDone(EpochReport report) {
    out.println(TrialReport.EPOCH + " " + (report.epoch() + 1));
  }
}
