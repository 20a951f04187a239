package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;

/**
 * The mean of the correlation between the true and the predicted row, -1 to 1. Targets have the
 * shape of the outputs, {@code (N, outputs)}; class indices {@code (N)} stand for one-hot rows
 * where there are several outputs. See <a
 * href="https://www.tensorflow.org/api_docs/python/tf/keras/metrics/PearsonCorrelation">tensorflow.org</a>.
 *
 * @param config the settings
 */
public record PearsonCorrelation(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("PearsonCorrelation");

  /** Keras's PearsonCorrelation. */
  public static final Schema<PearsonCorrelation> SCHEMA =
      Schema.of("PearsonCorrelation", PearsonCorrelation::new, NAME, Options.DTYPE, Options.AXIS);

  /** Checks that the settings are those of a PearsonCorrelation. */
  public PearsonCorrelation {
    SCHEMA.require(config);
  }

  /** With Keras's defaults. */
  public static PearsonCorrelation of() {
    return new PearsonCorrelation(SCHEMA.defaults());
  }

  /** Under another name. */
  public PearsonCorrelation withName(String name) {
    return new PearsonCorrelation(config.with(NAME, name));
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
        (yTrue, yPred, row, length) -> moments.read(yTrue, yPred, row, length).correlation());
  }
}
