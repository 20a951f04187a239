package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import java.util.List;
import java.util.Optional;

/**
 * The mean intersection over union of some classes. That of a class is the share of the examples,
 * or pixels, that have the class and are taken for it among all that have it or are taken for it.
 * Targets are one-hot or class indices; the greatest output is the predicted class. See <a
 * href="https://keras.io/api/metrics/segmentation_metrics/#onehotiou-class">keras.io</a>.
 *
 * @param config the settings
 */
public record OneHotIoU(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("OneHotIoU");

  /** Keras's OneHotIoU. */
  public static final Schema<OneHotIoU> SCHEMA =
      Schema.of(
          "OneHotIoU",
          OneHotIoU::new,
          IntersectionOverUnion.NUM_CLASSES,
          IntersectionOverUnion.TARGET_CLASS_IDS,
          NAME,
          IntersectionOverUnion.DTYPE,
          IntersectionOverUnion.IGNORE_CLASS,
          IntersectionOverUnion.PREDICTED_CLASSES,
          Options.AXIS);

  /** Checks that the settings are those of an OneHotIoU. */
  public OneHotIoU {
    SCHEMA.require(config);
    IntersectionOverUnion.requireTargets(config);
  }

  /** Of some of so many classes. */
  public static OneHotIoU of(int numClasses, List<Integer> targetClassIds) {
    return new OneHotIoU(
        SCHEMA.with(
            IntersectionOverUnion.NUM_CLASSES,
            numClasses,
            IntersectionOverUnion.TARGET_CLASS_IDS,
            targetClassIds));
  }

  /** With predicted classes instead of outputs for each class. */
  public OneHotIoU ofPredictedClasses() {
    return new OneHotIoU(config.with(IntersectionOverUnion.PREDICTED_CLASSES, true));
  }

  /** Without the examples of one class index. */
  public OneHotIoU ignoringClass(int index) {
    return new OneHotIoU(config.with(IntersectionOverUnion.IGNORE_CLASS, Optional.of(index)));
  }

  /** Under another name. */
  public OneHotIoU withName(String name) {
    return new OneHotIoU(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    return IntersectionOverUnion.start(
        config,
        config.get(IntersectionOverUnion.TARGET_CLASS_IDS),
        false,
        config.get(IntersectionOverUnion.PREDICTED_CLASSES));
  }
}
