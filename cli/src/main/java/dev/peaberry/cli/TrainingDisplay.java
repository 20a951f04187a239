package dev.peaberry.cli;

import dev.peaberry.train.TrainingListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import me.tongfei.progressbar.ProgressState;

/**
 * Shows how a training goes: a bar for the epoch at work and a line for each that is over; where
 * there is no screen, the lines and one now and then within a long epoch. Confined to one thread;
 * the bar reads the values from its own.
 */
final class TrainingDisplay implements TrainingListener, AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final Console console;
  private final boolean live;
  private Optional<LiveBar> bar = Optional.empty();
  private boolean validating;
  private long pictures;
  private long startedNanos;
  private long nextNanos;
  private volatile Map<String, Double> logs = Map.of();
  private volatile double speed;

  TrainingDisplay(Console console) {
    this.console = console;
    this.live = console.errTerminal().live();
  }

  @Override
  public void epochStarted(int epoch, int epochs, long steps) {
    pictures = 0;
    validating = false;
    startedNanos = System.nanoTime();
    nextNanos = startedNanos + PAUSE.toNanos();
    logs = Map.of();
    if (live) {
      show(EpochLine.title(epoch, epochs), steps);
    }
  }

  private void show(String title, long steps) {
    close();
    bar = Optional.of(new LiveBar(console, title, steps, this::facts));
  }

  private List<String> facts(ProgressState state) {
    List<String> facts = new ArrayList<>();
    facts.add(LiveBar.percent(state));
    facts.addAll(EpochLine.values(logs));
    facts.add(LiveBar.timeLeft(state));
    if (speed > 0) {
      facts.add(EpochLine.speed(speed));
    }
    return facts;
  }

  @Override
  public void stepDone(StepReport report) {
    pictures += report.examples();
    speed = pictures / Math.max(1e-3, (System.nanoTime() - startedNanos) / 1e9);
    logs = report.logs();
    bar.ifPresent(shown -> shown.advance(report.step()));
    if (!live && System.nanoTime() - nextNanos > 0) {
      nextNanos = System.nanoTime() + PAUSE.toNanos();
      console.tell(
          "%s  step %d/%d  %s  %s",
          EpochLine.title(report.epoch(), report.epochs()),
          report.step(),
          report.steps(),
          String.join("  ", EpochLine.values(logs)),
          EpochLine.speed(speed));
    }
  }

  @Override
  public void validationStepDone(int epoch, long step, long steps) {
    if (live && !validating) {
      validating = true;
      logs = Map.of();
      speed = 0;
      show("Validating", steps);
    }
    bar.ifPresent(shown -> shown.advance(step));
  }

  @Override
  public void epochDone(EpochReport report) {
    close();
    console.tell(EpochLine.of(report, pictures));
  }

  /** Takes the bar away. */
  @Override
  public void close() {
    bar.ifPresent(LiveBar::close);
    bar = Optional.empty();
  }
}
