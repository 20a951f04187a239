package dev.peaberry.cli;

import dev.peaberry.tune.Sweep;
import dev.peaberry.tune.Trial;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/**
 * Shows how a sweep goes: a line for each trial when it begins and when it ends, and a bar for
 * those at work. Confined to one thread; the bar reads how far they are from its own.
 */
final class SweepDisplay implements AutoCloseable {
  private static final int PARTS = 1000;

  private final Console console;
  private final boolean quiet;
  private final Map<Integer, Double> shares = new ConcurrentSkipListMap<>();
  private final Map<Integer, Integer> targets = new ConcurrentSkipListMap<>();
  private Optional<LiveBar> bar = Optional.empty();

  SweepDisplay(Console console, boolean quiet) {
    this.console = console;
    this.quiet = quiet;
  }

  /** A trial begins, or goes on. */
  void started(Sweep sweep, Trial trial) {
    if (quiet) {
      return;
    }
    close();
    boolean first = trial.scores().isEmpty();
    console.tell(
        "%s  %s%s",
        title(sweep, trial),
        TrialRecipe.describe(trial),
        first && trial.target() == sweep.rungs().last()
            ? ""
            : "  (%sto epoch %d)".formatted(first ? "" : "goes on ", trial.target()));
    shares.put(trial.number(), (double) trial.scores().size());
    targets.put(trial.number(), trial.target());
    show();
  }

  private void show() {
    if (console.errTerminal().live() && !shares.isEmpty()) {
      String numbers =
          shares.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
      bar =
          Optional.of(
              new LiveBar(
                  console,
                  (shares.size() == 1 ? "Trial " : "Trials ") + numbers,
                  PARTS,
                  state -> List.of(LiveBar.percent(state), epochs(), LiveBar.timeLeft(state))));
    }
  }

  /** {@code "epoch 3/9"}, if one trial is at work. */
  private String epochs() {
    return shares.entrySet().stream()
        .filter(each -> shares.size() == 1)
        .map(
            each ->
                "epoch %d/%d"
                    .formatted(
                        Math.min(each.getValue().intValue() + 1, targets.get(each.getKey())),
                        targets.get(each.getKey())))
        .findFirst()
        .orElse("");
  }

  /** A trial has come as far, in epochs. */
  void advanced(int trial, double epochs) {
    shares.computeIfPresent(trial, (number, before) -> epochs);
    double share =
        shares.entrySet().stream()
            .mapToDouble(each -> each.getValue() / targets.get(each.getKey()))
            .average()
            .orElse(0);
    bar.ifPresent(shown -> shown.advance(Math.round(PARTS * Math.min(1, share))));
  }

  /** A trial's process has ended. */
  void ended(Sweep sweep, Trial trial) {
    if (quiet) {
      return;
    }
    close();
    shares.remove(trial.number());
    console.tell("%s  %s", title(sweep, trial), outcome(sweep, trial));
    show();
  }

  private static String outcome(Sweep sweep, Trial trial) {
    if (trial.state() == Trial.State.FAILED) {
      return "failed: " + trial.reason().orElse("");
    }
    if (trial.state() == Trial.State.INTERRUPTED) {
      return "saved after " + Quantity.of(trial.scores().size(), "epochs");
    }
    boolean best = sweep.best().filter(each -> each.number() == trial.number()).isPresent();
    return String.format(
            Locale.ROOT,
            "%s %.4f after %s, %s",
            sweep.score(),
            sweep.halving().score(trial).orElse(Double.NaN),
            Quantity.of(trial.scores().size(), "epochs"),
            Durations.text(trial.time()))
        + (trial.ended() ? ", ended by itself" : "")
        + (best ? "  (best so far)" : "");
  }

  private static String title(Sweep sweep, Trial trial) {
    int digits = String.valueOf(sweep.trials().size()).length();
    return String.format(
        Locale.ROOT, "Trial %" + digits + "d/%d", trial.number(), sweep.trials().size());
  }

  /** Takes the bar away. */
  @Override
  public void close() {
    bar.ifPresent(LiveBar::close);
    bar = Optional.empty();
  }
}
