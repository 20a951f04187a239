package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import java.util.Optional;

/**
 * The harmonic mean of precision and recall of each class. The class of an example is the one with
 * the greatest output (all of several) or, with a threshold, each class whose output exceeds it.
 * Targets are one-hot {@code (N, classes)}, or class indices {@code (N)}. Without an average there
 * is a result for each class. See <a
 * href="https://keras.io/api/metrics/classification_metrics/#f1score-class">keras.io</a>.
 *
 * @param config the settings
 */
public record F1Score(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("F1Score");

  /** Keras's F1Score. */
  public static final Schema<F1Score> SCHEMA =
      Schema.of("F1Score", F1Score::new, NAME, Options.DTYPE, FBeta.AVERAGE, FBeta.THRESHOLD);

  /** Checks that the settings are those of a F1Score. */
  public F1Score {
    SCHEMA.require(config);
  }

  /** With Keras's defaults. */
  public static F1Score of() {
    return new F1Score(SCHEMA.defaults());
  }

  /** With one result for all classes. */
  public F1Score withAverage(Average average) {
    return new F1Score(config.with(FBeta.AVERAGE, Optional.of(average)));
  }

  /**
   * With each class predicted whose output exceeds a threshold above 0 and up to 1, as where an
   * example may have several.
   */
  public F1Score withThreshold(double threshold) {
    return new F1Score(config.with(FBeta.THRESHOLD, Optional.of(threshold)));
  }

  /** Under another name. */
  public F1Score withName(String name) {
    return new F1Score(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    return new FBeta(config.get(FBeta.AVERAGE), 1, config.get(FBeta.THRESHOLD));
  }
}
