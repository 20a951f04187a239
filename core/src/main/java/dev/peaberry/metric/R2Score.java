package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import java.util.Optional;

/**
 * The share of the variance of the targets that predictions explain, 1 at best: the coefficient of
 * determination of each output. Targets have the shape of the outputs, {@code (N, outputs)}; class
 * indices {@code (N)} stand for one-hot rows where there are several outputs. See <a
 * href="https://keras.io/api/metrics/regression_metrics/#r2score-class">keras.io</a>.
 *
 * @param config the settings
 */
public record R2Score(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("R2Score");
  private static final Option<Optional<Aggregation>> CLASS_AGGREGATION =
      Option.of(
          "class_aggregation",
          Kinds.choice(Aggregation.class).optional(),
          Optional.of(Aggregation.UNIFORM_AVERAGE));
  private static final Option<Integer> NUM_REGRESSORS =
      Option.of("num_regressors", Kinds.integerFrom(0), 0);

  /** How the scores of all outputs become one. */
  public enum Aggregation {
    /** The mean. */
    UNIFORM_AVERAGE,
    /** The mean, each output counting by the variance of its targets. */
    VARIANCE_WEIGHTED_AVERAGE
  }

  /** Keras's R2Score. */
  public static final Schema<R2Score> SCHEMA =
      Schema.of("R2Score", R2Score::new, NAME, Options.DTYPE, CLASS_AGGREGATION, NUM_REGRESSORS);

  /** Checks that the settings are those of a R2Score. */
  public R2Score {
    SCHEMA.require(config);
  }

  /** With Keras's defaults. */
  public static R2Score of() {
    return new R2Score(SCHEMA.defaults());
  }

  /** With another way to make one score of all outputs. */
  public R2Score withClassAggregation(Aggregation aggregation) {
    return new R2Score(config.with(CLASS_AGGREGATION, Optional.of(aggregation)));
  }

  /** With a result for each output. */
  public R2Score withoutAggregation() {
    return new R2Score(config.with(CLASS_AGGREGATION, Optional.empty()));
  }

  /** Adjusted for so many independent regressors, if there are more values than them. */
  public R2Score withNumRegressors(int number) {
    return new R2Score(config.with(NUM_REGRESSORS, number));
  }

  /** Under another name. */
  public R2Score withName(String name) {
    return new R2Score(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    return new ExplainedVariance(config.get(CLASS_AGGREGATION), config.get(NUM_REGRESSORS));
  }
}
