package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;

/**
 * Matthews' correlation coefficient of true and predicted classes, -1 to 1: a measure that classes
 * of unequal size do not flatter. The class of an example is the one with the greatest output or,
 * for a single output, class 1 above the threshold. Targets are class indices {@code (N)} or
 * one-hot {@code (N, classes)}. 0 where all targets or all predictions are of one class.
 *
 * <p>Keras has no such metric, so model files leave it out. See Gorodkin 2004 and <a
 * href="https://scikit-learn.org/stable/modules/generated/sklearn.metrics.matthews_corrcoef.html">scikit-learn</a>.
 *
 * @param config the settings
 */
public record MatthewsCorrelationCoefficient(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("MatthewsCorrelationCoefficient");

  /** Its settings. */
  public static final Schema<MatthewsCorrelationCoefficient> SCHEMA =
      Schema.of(
              "MatthewsCorrelationCoefficient",
              MatthewsCorrelationCoefficient::new,
              NAME,
              Options.DTYPE,
              Options.CLASS_THRESHOLD)
          .inPackage("peaberry");

  /** Checks that the settings are those of a MatthewsCorrelationCoefficient. */
  public MatthewsCorrelationCoefficient {
    SCHEMA.require(config);
  }

  /** With the threshold one half. */
  public static MatthewsCorrelationCoefficient of() {
    return new MatthewsCorrelationCoefficient(SCHEMA.defaults());
  }

  /** With another threshold of a single output: 0.5 for probabilities, 0 for logits. */
  public MatthewsCorrelationCoefficient withThreshold(double threshold) {
    return new MatthewsCorrelationCoefficient(config.with(Options.CLASS_THRESHOLD, threshold));
  }

  /** Under another name. */
  public MatthewsCorrelationCoefficient withName(String name) {
    return new MatthewsCorrelationCoefficient(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    return new ConfusionAccumulator(
        ConfusionAccumulator.ofOutputs(config.get(Options.CLASS_THRESHOLD).floatValue()),
        MatthewsCorrelationCoefficient::correlation);
  }

  private static double correlation(ConfusionSums matrix) {
    double total = matrix.total();
    double chance = 0;
    double trueSquares = 0;
    double predictedSquares = 0;
    for (int i = 0; i < matrix.classes(); i++) {
      double support = matrix.support(i);
      double predictions = matrix.predictions(i);
      chance += support * predictions;
      trueSquares += support * support;
      predictedSquares += predictions * predictions;
    }
    double trueSpread = total * total - trueSquares;
    double predictedSpread = total * total - predictedSquares;
    double rounding = 1e-12 * total * total;
    return trueSpread <= rounding || predictedSpread <= rounding
        ? 0
        : (matrix.right() * total - chance) / Math.sqrt(trueSpread * predictedSpread);
  }
}
