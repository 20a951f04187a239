package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;

/**
 * The mean cross-entropy {@code -sum(y log p)} of one-hot or soft targets {@code (N, classes)} or
 * of class indices {@code (N)}. Probabilities are divided by their sum. Probabilities are clipped
 * to 1e-7 from 0 and 1, also where the loss is computed from the logits before a softmax or
 * sigmoid. See <a
 * href="https://keras.io/api/metrics/probabilistic_metrics/#categoricalcrossentropy-class">keras.io</a>.
 *
 * @param config the settings
 */
public record CategoricalCrossentropy(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("CategoricalCrossentropy");

  /** Keras's CategoricalCrossentropy. */
  public static final Schema<CategoricalCrossentropy> SCHEMA =
      Schema.of(
          "CategoricalCrossentropy",
          CategoricalCrossentropy::new,
          NAME,
          Options.DTYPE,
          Options.FROM_LOGITS,
          Options.LABEL_SMOOTHING,
          Options.AXIS);

  /** Checks that the settings are those of a CategoricalCrossentropy. */
  public CategoricalCrossentropy {
    SCHEMA.require(config);
  }

  /** Of probabilities. */
  public static CategoricalCrossentropy of() {
    return new CategoricalCrossentropy(SCHEMA.defaults());
  }

  /** Of logits. */
  public static CategoricalCrossentropy fromLogits() {
    return new CategoricalCrossentropy(SCHEMA.with(Options.FROM_LOGITS, true));
  }

  /** With labels moved towards equal shares of all classes by a share, 0 to 1. */
  public CategoricalCrossentropy withLabelSmoothing(double share) {
    return new CategoricalCrossentropy(config.with(Options.LABEL_SMOOTHING, share));
  }

  /** Under another name. */
  public CategoricalCrossentropy withName(String name) {
    return new CategoricalCrossentropy(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    double smoothing = config.get(Options.LABEL_SMOOTHING);
    RowValue loss =
        config.get(Options.FROM_LOGITS)
            ? (y, z, row, length) -> ofLogits(y, z, row, length, smoothing)
            : RowValue.ofProbabilities(
                (y, p, row, length) -> ofProbabilities(y, p, row, length, smoothing));
    return new RowMean(Targets.ONE_HOT, loss);
  }

  private static double ofLogits(
      float[] yTrue, float[] logits, int row, int length, double smoothing) {
    double norm = LogSoftmax.logSumExp(logits, row, length);
    double loss = 0;
    for (int i = row * length; i < (row + 1) * length; i++) {
      loss += smoothed(yTrue[i], length, smoothing) * (norm - logits[i]);
    }
    return loss;
  }

  private static double ofProbabilities(
      float[] yTrue, float[] probabilities, int row, int length, double smoothing) {
    double sum = 0;
    for (int i = row * length; i < (row + 1) * length; i++) {
      sum += probabilities[i];
    }
    double loss = 0;
    for (int i = row * length; i < (row + 1) * length; i++) {
      double label = smoothed(yTrue[i], length, smoothing);
      float p = RowValue.clip((float) (probabilities[i] / sum));
      loss -= label == 0 ? 0 : label * Math.log(p);
    }
    return loss;
  }

  private static double smoothed(float label, int classes, double smoothing) {
    return label * (1 - smoothing) + smoothing / classes;
  }
}
