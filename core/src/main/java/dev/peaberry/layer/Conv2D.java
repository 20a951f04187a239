package dev.peaberry.layer;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Config;
import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.config.Size;
import dev.peaberry.constraint.Constraint;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import dev.peaberry.initializer.Initializer;
import dev.peaberry.regularizer.Regularizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Convolution of pictures: {@code (H, W, C)} to {@code (H', W', filters)}. See <a
 * href="https://keras.io/api/layers/convolution_layers/convolution2d/">keras.io</a>.
 *
 * @param config the settings
 */
public record Conv2D(Config config) implements UnaryLayer {
  private static final Option<Integer> FILTERS = Option.required("filters", Kinds.integerFrom(1));
  private static final Option<Integer> GROUPS = Option.of("groups", Kinds.integerFrom(1), 1);

  /** Keras's Conv2D. */
  public static final Schema<Conv2D> SCHEMA =
      LayerSchema.of(
          "Conv2D",
          Conv2D::new,
          FILTERS,
          Options.KERNEL_SIZE,
          Options.STRIDES,
          Options.PADDING,
          Options.DATA_FORMAT,
          Options.DILATION,
          GROUPS,
          Options.ACTIVATION,
          Options.USE_BIAS,
          Options.KERNEL_INITIALIZER,
          Options.BIAS_INITIALIZER,
          Options.KERNEL_REGULARIZER,
          Options.BIAS_REGULARIZER,
          Options.ACTIVITY_REGULARIZER,
          Options.KERNEL_CONSTRAINT,
          Options.BIAS_CONSTRAINT);

  /** Checks what involves several settings. */
  public Conv2D {
    SCHEMA.require(config);
    Window.ofConvolution(config);
    if (config.get(FILTERS) % config.get(GROUPS) != 0) {
      throw new ConfigException(
          "groups: found "
              + config.get(GROUPS)
              + ", expected a divisor of the "
              + config.get(FILTERS)
              + " filters");
    }
  }

  /** A convolution with a square kernel, stride 1, padding 'valid' and no activation. */
  public static Conv2D of(int filters, int kernelSize) {
    return of(filters, Size.square(kernelSize));
  }

  /** A convolution with stride 1, padding 'valid' and no activation. */
  public static Conv2D of(int filters, Size kernelSize) {
    return new Conv2D(SCHEMA.with(FILTERS, filters, Options.KERNEL_SIZE, kernelSize));
  }

  /** With other strides. */
  public Conv2D withStrides(int strides) {
    return new Conv2D(config.with(Options.STRIDES, Size.square(strides)));
  }

  /** With another padding. */
  public Conv2D withPadding(Padding padding) {
    return new Conv2D(config.with(Options.PADDING, padding));
  }

  /** With samples of the kernel this many pixels apart. */
  public Conv2D withDilation(int rate) {
    return new Conv2D(config.with(Options.DILATION, Size.square(rate)));
  }

  /** With channels split into groups that do not see each other. */
  public Conv2D withGroups(int groups) {
    return new Conv2D(config.with(GROUPS, groups));
  }

  /** With an activation at the end. */
  public Conv2D withActivation(Activation activation) {
    return new Conv2D(config.with(Options.ACTIVATION, activation));
  }

  /** Without a bias, as before a batch normalisation. */
  public Conv2D withoutBias() {
    return new Conv2D(config.with(Options.USE_BIAS, false));
  }

  /** With another initializer of the kernel. */
  public Conv2D withKernelInitializer(Initializer initializer) {
    return new Conv2D(config.with(Options.KERNEL_INITIALIZER, initializer));
  }

  /** With other first values of the bias. */
  public Conv2D withBiasInitializer(Initializer initializer) {
    return new Conv2D(config.with(Options.BIAS_INITIALIZER, initializer));
  }

  /** With a penalty on the kernel. */
  public Conv2D withKernelRegularizer(Regularizer regularizer) {
    return new Conv2D(config.with(Options.KERNEL_REGULARIZER, Optional.of(regularizer)));
  }

  /** With a penalty on what comes out. */
  public Conv2D withActivityRegularizer(Regularizer regularizer) {
    return new Conv2D(LayerSchema.withActivityRegularizer(config, regularizer));
  }

  /** With a kernel that is held to a constraint. */
  public Conv2D withKernelConstraint(Constraint constraint) {
    return new Conv2D(config.with(Options.KERNEL_CONSTRAINT, Optional.of(constraint)));
  }

  /** With a bias that is held to a constraint. */
  public Conv2D withBiasConstraint(Constraint constraint) {
    return new Conv2D(config.with(Options.BIAS_CONSTRAINT, Optional.of(constraint)));
  }

  @Override
  public Shape outputShape(Shape input) {
    Shape output = Window.ofConvolution(config).output(input, config.get(FILTERS));
    if (input.last() % config.get(GROUPS) != 0) {
      throw new ShapeException(
          "found input "
              + input
              + ", expected channels that "
              + config.get(GROUPS)
              + " groups divide");
    }
    return Affine.outputShape(config, output);
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    Size kernel = config.get(Options.KERNEL_SIZE);
    Shape shape =
        Shape.of(
            kernel.height(),
            kernel.width(),
            input.last() / config.get(GROUPS),
            config.get(FILTERS));
    return Affine.weights(config, "kernel", shape, config.get(FILTERS));
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    return Affine.finish(config, scope, convolve(scope, x, input));
  }

  /** TensorFlow has no gradient of grouped convolutions on the CPU, so each group is one. */
  private Operand<TFloat32> convolve(GraphScope scope, Operand<TFloat32> x, Shape input) {
    Ops tf = scope.tf();
    Window window = Window.ofConvolution(config);
    Operand<TFloat32> kernel = scope.weight("kernel");
    int groups = config.get(GROUPS);
    if (groups == 1) {
      return Convolutions.conv2d(tf, x, kernel, window, input);
    }
    List<? extends Operand<TFloat32>> inputs = split(tf, x, groups);
    List<? extends Operand<TFloat32>> kernels = split(tf, kernel, groups);
    List<Operand<TFloat32>> outputs = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      outputs.add(Convolutions.conv2d(tf, inputs.get(i), kernels.get(i), window, input));
    }
    return tf.concat(outputs, tf.constant(-1));
  }

  private static List<? extends Operand<TFloat32>> split(Ops tf, Operand<TFloat32> x, long groups) {
    return tf.split(tf.constant(-1), x, groups).output();
  }
}
