package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import java.util.List;

/**
 * The mean intersection over union of the classes 0 and 1, or of one of them. A prediction is of
 * class 1 from the threshold on (other metrics: above it). Targets and predictions are {@code (N,
 * 1)}, or maps. See <a
 * href="https://keras.io/api/metrics/segmentation_metrics/#binaryiou-class">keras.io</a>.
 *
 * @param config the settings
 */
public record BinaryIoU(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("BinaryIoU");
  private static final Option<List<Integer>> TARGET_CLASS_IDS =
      Option.of("target_class_ids", IntersectionOverUnion.classIds(), List.of(0, 1));
  private static final Option<Double> THRESHOLD = Option.of("threshold", Kinds.real(), 0.5);

  /** Keras's BinaryIoU. */
  public static final Schema<BinaryIoU> SCHEMA =
      Schema.of(
          "BinaryIoU",
          BinaryIoU::new,
          TARGET_CLASS_IDS,
          THRESHOLD,
          NAME,
          IntersectionOverUnion.DTYPE);

  /**
   * Checks that the settings are those of a BinaryIoU.
   *
   * @throws ConfigException if a class is neither 0 nor 1
   */
  public BinaryIoU {
    SCHEMA.require(config);
    List<Integer> ids = config.get(TARGET_CLASS_IDS);
    if (ids.stream().anyMatch(id -> id > 1)) {
      throw new ConfigException(
          "BinaryIoU.target_class_ids: found " + ids + ", expected class indices from 0 to 1");
    }
  }

  /** With Keras's defaults. */
  public static BinaryIoU of() {
    return new BinaryIoU(SCHEMA.defaults());
  }

  /** Of some classes. */
  public BinaryIoU withTargetClassIds(List<Integer> ids) {
    return new BinaryIoU(config.with(TARGET_CLASS_IDS, ids));
  }

  /** With another threshold, compared as float32: 0.5 for probabilities, 0 for logits. */
  public BinaryIoU withThreshold(double threshold) {
    return new BinaryIoU(config.with(THRESHOLD, threshold));
  }

  /** Under another name. */
  public BinaryIoU withName(String name) {
    return new BinaryIoU(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    return IntersectionOverUnion.start(
        ClassReader.binary(
            IntersectionOverUnion.cutsWeights(config), config.get(THRESHOLD).floatValue()),
        config.get(TARGET_CLASS_IDS));
  }
}
