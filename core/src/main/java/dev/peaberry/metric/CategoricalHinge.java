package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;

/**
 * How much a wrong class has more than the true one, and a margin of 1: {@code max(max((1 - y) p) -
 * sum(y p) + 1, 0)}. Targets are one-hot, {@code (N, classes)}, or class indices {@code (N)}. See
 * <a href="https://keras.io/api/metrics/hinge_metrics/#categoricalhinge-class">keras.io</a>.
 *
 * @param config the settings
 */
public record CategoricalHinge(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("CategoricalHinge");

  /** Keras's CategoricalHinge. */
  public static final Schema<CategoricalHinge> SCHEMA =
      Schema.of("CategoricalHinge", CategoricalHinge::new, NAME, Options.DTYPE);

  /** Checks that the settings are those of a CategoricalHinge. */
  public CategoricalHinge {
    SCHEMA.require(config);
  }

  /** With Keras's defaults. */
  public static CategoricalHinge of() {
    return new CategoricalHinge(SCHEMA.defaults());
  }

  /** Under another name. */
  public CategoricalHinge withName(String name) {
    return new CategoricalHinge(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    return new RowMean(Targets.ONE_HOT, CategoricalHinge::margin);
  }

  private static double margin(float[] yTrue, float[] yPred, int row, int length) {
    double right = 0;
    double wrong = Double.NEGATIVE_INFINITY;
    for (int i = row * length; i < (row + 1) * length; i++) {
      right += (double) yTrue[i] * yPred[i];
      wrong = Math.max(wrong, (1.0 - yTrue[i]) * yPred[i]);
    }
    return Math.max(wrong - right + 1, 0);
  }
}
