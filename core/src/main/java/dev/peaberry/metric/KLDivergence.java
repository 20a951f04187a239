package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;

/**
 * The Kullback-Leibler divergence of the predicted from the true probabilities, {@code sum(y log(y
 * / p))}. Targets have the shape of the outputs, {@code (N, outputs)}; class indices {@code (N)}
 * stand for one-hot rows where there are several outputs. See <a
 * href="https://keras.io/api/metrics/probabilistic_metrics/#kldivergence-class">keras.io</a>.
 *
 * @param config the settings
 */
public record KLDivergence(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("KLDivergence");

  /** Keras's KLDivergence. */
  public static final Schema<KLDivergence> SCHEMA =
      Schema.of("KLDivergence", KLDivergence::new, NAME, Options.DTYPE);

  /** Checks that the settings are those of a KLDivergence. */
  public KLDivergence {
    SCHEMA.require(config);
  }

  /** With Keras's defaults. */
  public static KLDivergence of() {
    return new KLDivergence(SCHEMA.defaults());
  }

  /** Under another name. */
  public KLDivergence withName(String name) {
    return new KLDivergence(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    return new RowMean(Targets.ROWS, RowValue.ofProbabilities(RowValue.sum(KLDivergence::term)));
  }

  private static double term(float yTrue, float yPred) {
    double y = Math.min(Math.max(yTrue, RowValue.EPSILON), 1);
    double p = Math.min(Math.max(yPred, RowValue.EPSILON), 1);
    return y * Math.log(y / p);
  }
}
