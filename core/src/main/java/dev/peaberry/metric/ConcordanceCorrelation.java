package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;

/**
 * The mean of the concordance between the true and the predicted row: their correlation, less what
 * means and variances differ. Targets have the shape of the outputs, {@code (N, outputs)}; class
 * indices {@code (N)} stand for one-hot rows where there are several outputs. See <a
 * href="https://www.tensorflow.org/api_docs/python/tf/keras/metrics/ConcordanceCorrelation">tensorflow.org</a>.
 *
 * @param config the settings
 */
public record ConcordanceCorrelation(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("ConcordanceCorrelation");

  /** Keras's ConcordanceCorrelation. */
  public static final Schema<ConcordanceCorrelation> SCHEMA =
      Schema.of(
          "ConcordanceCorrelation", ConcordanceCorrelation::new, NAME, Options.DTYPE, Options.AXIS);

  /** Checks that the settings are those of a ConcordanceCorrelation. */
  public ConcordanceCorrelation {
    SCHEMA.require(config);
  }

  /** With Keras's defaults. */
  public static ConcordanceCorrelation of() {
    return new ConcordanceCorrelation(SCHEMA.defaults());
  }

  /** Under another name. */
  public ConcordanceCorrelation withName(String name) {
    return new ConcordanceCorrelation(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    RowMoments moments = new RowMoments();
    return new RowMean(
        Targets.ONE_HOT,
        (yTrue, yPred, row, length) -> moments.read(yTrue, yPred, row, length).concordance());
  }
}
