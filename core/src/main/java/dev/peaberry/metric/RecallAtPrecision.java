package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import java.util.Optional;

/**
 * The best recall among the thresholds at which the precision is at least the given one; 0 if there
 * is none. Labels are 0 or 1 for each output, {@code (N, outputs)}; class indices {@code (N)} stand
 * for one-hot rows where there are several outputs. See <a
 * href="https://keras.io/api/metrics/classification_metrics/#recallatprecision-class">keras.io</a>.
 *
 * @param config the settings
 */
public record RecallAtPrecision(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("RecallAtPrecision");
  private static final Option<Double> PRECISION = Option.required("precision", Kinds.fraction());

  /** Keras's RecallAtPrecision. */
  public static final Schema<RecallAtPrecision> SCHEMA =
      Schema.of(
          "RecallAtPrecision",
          RecallAtPrecision::new,
          NAME,
          Options.DTYPE,
          Options.CLASS_ID,
          BestUnderConstraint.NUM_THRESHOLDS,
          PRECISION);

  /** Checks that the settings are those of a RecallAtPrecision. */
  public RecallAtPrecision {
    SCHEMA.require(config);
  }

  /** With a least precision, 0 to 1, and Keras's 200 thresholds. */
  public static RecallAtPrecision of(double precision) {
    return new RecallAtPrecision(SCHEMA.with(PRECISION, precision));
  }

  /** With another number of thresholds, evenly from 0 to 1. */
  public RecallAtPrecision withNumThresholds(int number) {
    return new RecallAtPrecision(config.with(BestUnderConstraint.NUM_THRESHOLDS, number));
  }

  /** Of one class alone. */
  public RecallAtPrecision withClassId(int index) {
    return new RecallAtPrecision(config.with(Options.CLASS_ID, Optional.of(index)));
  }

  /** Under another name. */
  public RecallAtPrecision withName(String name) {
    return new RecallAtPrecision(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    return BestUnderConstraint.start(
        config, config.get(PRECISION), ConfusionCurve::precision, ConfusionCurve::recall);
  }
}
