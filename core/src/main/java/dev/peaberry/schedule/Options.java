package dev.peaberry.schedule;

import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import java.util.Optional;

/** Settings that several schedules have in common. */
final class Options {
  static final Option<Double> INITIAL_LEARNING_RATE =
      Option.required("initial_learning_rate", Kinds.notNegative());
  static final Option<Double> DECAY_STEPS =
      Option.required("decay_steps", steps().where("a number of steps above 0", n -> n > 0));
  static final Option<Double> DECAY_RATE = Option.required("decay_rate", Kinds.notNegative());
  static final Option<Boolean> STAIRCASE = Option.of("staircase", Kinds.bool(), false);
  static final Option<Double> ALPHA = Option.of("alpha", Kinds.notNegative(), 0.0);

  private Options() {}

  /** Keras takes fractions of steps too; whole numbers are written without a point. */
  static Kind<Double> steps() {
    Kind<Double> number = Kinds.notNegative();
    return Kind.<Double>of(
            number.allowed(),
            number::parse,
            n -> n == Math.rint(n) && n <= Integer.MAX_VALUE ? (Object) n.intValue() : n)
        .where("a number of steps of at least 0", number::allows);
  }

  /** A name that Keras gives the operations; it has no effect. */
  static Option<Optional<String>> name(String defaultValue) {
    return Option.of("name", Kinds.text().optional(), Optional.of(defaultValue));
  }

  static double requireStep(long step) {
    if (step < 0) {
      throw new IllegalArgumentException("A step is 0 or more, found " + step);
    }
    return step;
  }
}
