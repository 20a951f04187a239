package dev.peaberry.tune;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How much a parameter mattered among the trials of a search. Immutable.
 *
 * <p>Scores are replaced by their ranks, failed trials being the worst, so that one bad trial does
 * not decide everything. Trials are grouped by the parameter's value, numbers of a range into two
 * to four groups of the same size. The share is how much of the variance of the ranks lies between
 * the groups (epsilon squared: corrected for what groups of these sizes share by chance). Only main
 * effects are seen: two parameters that matter only together look as if neither did.
 *
 * @param parameter its name
 * @param trials how many were compared
 * @param share 0 to 1; empty if there are too few trials to say
 * @param chance how often trials that are dealt to the groups at random share as much, 0 to 1
 * @param trend Spearman's rank correlation of a number with how good the trial was: above 0 where
 *     larger numbers are better
 */
public record Importance(
    String parameter,
    int trials,
    Optional<Double> share,
    Optional<Double> chance,
    Optional<Trend> trend) {
  /** Below so many trials nothing is said. */
  public static final int FEWEST_TRIALS = 10;

  /** Up to which {@link #chance} a share counts as told from chance. */
  public static final double LEVEL = 0.05;

  /**
   * A rank correlation and where it lies in 95 of 100 samples that are drawn from the trials again.
   *
   * @param correlation -1 to 1
   * @param low 2.5 of 100 samples are below
   * @param high 2.5 of 100 samples are above
   */
  public record Trend(double correlation, double low, double high) {
    private String inWords() {
      return String.format(
          Locale.ROOT, "; rank correlation %+.2f (%+.2f to %+.2f)", correlation, low, high);
    }
  }

  static Importance unknown(String parameter, int trials) {
    return new Importance(parameter, trials, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Whether more than chance is behind it. */
  public boolean isTold() {
    return chance.isPresent() && chance.get() <= LEVEL;
  }

  /** In a sentence. */
  public String inWords() {
    if (share.isEmpty()) {
      return "%s: too few trials to say (%d)".formatted(parameter, trials);
    }
    String told =
        isTold()
            ? ""
            : ", which chance does as well in %.0f of 100 cases"
                .formatted(100 * chance.orElse(1.0));
    return "%s: explains %.0f %% of the ranking of %d trials"
            .formatted(parameter, 100 * share.get(), trials)
        + told
        + trend.map(Trend::inWords).orElse("");
  }

  /**
   * The importance of each parameter, in the order of the space. Trials are compared at the first
   * rung, which most have reached.
   */
  public static List<Importance> of(Sweep sweep) {
    RankedTrials ranked = RankedTrials.of(sweep);
    return sweep.space().parameters().stream().map(ranked::importance).toList();
  }
}
