package dev.peaberry.layer;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Config;
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
 * A depthwise convolution followed by a 1x1 convolution: {@code (H, W, C)} to {@code (H', W',
 * filters)}. See <a
 * href="https://keras.io/api/layers/convolution_layers/separable_convolution2d/">keras.io</a>.
 *
 * @param config the settings
 */
public record SeparableConv2D(Config config) implements UnaryLayer {
  private static final Option<Integer> FILTERS = Option.required("filters", Kinds.integerFrom(1));
  private static final Option<Initializer> POINTWISE_INITIALIZER =
      Options.kernel("pointwise_initializer");
  private static final Option<Optional<Regularizer>> POINTWISE_REGULARIZER =
      Options.regularizer("pointwise_regularizer");
  private static final Option<Optional<Constraint>> POINTWISE_CONSTRAINT =
      Options.constraint("pointwise_constraint");

  /** Keras's SeparableConv2D. */
  public static final Schema<SeparableConv2D> SCHEMA =
      LayerSchema.of(
          "SeparableConv2D",
          SeparableConv2D::new,
          FILTERS,
          Options.KERNEL_SIZE,
          Options.STRIDES,
          Options.PADDING,
          DepthwiseConv2D.DEPTH_MULTIPLIER,
          Options.DATA_FORMAT,
          Options.DILATION,
          Options.ACTIVATION,
          Options.USE_BIAS,
          DepthwiseConv2D.DEPTHWISE_INITIALIZER,
          POINTWISE_INITIALIZER,
          Options.BIAS_INITIALIZER,
          DepthwiseConv2D.DEPTHWISE_REGULARIZER,
          POINTWISE_REGULARIZER,
          Options.BIAS_REGULARIZER,
          Options.ACTIVITY_REGULARIZER,
          DepthwiseConv2D.DEPTHWISE_CONSTRAINT,
          POINTWISE_CONSTRAINT,
          Options.BIAS_CONSTRAINT);

  /** Checks what involves several settings. */
  public SeparableConv2D {
    SCHEMA.require(config);
    DepthwiseConv2D.requireEqualStrides(config);
  }

  /** A convolution with a square kernel, stride 1, padding 'valid' and no activation. */
  public static SeparableConv2D of(int filters, int kernelSize) {
    return new SeparableConv2D(
        SCHEMA.with(FILTERS, filters, Options.KERNEL_SIZE, Size.square(kernelSize)));
  }

  /** With other strides. */
  public SeparableConv2D withStrides(int strides) {
    return new SeparableConv2D(config.with(Options.STRIDES, Size.square(strides)));
  }

  /** With another padding. */
  public SeparableConv2D withPadding(Padding padding) {
    return new SeparableConv2D(config.with(Options.PADDING, padding));
  }

  /** With an activation at the end. */
  public SeparableConv2D withActivation(Activation activation) {
    return new SeparableConv2D(config.with(Options.ACTIVATION, activation));
  }

  /** Without a bias, as before a batch normalisation. */
  public SeparableConv2D withoutBias() {
    return new SeparableConv2D(config.with(Options.USE_BIAS, false));
  }

  @Override
  public Shape outputShape(Shape input) {
    int filters = config.get(FILTERS);
    return Affine.outputShape(config, Window.ofConvolution(config).output(input, filters));
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    int between = input.last() * config.get(DepthwiseConv2D.DEPTH_MULTIPLIER);
    List<WeightSpec> weights = new ArrayList<>();
    weights.add(DepthwiseConv2D.depthwiseKernel(config, "depthwise_kernel", input));
    weights.add(
        WeightSpec.trainable(
                "pointwise_kernel",
                Shape.of(1, 1, between, config.get(FILTERS)),
                config.get(POINTWISE_INITIALIZER),
                config.get(POINTWISE_REGULARIZER))
            .withConstraint(config.get(POINTWISE_CONSTRAINT)));
    Affine.addBias(config, config.get(FILTERS), weights);
    return weights;
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    Ops tf = scope.tf();
    Operand<TFloat32> depthwise =
        Convolutions.depthwise(
            tf, x, scope.weight("depthwise_kernel"), Window.ofConvolution(config), input);
    Window point = new Window(Size.square(1), Size.square(1), Size.square(1), Padding.VALID);
    Operand<TFloat32> pointwise =
        Convolutions.conv2d(tf, depthwise, scope.weight("pointwise_kernel"), point, input);
    return Affine.finish(config, scope, pointwise);
  }
}
