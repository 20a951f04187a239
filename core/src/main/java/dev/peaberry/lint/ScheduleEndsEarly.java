package dev.peaberry.lint;

import dev.peaberry.schedule.Schedule;
import java.util.stream.Stream;

/** A schedule that is over before the training. */
final class ScheduleEndsEarly {
  static final Rule RULE =
      Rule.warning(
          "schedule-ends-early",
          "a schedule whose rate is almost 0 before the training ends",
          "The steps after that change nothing: the time is lost.",
          ScheduleEndsEarly::check);
  private static final double ALMOST_NOTHING = 1e-3;
  private static final double EARLY = 0.9;

  private ScheduleEndsEarly() {}

  private static Stream<Spot> check(Subject subject) {
    return subject.schedule().isEmpty() || subject.steps().isEmpty()
        ? Stream.empty()
        : check(subject.schedule().get(), subject.steps().getAsLong());
  }

  private static Stream<Spot> check(Schedule schedule, long steps) {
    RateCurve curve = new RateCurve(schedule::at, steps);
    long end = curve.belowFrom(ALMOST_NOTHING * curve.highest());
    return end >= EARLY * steps
        ? Stream.empty()
        : Stream.of(
            new Spot(
                "schedule " + schedule.className(),
                Wording.text(
                    "found a rate below %s from step %,d of %,d on",
                    Wording.number(ALMOST_NOTHING * curve.highest()), end, steps),
                ScheduleBarelyMoves.mend(schedule, steps)));
  }
}
