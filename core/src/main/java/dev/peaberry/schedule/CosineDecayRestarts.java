package dev.peaberry.schedule;

import dev.peaberry.config.Config;
import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;

/**
 * Half cosine waves one after the other, each {@code tMul} times as long and {@code mMul} times as
 * high as the one before (Loshchilov and Hutter 2016, SGDR). See <a
 * href="https://keras.io/api/optimizers/learning_rate_schedules/cosine_decay_restarts/">keras.io</a>.
 *
 * @param config the settings
 */
public record CosineDecayRestarts(Config config) implements Schedule, Configured {
  private static final Option<Double> FIRST_DECAY_STEPS =
      Option.required("first_decay_steps", Options.DECAY_STEPS.kind());
  private static final Option<Double> T_MUL =
      Option.of("t_mul", Kinds.real().where("a number of at least 1", n -> n >= 1), 2.0);
  private static final Option<Double> M_MUL = Option.of("m_mul", Kinds.notNegative(), 1.0);

  /** Keras's CosineDecayRestarts. */
  public static final Schema<CosineDecayRestarts> SCHEMA =
      Schema.of(
          "CosineDecayRestarts",
          CosineDecayRestarts::new,
          Options.INITIAL_LEARNING_RATE,
          FIRST_DECAY_STEPS,
          T_MUL,
          M_MUL,
          Options.ALPHA,
          Options.name("SGDRDecay"));

  /** Checks that the settings are a CosineDecayRestarts's. */
  public CosineDecayRestarts {
    SCHEMA.require(config);
  }

  /**
   * Waves down to 0, each twice as long as the one before and equally high.
   *
   * @throws ConfigException if the rate is negative or there are no steps
   */
  public static CosineDecayRestarts of(double initialLearningRate, long firstDecaySteps) {
    return new CosineDecayRestarts(
        SCHEMA.with(
            Options.INITIAL_LEARNING_RATE,
            initialLearningRate,
            FIRST_DECAY_STEPS,
            (double) firstDecaySteps));
  }

  /** With another growth of the waves' length, 1 or more. */
  public CosineDecayRestarts withTMul(double tMul) {
    return new CosineDecayRestarts(config.with(T_MUL, tMul));
  }

  /** With another growth of the waves' height, 0 or more. */
  public CosineDecayRestarts withMMul(double mMul) {
    return new CosineDecayRestarts(config.with(M_MUL, mMul));
  }

  /** With waves that end at this share of the initial rate. */
  public CosineDecayRestarts withAlpha(double alpha) {
    return new CosineDecayRestarts(config.with(Options.ALPHA, alpha));
  }

  /**
   * {@inheritDoc}
   *
   * <p>In float32 like Keras, since rounding decides on which side of a restart a step lies.
   */
  @Override
  public double at(long step) {
    float done = (float) Options.requireStep(step) / config.get(FIRST_DECAY_STEPS).floatValue();
    float growth = config.get(T_MUL).floatValue();
    float wave;
    float share;
    if (growth == 1) {
      wave = (float) Math.floor(done);
      share = done - wave;
    } else {
      float grown = 1 - done * (1 - growth);
      wave = (float) Math.floor((float) Math.log(grown) / (float) Math.log(growth));
      float stretch = (float) Math.pow(growth, wave);
      share = (done - (1 - stretch) / (1 - growth)) / stretch;
    }
    double height = Math.pow(config.get(M_MUL), wave);
    return config.get(Options.INITIAL_LEARNING_RATE)
        * Cosine.fall(share, height, config.get(Options.ALPHA));
  }
}
