package dev.peaberry.optimizer;

import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.schedule.Schedule;
import dev.peaberry.schedule.Schedules;
import java.util.Optional;
import java.util.OptionalDouble;

/** A learning rate: one that stays until somebody changes it, or a schedule. Immutable. */
public sealed interface LearningRate {
  /**
   * The rate after a number of batches, which are as many updates unless gradients accumulate
   * (Keras's schedules count batches then).
   */
  double at(long batches);

  /**
   * The rate of the next update: what a schedule says, or else the present one, which may have been
   * set since.
   *
   * @param batches how many there were before
   */
  default double next(double present, long batches) {
    return this instanceof Scheduled scheduled ? scheduled.at(batches) : present;
  }

  /** The momentum after a number of batches, where a schedule decides it. */
  OptionalDouble momentumAt(long batches);

  /**
   * The same rate always.
   *
   * @param rate at least 0
   */
  record Constant(double rate) implements LearningRate {
    @Override
    public double at(long batches) {
      return rate;
    }

    @Override
    public OptionalDouble momentumAt(long batches) {
      return OptionalDouble.empty();
    }
  }

  /**
   * A rate that a schedule decides.
   *
   * @param schedule from the number of batches done to the rate
   */
  record Scheduled(Schedule schedule) implements LearningRate {
    @Override
    public double at(long batches) {
      return schedule.at(batches);
    }

    @Override
    public OptionalDouble momentumAt(long batches) {
      return schedule.momentumAt(batches);
    }
  }

  /** The values that an option for a learning rate takes. */
  static Kind<LearningRate> kind() {
    Kind<Double> number = Kinds.notNegative();
    Kind<Schedule> schedule = Schedules.kind();
    return Kind.<LearningRate>of(
            "",
            json -> {
              Optional<LearningRate> constant = number.parse(json).map(Constant::new);
              return constant.or(() -> schedule.parse(json).map(Scheduled::new));
            },
            rate ->
                rate instanceof Constant constant
                    ? constant.rate()
                    : schedule.toJson(((Scheduled) rate).schedule()))
        .where("", rate -> !(rate instanceof Constant constant) || number.allows(constant.rate()))
        .inWords(() -> "a number of at least 0 or a schedule, " + schedule.allowed());
  }
}
