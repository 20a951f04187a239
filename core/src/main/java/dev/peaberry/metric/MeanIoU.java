package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import java.util.Optional;

/**
 * The mean intersection over union of all classes that occur. That of a class is the share of the
 * examples, or pixels, that have the class and are taken for it among all that have it or are taken
 * for it. Targets are class indices. Predictions are classes themselves unless {@link #ofOutputs}
 * takes the greatest output. See <a
 * href="https://keras.io/api/metrics/segmentation_metrics/#meaniou-class">keras.io</a>.
 *
 * @param config the settings
 */
public record MeanIoU(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("MeanIoU");

  /** Keras's MeanIoU. */
  public static final Schema<MeanIoU> SCHEMA =
      Schema.of(
          "MeanIoU",
          MeanIoU::new,
          IntersectionOverUnion.NUM_CLASSES,
          NAME,
          IntersectionOverUnion.DTYPE,
          IntersectionOverUnion.IGNORE_CLASS,
          IntersectionOverUnion.SPARSE_Y_TRUE,
          IntersectionOverUnion.SPARSE_Y_PRED,
          Options.AXIS);

  /** Checks that the settings are those of a MeanIoU. */
  public MeanIoU {
    SCHEMA.require(config);
  }

  /** Of so many classes. */
  public static MeanIoU of(int numClasses) {
    return new MeanIoU(SCHEMA.with(IntersectionOverUnion.NUM_CLASSES, numClasses));
  }

  /**
   * With the greatest of several outputs as the predicted class, as of a classifier {@code (N,
   * classes)}.
   */
  public MeanIoU ofOutputs() {
    return new MeanIoU(config.with(IntersectionOverUnion.SPARSE_Y_PRED, false));
  }

  /** With one-hot targets instead of class indices. */
  public MeanIoU ofOneHotTargets() {
    return new MeanIoU(config.with(IntersectionOverUnion.SPARSE_Y_TRUE, false));
  }

  /** Without the examples of one class index. */
  public MeanIoU ignoringClass(int index) {
    return new MeanIoU(config.with(IntersectionOverUnion.IGNORE_CLASS, Optional.of(index)));
  }

  /** Under another name. */
  public MeanIoU withName(String name) {
    return new MeanIoU(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    return IntersectionOverUnion.ofAll(
        config,
        config.get(IntersectionOverUnion.SPARSE_Y_TRUE),
        config.get(IntersectionOverUnion.SPARSE_Y_PRED));
  }
}
