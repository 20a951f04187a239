package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import java.util.Optional;

/**
 * The mean intersection over union of all classes that occur. That of a class is the share of the
 * examples, or pixels, that have the class and are taken for it among all that have it or are taken
 * for it. Targets are one-hot or class indices; the greatest output is the predicted class. See <a
 * href="https://keras.io/api/metrics/segmentation_metrics/#onehotmeaniou-class">keras.io</a>.
 *
 * @param config the settings
 */
public record OneHotMeanIoU(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("OneHotMeanIoU");

  /** Keras's OneHotMeanIoU. */
  public static final Schema<OneHotMeanIoU> SCHEMA =
      Schema.of(
          "OneHotMeanIoU",
          OneHotMeanIoU::new,
          IntersectionOverUnion.NUM_CLASSES,
          NAME,
          IntersectionOverUnion.DTYPE,
          IntersectionOverUnion.IGNORE_CLASS,
          IntersectionOverUnion.PREDICTED_CLASSES,
          Options.AXIS);

  /** Checks that the settings are those of an OneHotMeanIoU. */
  public OneHotMeanIoU {
    SCHEMA.require(config);
  }

  /** Of so many classes. */
  public static OneHotMeanIoU of(int numClasses) {
    return new OneHotMeanIoU(SCHEMA.with(IntersectionOverUnion.NUM_CLASSES, numClasses));
  }

  /** With predicted classes instead of outputs for each class. */
  public OneHotMeanIoU ofPredictedClasses() {
    return new OneHotMeanIoU(config.with(IntersectionOverUnion.PREDICTED_CLASSES, true));
  }

  /** Without the examples of one class index. */
  public OneHotMeanIoU ignoringClass(int index) {
    return new OneHotMeanIoU(config.with(IntersectionOverUnion.IGNORE_CLASS, Optional.of(index)));
  }

  /** Under another name. */
  public OneHotMeanIoU withName(String name) {
    return new OneHotMeanIoU(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    return IntersectionOverUnion.ofAll(
        config, false, config.get(IntersectionOverUnion.PREDICTED_CLASSES));
  }
}
