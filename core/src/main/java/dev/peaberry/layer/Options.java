package dev.peaberry.layer;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Size;
import dev.peaberry.constraint.Constraint;
import dev.peaberry.constraint.Constraints;
import dev.peaberry.initializer.Constant;
import dev.peaberry.initializer.Initializer;
import dev.peaberry.initializer.Initializers;
import dev.peaberry.initializer.VarianceScaling;
import dev.peaberry.regularizer.Regularizer;
import dev.peaberry.regularizer.Regularizers;
import java.util.List;
import java.util.Optional;

/** Settings that several layers have in common. */
final class Options {
  /** The axis order of pictures; the engine's is the only one here. */
  enum DataFormat {
    /** (height, width, channels). */
    CHANNELS_LAST
  }

  static final Option<DataFormat> DATA_FORMAT =
      Option.of("data_format", Kinds.choice(DataFormat.class), DataFormat.CHANNELS_LAST);
  static final Option<Activation> ACTIVATION =
      Option.of("activation", Activation.kind(), Activation.LINEAR);
  static final Option<Boolean> USE_BIAS = Option.of("use_bias", Kinds.bool(), true);
  static final Option<Size> KERNEL_SIZE = Option.required("kernel_size", Kinds.size(1));
  static final Option<Size> STRIDES = Option.of("strides", Kinds.size(1), Size.square(1));
  static final Option<Size> DILATION = Option.of("dilation_rate", Kinds.size(1), Size.square(1));
  static final Option<Padding> PADDING =
      Option.of("padding", Kinds.choice(Padding.class), Padding.VALID);

  /** One axis or several, the first after the batch's being 1 and the last -1. */
  static final Option<List<Integer>> AXES =
      Option.of(
          "axis",
          Kinds.oneOrMany(Kinds.integer())
              .where("an axis or a list of axes, not empty", axes -> !axes.isEmpty()),
          List.of(-1));

  static final Option<Initializer> KERNEL_INITIALIZER = kernel("kernel_initializer");
  static final Option<Initializer> BIAS_INITIALIZER =
      initializer("bias_initializer", Constant.ZEROS);
  static final Option<Optional<Regularizer>> KERNEL_REGULARIZER = regularizer("kernel_regularizer");
  static final Option<Optional<Regularizer>> BIAS_REGULARIZER = regularizer("bias_regularizer");
  static final Option<Optional<Regularizer>> ACTIVITY_REGULARIZER =
      regularizer("activity_regularizer");
  static final Option<Optional<Constraint>> KERNEL_CONSTRAINT = constraint("kernel_constraint");
  static final Option<Optional<Constraint>> BIAS_CONSTRAINT = constraint("bias_constraint");

  private Options() {}

  static Option<Initializer> kernel(String name) {
    return initializer(name, VarianceScaling.GLOROT_UNIFORM);
  }

  static Option<Initializer> initializer(String name, Initializer defaultValue) {
    return Option.of(name, Initializers.kind(), defaultValue);
  }

  static Option<Optional<Regularizer>> regularizer(String name) {
    return Option.of(name, Regularizers.kind().optional(), Optional.empty());
  }

  static Option<Optional<Constraint>> constraint(String name) {
    return Option.of(name, Constraints.kind().optional(), Optional.empty());
  }

  /** A setting of Keras's that may only be absent here. */
  static Option<Optional<String>> none(String name) {
    return Option.of(name, Kinds.only(Kinds.text().optional(), Optional.empty()), Optional.empty());
  }
}
