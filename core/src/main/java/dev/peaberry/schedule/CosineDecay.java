package dev.peaberry.schedule;

import dev.peaberry.config.Config;
import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import java.util.Optional;

/**
 * Half a cosine wave down to {@code alpha} times the highest rate in {@code decaySteps} steps,
 * after an optional straight warm-up (Loshchilov and Hutter 2016). See <a
 * href="https://keras.io/api/optimizers/learning_rate_schedules/cosine_decay/">keras.io</a>.
 *
 * @param config the settings
 */
public record CosineDecay(Config config) implements Schedule, Configured {
  private static final Option<Optional<Double>> WARMUP_TARGET =
      Option.of("warmup_target", Kinds.notNegative().optional(), Optional.empty());
  private static final Option<Double> WARMUP_STEPS =
      Option.of("warmup_steps", Options.steps(), 0.0);

  /** Keras's CosineDecay. */
  public static final Schema<CosineDecay> SCHEMA =
      Schema.of(
          "CosineDecay",
          CosineDecay::new,
          Options.INITIAL_LEARNING_RATE,
          Options.DECAY_STEPS,
          Options.ALPHA,
          Options.name("CosineDecay"),
          WARMUP_TARGET,
          WARMUP_STEPS);

  /** Checks that the settings are a CosineDecay's. */
  public CosineDecay {
    SCHEMA.require(config);
  }

  /**
   * A decay to 0 without warm-up.
   *
   * @throws ConfigException if the rate is negative or there are no steps
   */
  public static CosineDecay of(double initialLearningRate, long decaySteps) {
    return new CosineDecay(
        SCHEMA.with(
            Options.INITIAL_LEARNING_RATE,
            initialLearningRate,
            Options.DECAY_STEPS,
            (double) decaySteps));
  }

  /** With a rate at the end that is this share of the highest one. */
  public CosineDecay withAlpha(double alpha) {
    return new CosineDecay(config.with(Options.ALPHA, alpha));
  }

  /**
   * With a straight line from the initial rate to a target first, from which the decay then starts.
   *
   * @param steps how long it takes, in addition to the steps of the decay
   */
  public CosineDecay withWarmup(double target, long steps) {
    return new CosineDecay(
        config.with(WARMUP_TARGET, Optional.of(target)).with(WARMUP_STEPS, (double) steps));
  }

  @Override
  public double at(long step) {
    double done = Options.requireStep(step);
    double initial = config.get(Options.INITIAL_LEARNING_RATE);
    Optional<Double> target = config.get(WARMUP_TARGET);
    if (target.isEmpty()) {
      return decayed(initial, done);
    }
    double warmup = config.get(WARMUP_STEPS);
    return done < warmup
        ? initial + (target.get() - initial) * done / warmup
        : decayed(target.get(), done - warmup);
  }

  private double decayed(double from, double done) {
    double share = Math.min(1, done / config.get(Options.DECAY_STEPS));
    return from * Cosine.fall(share, 1, config.get(Options.ALPHA));
  }
}
