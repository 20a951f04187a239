package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;

/**
 * The mean cross-entropy of labels 0 and 1, the mean over the outputs. Targets have the shape of
 * the outputs, {@code (N, outputs)}; class indices {@code (N)} stand for one-hot rows where there
 * are several outputs. Probabilities are clipped to 1e-7 from 0 and 1, also where the loss is
 * computed from the logits before a softmax or sigmoid. See <a
 * href="https://keras.io/api/metrics/probabilistic_metrics/#binarycrossentropy-class">keras.io</a>.
 *
 * @param config the settings
 */
public record BinaryCrossentropy(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("BinaryCrossentropy");

  /** Keras's BinaryCrossentropy. */
  public static final Schema<BinaryCrossentropy> SCHEMA =
      Schema.of(
          "BinaryCrossentropy",
          BinaryCrossentropy::new,
          NAME,
          Options.DTYPE,
          Options.FROM_LOGITS,
          Options.LABEL_SMOOTHING);

  /** Checks that the settings are those of a BinaryCrossentropy. */
  public BinaryCrossentropy {
    SCHEMA.require(config);
  }

  /** Of probabilities. */
  public static BinaryCrossentropy of() {
    return new BinaryCrossentropy(SCHEMA.defaults());
  }

  /** Of logits. */
  public static BinaryCrossentropy fromLogits() {
    return new BinaryCrossentropy(SCHEMA.with(Options.FROM_LOGITS, true));
  }

  /** With labels moved towards one half by a share, 0 to 1. */
  public BinaryCrossentropy withLabelSmoothing(double share) {
    return new BinaryCrossentropy(config.with(Options.LABEL_SMOOTHING, share));
  }

  /** Under another name. */
  public BinaryCrossentropy withName(String name) {
    return new BinaryCrossentropy(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    double smoothing = config.get(Options.LABEL_SMOOTHING);
    RowValue.Elementwise loss =
        config.get(Options.FROM_LOGITS)
            ? BinaryCrossentropy::ofLogit
            : BinaryCrossentropy::ofProbability;
    RowValue mean =
        RowValue.mean((y, p) -> loss.of((float) (y * (1 - smoothing) + smoothing / 2), p));
    return new RowMean(
        Targets.ROWS, config.get(Options.FROM_LOGITS) ? mean : RowValue.ofProbabilities(mean));
  }

  /** max(z, 0) - z y + log(1 + exp(-|z|)), which overflows for no z. */
  private static double ofLogit(float y, float z) {
    return Math.max(z, 0) - (double) z * y + Math.log1p(Math.exp(-Math.abs(z)));
  }

  private static double ofProbability(float y, float probability) {
    float p = RowValue.clip(probability);
    double yes = y == 0 ? 0 : y * Math.log(p);
    double no = y == 1 ? 0 : (1 - y) * Math.log(1 - p);
    return -(yes + no);
  }
}
