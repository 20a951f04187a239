package dev.peaberry.cli;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressState;

/**
 * One line of a screen that is written over again and again: what is done, how far it has come, and
 * some facts. It disappears when closed. Confined to one thread.
 */
final class LiveBar implements AutoCloseable {
  private static final int UPDATE_MILLIS = 100;
  private static final int LONGEST_BAR = 40;
  private static final int SHORTEST_BAR = 8;

  private final ProgressBar bar;

  /**
   * Shows a bar.
   *
   * @param total how much there is to do, or a negative number if that is unknown
   * @param facts what stands behind the bar, the most important first: those that do not fit are
   *     left out
   */
  LiveBar(Console console, String task, long total, Function<ProgressState, List<String>> facts) {
    Terminal terminal = console.errTerminal();
    bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(total)
            .setUpdateIntervalMillis(UPDATE_MILLIS)
            .clearDisplayOnFinish()
            .setConsumer(new Line(console, terminal.width()))
            .setRenderer(
                (state, width) -> render(state, facts.apply(state), width, terminal.coloured()))
            .build();
  }

  /** As much is done now. */
  void advance(long done) {
    bar.stepTo(done);
  }

  @Override
  public void close() {
    bar.close();
  }

  static String render(ProgressState state, List<String> facts, int width, boolean coloured) {
    StringBuilder tail = new StringBuilder();
    int room = width - 1 - state.getTaskName().length() - SHORTEST_BAR - 2;
    for (String fact : facts) {
      if (!fact.isEmpty() && tail.length() + 2 + fact.length() <= room) {
        tail.append("  ").append(fact);
      }
    }
    int length = Math.min(LONGEST_BAR, room - tail.length() + SHORTEST_BAR);
    if (state.isIndefinite() || length < SHORTEST_BAR) {
      return clip(state.getTaskName() + tail, width - 1);
    }
    int done = (int) Math.round(length * Math.min(1, state.getNormalizedProgress()));
    String full = "━".repeat(done);
    String rest = (coloured ? "━" : " ").repeat(length - done);
    return state.getTaskName()
        + "  "
        + (coloured ? "\033[32m" + full + "\033[90m" + rest + "\033[0m" : full + rest)
        + tail;
  }

  private static String clip(String text, int width) {
    return text.length() <= width ? text : text.substring(0, Math.max(0, width));
  }

  /** {@code "45 %"}. */
  static String percent(ProgressState state) {
    return (int) (100 * Math.min(1, state.getNormalizedProgress())) + " %";
  }

  /** {@code "0:09 left"}, if the rest goes as fast as what is done. */
  static String timeLeft(ProgressState state) {
    long done = state.getCurrent();
    if (done <= 0 || state.isIndefinite()) {
      return "";
    }
    double millis = state.getElapsedAfterStart().toMillis();
    return Durations.clock(
            Duration.ofMillis((long) (millis * (state.getMax() - done) / (double) done)))
        + " left";
  }

  /** {@code "48/s"}: how much is done in a second. */
  static double perSecond(ProgressState state) {
    return 1000.0 * state.getCurrent() / Math.max(1, state.getElapsedAfterStart().toMillis());
  }

  /** Writes over the line in which the cursor stands. */
  private record Line(Console console, int width) implements ProgressBarConsumer {
    private static final String TO_START_AND_CLEAR = "\r\033[K";

    @Override
    public int getMaxRenderedLength() {
      return width;
    }

    @Override
    public void accept(String text) {
      console.err().print(TO_START_AND_CLEAR + text);
      console.err().flush();
    }

    @Override
    public void clear() {
      accept("");
    }

    @Override
    public void close() {
      console.err().flush();
    }
  }
}
