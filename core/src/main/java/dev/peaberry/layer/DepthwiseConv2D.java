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
import org.tensorflow.types.TFloat32;

/**
 * Convolution of each channel by itself: {@code (H, W, C)} to {@code (H', W', C * multiplier)};
 * output channel = input channel * multiplier + m. See <a
 * href="https://keras.io/api/layers/convolution_layers/depthwise_convolution2d/">keras.io</a>.
 *
 * @param config the settings
 */
public record DepthwiseConv2D(Config config) implements UnaryLayer {
  static final Option<Integer> DEPTH_MULTIPLIER =
      Option.of("depth_multiplier", Kinds.integerFrom(1), 1);
  static final Option<Initializer> DEPTHWISE_INITIALIZER = Options.kernel("depthwise_initializer");
  static final Option<Optional<Regularizer>> DEPTHWISE_REGULARIZER =
      Options.regularizer("depthwise_regularizer");
  static final Option<Optional<Constraint>> DEPTHWISE_CONSTRAINT =
      Options.constraint("depthwise_constraint");

  /** Keras's DepthwiseConv2D. */
  public static final Schema<DepthwiseConv2D> SCHEMA =
      LayerSchema.of(
          "DepthwiseConv2D",
          DepthwiseConv2D::new,
          Options.KERNEL_SIZE,
          Options.STRIDES,
          Options.PADDING,
          DEPTH_MULTIPLIER,
          Options.DATA_FORMAT,
          Options.DILATION,
          Options.ACTIVATION,
          Options.USE_BIAS,
          DEPTHWISE_INITIALIZER,
          Options.BIAS_INITIALIZER,
          DEPTHWISE_REGULARIZER,
          Options.BIAS_REGULARIZER,
          Options.ACTIVITY_REGULARIZER,
          DEPTHWISE_CONSTRAINT,
          Options.BIAS_CONSTRAINT);

  /** Checks what involves several settings. */
  public DepthwiseConv2D {
    SCHEMA.require(config);
    requireEqualStrides(config);
  }

  /** A convolution with a square kernel, stride 1, padding 'valid' and no activation. */
  public static DepthwiseConv2D of(int kernelSize) {
    return new DepthwiseConv2D(SCHEMA.with(Options.KERNEL_SIZE, Size.square(kernelSize)));
  }

  /** With other strides. */
  public DepthwiseConv2D withStrides(int strides) {
    return new DepthwiseConv2D(config.with(Options.STRIDES, Size.square(strides)));
  }

  /** With another padding. */
  public DepthwiseConv2D withPadding(Padding padding) {
    return new DepthwiseConv2D(config.with(Options.PADDING, padding));
  }

  /** With several output channels for each input channel. */
  public DepthwiseConv2D withDepthMultiplier(int multiplier) {
    return new DepthwiseConv2D(config.with(DEPTH_MULTIPLIER, multiplier));
  }

  /** With an activation at the end. */
  public DepthwiseConv2D withActivation(Activation activation) {
    return new DepthwiseConv2D(config.with(Options.ACTIVATION, activation));
  }

  /** Without a bias, as before a batch normalisation. */
  public DepthwiseConv2D withoutBias() {
    return new DepthwiseConv2D(config.with(Options.USE_BIAS, false));
  }

  /** With other first values of the kernel. */
  public DepthwiseConv2D withDepthwiseInitializer(Initializer initializer) {
    return new DepthwiseConv2D(config.with(DEPTHWISE_INITIALIZER, initializer));
  }

  @Override
  public Shape outputShape(Shape input) {
    ShapeException.requirePicture(input);
    int channels = input.last() * config.get(DEPTH_MULTIPLIER);
    return Affine.outputShape(config, Window.ofConvolution(config).output(input, channels));
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    List<WeightSpec> weights = new ArrayList<>();
    weights.add(depthwiseKernel(config, "kernel", input));
    Affine.addBias(config, input.last() * config.get(DEPTH_MULTIPLIER), weights);
    return weights;
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    Operand<TFloat32> y =
        Convolutions.depthwise(
            scope.tf(), x, scope.weight("kernel"), Window.ofConvolution(config), input);
    return Affine.finish(config, scope, y);
  }

  /** The kernel {@code (h, w, in, multiplier)}. */
  static WeightSpec depthwiseKernel(Config config, String name, Shape input) {
    Size kernel = config.get(Options.KERNEL_SIZE);
    return WeightSpec.trainable(
            name,
            Shape.of(kernel.height(), kernel.width(), input.last(), config.get(DEPTH_MULTIPLIER)),
            config.get(DEPTHWISE_INITIALIZER),
            config.get(DEPTHWISE_REGULARIZER))
        .withConstraint(config.get(DEPTHWISE_CONSTRAINT));
  }

  /** TensorFlow's depthwise convolution has one stride for both directions, and so has Keras's. */
  static void requireEqualStrides(Config config) {
    Window.ofConvolution(config);
    Size strides = config.get(Options.STRIDES);
    if (strides.height() != strides.width()) {
      throw new ConfigException(
          "strides: found " + strides + ", expected the same for height and width");
    }
  }
}
