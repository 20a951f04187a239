package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;

/**
 * The mean of the cosines of the angle between the true and the predicted row: 1 if they point the
 * same way. Targets have the shape of the outputs, {@code (N, outputs)}; class indices {@code (N)}
 * stand for one-hot rows where there are several outputs. See <a
 * href="https://keras.io/api/metrics/regression_metrics/#cosinesimilarity-class">keras.io</a>.
 *
 * @param config the settings
 */
public record CosineSimilarity(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("CosineSimilarity");

  /** Keras's CosineSimilarity. */
  public static final Schema<CosineSimilarity> SCHEMA =
      Schema.of("CosineSimilarity", CosineSimilarity::new, NAME, Options.DTYPE);

  /** Checks that the settings are those of a CosineSimilarity. */
  public CosineSimilarity {
    SCHEMA.require(config);
  }

  /** With Keras's defaults. */
  public static CosineSimilarity of() {
    return new CosineSimilarity(SCHEMA.defaults());
  }

  /** Under another name. */
  public CosineSimilarity withName(String name) {
    return new CosineSimilarity(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    return new RowMean(Targets.ROWS, CosineSimilarity::cosine);
  }

  private static double cosine(float[] yTrue, float[] yPred, int row, int length) {
    double product = 0;
    double trueSquares = 0;
    double predictedSquares = 0;
    for (int i = row * length; i < (row + 1) * length; i++) {
      product += (double) yTrue[i] * yPred[i];
      trueSquares += (double) yTrue[i] * yTrue[i];
      predictedSquares += (double) yPred[i] * yPred[i];
    }
    return product * inverseNorm(trueSquares) * inverseNorm(predictedSquares);
  }

  private static double inverseNorm(double squares) {
    return Math.min(1 / Math.sqrt(squares), 1 / RowValue.EPSILON);
  }
}
