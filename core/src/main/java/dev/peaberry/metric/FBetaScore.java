package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import java.util.Optional;

/**
 * The harmonic mean of precision and recall of each class, where recall counts beta times as much.
 * The class of an example is the one with the greatest output (all of several) or, with a
 * threshold, each class whose output exceeds it. Targets are one-hot {@code (N, classes)}, or class
 * indices {@code (N)}. Without an average there is a result for each class. See <a
 * href="https://keras.io/api/metrics/classification_metrics/#fbetascore-class">keras.io</a>.
 *
 * @param config the settings
 */
public record FBetaScore(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.nameOf("fbeta_score");
  private static final Option<Double> BETA = Option.of("beta", Kinds.positive(), 1.0);

  /** Keras's FBetaScore. */
  public static final Schema<FBetaScore> SCHEMA =
      Schema.of(
          "FBetaScore", FBetaScore::new, NAME, Options.DTYPE, FBeta.AVERAGE, BETA, FBeta.THRESHOLD);

  /** Checks that the settings are those of a FBetaScore. */
  public FBetaScore {
    SCHEMA.require(config);
  }

  /** With Keras's defaults. */
  public static FBetaScore of() {
    return new FBetaScore(SCHEMA.defaults());
  }

  /** With one result for all classes. */
  public FBetaScore withAverage(Average average) {
    return new FBetaScore(config.with(FBeta.AVERAGE, Optional.of(average)));
  }

  /**
   * With each class predicted whose output exceeds a threshold above 0 and up to 1, as where an
   * example may have several.
   */
  public FBetaScore withThreshold(double threshold) {
    return new FBetaScore(config.with(FBeta.THRESHOLD, Optional.of(threshold)));
  }

  /** With recall counting so many times as much as precision. */
  public FBetaScore withBeta(double beta) {
    return new FBetaScore(config.with(BETA, beta));
  }

  /** Under another name. */
  public FBetaScore withName(String name) {
    return new FBetaScore(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    return new FBeta(config.get(FBeta.AVERAGE), config.get(BETA), config.get(FBeta.THRESHOLD));
  }
}
