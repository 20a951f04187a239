package dev.peaberry.schedule;

import dev.peaberry.config.Config;
import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import java.util.OptionalDouble;

/**
 * One cycle for the whole training (Smith and Topin 2017; Smith 2018): from a low rate up to the
 * highest and down to one far below the first, while the momentum goes the other way. Keras has
 * none; options, defaults and values are those of PyTorch's <a
 * href="https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.OneCycleLR.html">OneCycleLR</a>.
 * After the last step, the last values stay.
 *
 * <p>The momentum is that of {@code SGD} and {@code RMSprop}, if they have one, or {@code beta_1}
 * of {@code Adam}, {@code AdamW} and {@code Adamax}; other optimizers do not look at it. Keras
 * opens model files with this schedule if told to without compiling ({@code compile=False}), or
 * where a class {@code peaberry>OneCycle} is registered.
 *
 * @param config the settings
 */
public record OneCycle(Config config) implements Schedule, Configured {
  /** The way from one value to the next. */
  public enum AnnealStrategy {
    /** Half a cosine wave. */
    COS,
    /** A straight line. */
    LINEAR
  }

  private static final Option<Double> MAX_LEARNING_RATE =
      Option.required("max_learning_rate", Kinds.positive());
  private static final Option<Integer> TOTAL_STEPS =
      Option.required("total_steps", Kinds.integerFrom(1));
  private static final Option<Double> PCT_START = Option.of("pct_start", Kinds.fraction(), 0.3);
  private static final Option<AnnealStrategy> ANNEAL_STRATEGY =
      Option.of("anneal_strategy", Kinds.choice(AnnealStrategy.class), AnnealStrategy.COS);
  private static final Option<Double> DIV_FACTOR = Option.of("div_factor", Kinds.positive(), 25.0);
  private static final Option<Double> FINAL_DIV_FACTOR =
      Option.of("final_div_factor", Kinds.positive(), 1e4);
  private static final Option<Boolean> THREE_PHASE = Option.of("three_phase", Kinds.bool(), false);
  private static final Option<Boolean> CYCLE_MOMENTUM =
      Option.of("cycle_momentum", Kinds.bool(), true);
  private static final Option<Double> BASE_MOMENTUM =
      Option.of("base_momentum", Kinds.fractionBelowOne(), 0.85);
  private static final Option<Double> MAX_MOMENTUM =
      Option.of("max_momentum", Kinds.fractionBelowOne(), 0.95);

  /** Peaberry's OneCycle. */
  public static final Schema<OneCycle> SCHEMA =
      Schema.of(
              "OneCycle",
              OneCycle::new,
              MAX_LEARNING_RATE,
              TOTAL_STEPS,
              PCT_START,
              ANNEAL_STRATEGY,
              DIV_FACTOR,
              FINAL_DIV_FACTOR,
              THREE_PHASE,
              CYCLE_MOMENTUM,
              BASE_MOMENTUM,
              MAX_MOMENTUM,
              Options.name("OneCycle"))
          .inPackage("peaberry");

  /**
   * Checks that the settings are a OneCycle's.
   *
   * @throws ConfigException if the way down is to begin after the training
   */
  public OneCycle {
    SCHEMA.require(config);
    if (config.get(THREE_PHASE) && config.get(PCT_START) > 0.5) {
      throw new ConfigException(
          "OneCycle.pct_start: found %s with three_phase, expected a number from 0 to 0.5, as the"
                  .formatted(config.get(PCT_START))
              + " way down takes as long as the way up");
    }
  }

  /**
   * A cycle up to a rate, with PyTorch's defaults.
   *
   * @param totalSteps of the training, usually the epochs times the batches of one
   * @throws ConfigException if the rate is not above 0 or there are no steps
   */
  public static OneCycle of(double maxLearningRate, int totalSteps) {
    return new OneCycle(SCHEMA.with(MAX_LEARNING_RATE, maxLearningRate, TOTAL_STEPS, totalSteps));
  }

  /** With another share of the steps on the way up, 0 to 1. */
  public OneCycle withPctStart(double share) {
    return new OneCycle(config.with(PCT_START, share));
  }

  /** With straight lines instead of cosine waves, or the other way round. */
  public OneCycle withAnnealStrategy(AnnealStrategy strategy) {
    return new OneCycle(config.with(ANNEAL_STRATEGY, strategy));
  }

  /**
   * With other rates at the ends.
   *
   * @param div the highest rate over the first one, above 0
   * @param finalDiv the first rate over the last one, above 0
   */
  public OneCycle withDivFactors(double div, double finalDiv) {
    return new OneCycle(config.with(DIV_FACTOR, div).with(FINAL_DIV_FACTOR, finalDiv));
  }

  /** With a way down to the first rate, as long as the way up, before that to the last one. */
  public OneCycle withThreePhases() {
    return new OneCycle(config.with(THREE_PHASE, true));
  }

  /** With another lowest and highest momentum, each 0 to below 1. */
  public OneCycle withMomentum(double base, double max) {
    return new OneCycle(config.with(BASE_MOMENTUM, base).with(MAX_MOMENTUM, max));
  }

  /** With the momentum that the optimizer has anyway. */
  public OneCycle withoutMomentum() {
    return new OneCycle(config.with(CYCLE_MOMENTUM, false));
  }

  @Override
  public double at(long step) {
    double max = config.get(MAX_LEARNING_RATE);
    double initial = max / config.get(DIV_FACTOR);
    return value(step, initial, max, initial / config.get(FINAL_DIV_FACTOR));
  }

  @Override
  public OptionalDouble momentumAt(long step) {
    double max = config.get(MAX_MOMENTUM);
    return config.get(CYCLE_MOMENTUM)
        ? OptionalDouble.of(value(step, max, config.get(BASE_MOMENTUM), max))
        : OptionalDouble.empty();
  }

  /** From the first value to the peak, with three phases back to the first, and to the last. */
  private double value(long step, double first, double peak, double last) {
    double end = config.get(TOTAL_STEPS) - 1.0;
    double done = Math.min(Options.requireStep(step), end);
    double top = config.get(PCT_START) * config.get(TOTAL_STEPS) - 1;
    if (done <= top) {
      return annealed(first, peak, top > 0 ? done / top : 1);
    }
    if (!config.get(THREE_PHASE)) {
      return annealed(peak, last, (done - top) / (end - top));
    }
    double back = 2 * top;
    return done <= back
        ? annealed(peak, first, (done - top) / (back - top))
        : annealed(first, last, (done - back) / (end - back));
  }

  private double annealed(double from, double to, double share) {
    return switch (config.get(ANNEAL_STRATEGY)) {
      case COS -> to + (from - to) * Cosine.fall(share, 1, 0);
      case LINEAR -> from + (to - from) * share;
    };
  }
}
