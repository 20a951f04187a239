package dev.peaberry.lint;

import dev.peaberry.schedule.Schedule;
import java.util.stream.Stream;

/** A schedule made for a longer training. */
final class ScheduleBarelyMoves {
  static final Rule RULE =
      Rule.warning(
          "schedule-barely-moves",
          "a schedule that hardly changes the rate before the training ends",
          "Its steps are counted in batches, not in epochs, and there are too few "
              + "of them: the rate never falls, and the last percents of accuracy are "
              + "not reached.",
          ScheduleBarelyMoves::check);
  private static final double HARDLY = 1.1;
  private static final long LATER = 100;

  private ScheduleBarelyMoves() {}

  private static Stream<Spot> check(Subject subject) {
    return subject.schedule().isEmpty() || subject.steps().isEmpty()
        ? Stream.empty()
        : check(subject.schedule().get(), subject.steps().getAsLong());
  }

  private static Stream<Spot> check(Schedule schedule, long steps) {
    RateCurve curve = new RateCurve(schedule::at, steps);
    double later = schedule.at(LATER * steps);
    boolean still = curve.highest() < HARDLY * curve.lowest();
    boolean movesLater = later < curve.lowest() / 2 || later > curve.highest() * 2;
    boolean onlyRises = curve.rises() && later < curve.highest();
    String found =
        onlyRises
            ? Wording.text("found a rate that still rises at the end, after %,d steps", steps)
            : Wording.text(
                "found a rate of %s that changes by %.2g %% in all %,d steps",
                Wording.number(schedule.at(0)),
                100 * (curve.highest() / curve.lowest() - 1),
                steps);
    return (still && movesLater) || onlyRises
        ? Stream.of(new Spot("schedule " + schedule.className(), found, mend(schedule, steps)))
        : Stream.empty();
  }

  static String mend(Schedule schedule, long steps) {
    return schedule.configJson().get("decay_steps") instanceof Number given
        ? Wording.text(
            "decay_steps of %,d in place of %,d, as many as there are steps",
            steps, given.longValue())
        : Wording.text("a schedule made for %,d steps", steps);
  }
}
