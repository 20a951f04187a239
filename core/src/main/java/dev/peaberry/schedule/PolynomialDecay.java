package dev.peaberry.schedule;

import dev.peaberry.config.Config;
import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;

/**
 * From the initial to an end rate in {@code decaySteps} steps: {@code (initial - end) * (1 - step /
 * decaySteps) ^ power + end}, and the end rate from there on. See <a
 * href="https://keras.io/api/optimizers/learning_rate_schedules/polynomial_decay/">keras.io</a>.
 *
 * @param config the settings
 */
public record PolynomialDecay(Config config) implements Schedule, Configured {
  private static final Option<Double> END_LEARNING_RATE =
      Option.of("end_learning_rate", Kinds.notNegative(), 0.0001);
  private static final Option<Double> POWER = Option.of("power", Kinds.notNegative(), 1.0);
  private static final Option<Boolean> CYCLE = Option.of("cycle", Kinds.bool(), false);

  /** Keras's PolynomialDecay. */
  public static final Schema<PolynomialDecay> SCHEMA =
      Schema.of(
          "PolynomialDecay",
          PolynomialDecay::new,
          Options.INITIAL_LEARNING_RATE,
          Options.DECAY_STEPS,
          END_LEARNING_RATE,
          POWER,
          CYCLE,
          Options.name("PolynomialDecay"));

  /** Checks that the settings are a PolynomialDecay's. */
  public PolynomialDecay {
    SCHEMA.require(config);
  }

  /**
   * A straight line down to 0.0001.
   *
   * @throws ConfigException if the rate is negative or there are no steps
   */
  public static PolynomialDecay of(double initialLearningRate, long decaySteps) {
    return new PolynomialDecay(
        SCHEMA.with(
            Options.INITIAL_LEARNING_RATE,
            initialLearningRate,
            Options.DECAY_STEPS,
            (double) decaySteps));
  }

  /** With another rate at the end. */
  public PolynomialDecay withEndLearningRate(double endLearningRate) {
    return new PolynomialDecay(config.with(END_LEARNING_RATE, endLearningRate));
  }

  /** With another curve: 1 is a straight line, 2 falls fast first, 0.5 falls fast at the end. */
  public PolynomialDecay withPower(double power) {
    return new PolynomialDecay(config.with(POWER, power));
  }

  /**
   * Rises again after the end: the decay is stretched to the first multiple of {@code decaySteps}
   * that the step has not passed.
   */
  public PolynomialDecay withCycle() {
    return new PolynomialDecay(config.with(CYCLE, true));
  }

  @Override
  public double at(long step) {
    double done = Options.requireStep(step);
    double period = config.get(Options.DECAY_STEPS);
    if (config.get(CYCLE)) {
      period *= Math.max(1, Math.ceil(done / period));
    }
    double end = config.get(END_LEARNING_RATE);
    double left = 1 - Math.min(done, period) / period;
    return (config.get(Options.INITIAL_LEARNING_RATE) - end) * Math.pow(left, config.get(POWER))
        + end;
  }
}
