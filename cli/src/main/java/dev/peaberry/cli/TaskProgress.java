package dev.peaberry.cli;

import dev.peaberry.config.Progress;
import java.time.Duration;
import java.util.List;
import me.tongfei.progressbar.ProgressState;

/**
 * Shows how far a download, a scan or a drawing has come: as a bar on a screen, as a line now and
 * then elsewhere. Work that is over soon leaves no trace. Confined to one thread.
 */
final class TaskProgress {
  private TaskProgress() {}

  /** The form that suits what the error stream leads to. */
  static Progress on(Console console, boolean quiet) {
    if (quiet) {
      return Progress.none();
    }
    return console.errTerminal().live() ? new Bar(console) : new Lines(console);
  }

  private static final class Bar implements Progress {
    private final Console console;
    private LiveBar bar;

    Bar(Console console) {
      this.console = console;
    }

    @Override
    public void start(String task, long total, String unit) {
      bar = new LiveBar(console, task, total, state -> facts(state, unit));
    }

    @Override
    public void advance(long done) {
      bar.advance(done);
    }

    @Override
    public void finish() {
      bar.close();
    }

    private static List<String> facts(ProgressState state, String unit) {
      boolean bytes = unit.equals("bytes");
      double speed = LiveBar.perSecond(state);
      return List.of(
          state.isIndefinite() ? "" : LiveBar.percent(state),
          amount(state.getCurrent(), unit, bytes),
          bytes ? Quantity.mebibytes((long) speed) + "/s" : Quantity.grouped((long) speed) + "/s",
          LiveBar.timeLeft(state));
    }
  }

  private static final class Lines implements Progress {
    private static final Duration FIRST = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Console console;
    private String task;
    private String unit;
    private long total;
    private long nextNanos;

    Lines(Console console) {
      this.console = console;
    }

    @Override
    public void start(String task, long total, String unit) {
      this.task = task;
      this.total = total;
      this.unit = unit;
      this.nextNanos = System.nanoTime() + FIRST.toNanos();
    }

    @Override
    public void advance(long done) {
      if (System.nanoTime() - nextNanos < 0) {
        return;
      }
      nextNanos = System.nanoTime() + PAUSE.toNanos();
      String amount = amount(done, unit, unit.equals("bytes"));
      console.tell("%s: %s", task, total > 0 ? 100 * done / total + " % (" + amount + ")" : amount);
    }

    @Override
    public void finish() {}
  }

  private static String amount(long done, String unit, boolean bytes) {
    return bytes ? Quantity.mebibytes(done) : Quantity.of(done, unit);
  }
}
