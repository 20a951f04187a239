package dev.peaberry.schedule;

import dev.peaberry.config.Config;
import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Schema;
import java.util.Map;

/**
 * {@code initial * decayRate ^ (step / decaySteps)}. See <a
 * href="https://keras.io/api/optimizers/learning_rate_schedules/exponential_decay/">keras.io</a>.
 *
 * @param config the settings
 */
public record ExponentialDecay(Config config) implements Schedule, Configured {
  /** Keras's ExponentialDecay. */
  public static final Schema<ExponentialDecay> SCHEMA =
      Schema.of(
          "ExponentialDecay",
          ExponentialDecay::new,
          Options.INITIAL_LEARNING_RATE,
          Options.DECAY_STEPS,
          Options.DECAY_RATE,
          Options.STAIRCASE,
          Options.name("ExponentialDecay"));

  /** Checks that the settings are an ExponentialDecay's. */
  public ExponentialDecay {
    SCHEMA.require(config);
  }

  /**
   * A smooth decay.
   *
   * @param decaySteps the number of steps in which the rate is multiplied by {@code decayRate} once
   * @throws ConfigException if a rate is negative or there are no steps
   */
  public static ExponentialDecay of(double initialLearningRate, long decaySteps, double decayRate) {
    return SCHEMA.fromJson(
        Map.of(
            Options.INITIAL_LEARNING_RATE.name(), initialLearningRate,
            Options.DECAY_STEPS.name(), decaySteps,
            Options.DECAY_RATE.name(), decayRate));
  }

  /** The same decay in jumps, one every {@code decaySteps} steps. */
  public ExponentialDecay withStaircase() {
    return new ExponentialDecay(config.with(Options.STAIRCASE, true));
  }

  @Override
  public double at(long step) {
    double periods = Options.requireStep(step) / config.get(Options.DECAY_STEPS);
    return config.get(Options.INITIAL_LEARNING_RATE)
        * Math.pow(
            config.get(Options.DECAY_RATE),
            config.get(Options.STAIRCASE) ? Math.floor(periods) : periods);
  }
}
