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
 * Targets are class indices. Predictions are classes themselves unless {@link #ofOutputs} takes the
 * greatest output. See <a
 * href="https://keras.io/api/metrics/segmentation_metrics/#iou-class">keras.io</a>.
 *
 * @param config the settings
 */
public record IoU(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("IoU");

  /** Keras's IoU. */
  public static final Schema<IoU> SCHEMA =
      Schema.of(
          "IoU",
          IoU::new,
          NAME,
          IntersectionOverUnion.DTYPE,
          IntersectionOverUnion.NUM_CLASSES,
          IntersectionOverUnion.TARGET_CLASS_IDS,
          IntersectionOverUnion.IGNORE_CLASS,
          IntersectionOverUnion.SPARSE_Y_TRUE,
          IntersectionOverUnion.SPARSE_Y_PRED,
          Options.AXIS);

  /** Checks that the settings are those of an IoU. */
  public IoU {
    SCHEMA.require(config);
    IntersectionOverUnion.requireTargets(config);
  }

  /** Of some of so many classes. */
  public static IoU of(int numClasses, List<Integer> targetClassIds) {
    return new IoU(
        SCHEMA.with(
            IntersectionOverUnion.NUM_CLASSES,
            numClasses,
            IntersectionOverUnion.TARGET_CLASS_IDS,
            targetClassIds));
  }

  /**
   * With the greatest of several outputs as the predicted class, as of a classifier {@code (N,
   * classes)}.
   */
  public IoU ofOutputs() {
    return new IoU(config.with(IntersectionOverUnion.SPARSE_Y_PRED, false));
  }

  /** With one-hot targets instead of class indices. */
  public IoU ofOneHotTargets() {
    return new IoU(config.with(IntersectionOverUnion.SPARSE_Y_TRUE, false));
  }

  /** Without the examples of one class index. */
  public IoU ignoringClass(int index) {
    return new IoU(config.with(IntersectionOverUnion.IGNORE_CLASS, Optional.of(index)));
  }

  /** Under another name. */
  public IoU withName(String name) {
    return new IoU(config.with(NAME, name));
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
        config.get(IntersectionOverUnion.SPARSE_Y_TRUE),
        config.get(IntersectionOverUnion.SPARSE_Y_PRED));
  }
}
