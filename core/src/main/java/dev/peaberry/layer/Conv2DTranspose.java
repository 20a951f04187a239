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
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A convolution backwards, which enlarges pictures: {@code (H, W, C)} to {@code (H', W', filters)}.
 * See <a
 * href="https://keras.io/api/layers/convolution_layers/convolution2d_transpose/">keras.io</a>.
 *
 * <p>Without an output padding, {@code H' = H * stride} for padding 'same' and {@code (H - 1) *
 * stride + max(kernel, stride)} for 'valid'. An output padding, even 0, gives {@code (H - 1) *
 * stride + kernel % 2 + outputPadding} for 'same' and {@code (H - 1) * stride + kernel +
 * outputPadding} for 'valid'. The kernel's length counts its dilation.
 *
 * @param config the settings
 */
public record Conv2DTranspose(Config config) implements UnaryLayer {
  private static final Option<Integer> FILTERS = Option.required("filters", Kinds.integerFrom(1));
  private static final Option<Optional<Size>> OUTPUT_PADDING =
      Option.of("output_padding", Kinds.size(0).optional(), Optional.empty());

  /** Keras's Conv2DTranspose. */
  public static final Schema<Conv2DTranspose> SCHEMA =
      LayerSchema.of(
          "Conv2DTranspose",
          Conv2DTranspose::new,
          FILTERS,
          Options.KERNEL_SIZE,
          Options.STRIDES,
          Options.PADDING,
          OUTPUT_PADDING,
          Options.DATA_FORMAT,
          Options.DILATION,
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
  public Conv2DTranspose {
    SCHEMA.require(config);
    Window window = Window.ofConvolution(config);
    config.get(OUTPUT_PADDING).ifPresent(padding -> check(padding, window));
  }

  private static void check(Size outputPadding, Window window) {
    Size strides = window.strides();
    if (outputPadding.height() >= strides.height() || outputPadding.width() >= strides.width()) {
      throw new ConfigException(
          "output_padding: found " + outputPadding + ", expected less than the strides " + strides);
    }
    Shape smallest = window.transposedOutput(Shape.of(1, 1, 1), 1, Optional.of(outputPadding));
    if (smallest.size() == 0) {
      throw new ConfigException(
          "output_padding: found "
              + outputPadding
              + " with padding 'same' and a kernel of "
              + window.size()
              + ", expected at least 1 where the kernel's length is even");
    }
  }

  /** A transposed convolution with a square kernel, stride 1, padding 'valid', no activation. */
  public static Conv2DTranspose of(int filters, int kernelSize) {
    return of(filters, Size.square(kernelSize));
  }

  /** A transposed convolution with stride 1, padding 'valid' and no activation. */
  public static Conv2DTranspose of(int filters, Size kernelSize) {
    return new Conv2DTranspose(SCHEMA.with(FILTERS, filters, Options.KERNEL_SIZE, kernelSize));
  }

  /** With other strides: how many times larger the output is. */
  public Conv2DTranspose withStrides(int strides) {
    return new Conv2DTranspose(config.with(Options.STRIDES, Size.square(strides)));
  }

  /** With another padding. */
  public Conv2DTranspose withPadding(Padding padding) {
    return new Conv2DTranspose(config.with(Options.PADDING, padding));
  }

  /** With so many more rows and columns than the least; 0 is not the same as none. */
  public Conv2DTranspose withOutputPadding(Size outputPadding) {
    return new Conv2DTranspose(config.with(OUTPUT_PADDING, Optional.of(outputPadding)));
  }

  /** With samples of the kernel this many pixels apart. */
  public Conv2DTranspose withDilation(int rate) {
    return new Conv2DTranspose(config.with(Options.DILATION, Size.square(rate)));
  }

  /** With an activation at the end. */
  public Conv2DTranspose withActivation(Activation activation) {
    return new Conv2DTranspose(config.with(Options.ACTIVATION, activation));
  }

  /** Without a bias, as before a batch normalisation. */
  public Conv2DTranspose withoutBias() {
    return new Conv2DTranspose(config.with(Options.USE_BIAS, false));
  }

  /** With another initializer of the kernel. */
  public Conv2DTranspose withKernelInitializer(Initializer initializer) {
    return new Conv2DTranspose(config.with(Options.KERNEL_INITIALIZER, initializer));
  }

  /** With a penalty on the kernel. */
  public Conv2DTranspose withKernelRegularizer(Regularizer regularizer) {
    return new Conv2DTranspose(config.with(Options.KERNEL_REGULARIZER, Optional.of(regularizer)));
  }

  /** With a kernel that is held to a constraint. */
  public Conv2DTranspose withKernelConstraint(Constraint constraint) {
    return new Conv2DTranspose(config.with(Options.KERNEL_CONSTRAINT, Optional.of(constraint)));
  }

  /** With a bias that is held to a constraint. */
  public Conv2DTranspose withBiasConstraint(Constraint constraint) {
    return new Conv2DTranspose(config.with(Options.BIAS_CONSTRAINT, Optional.of(constraint)));
  }

  @Override
  public Shape outputShape(Shape input) {
    return Affine.outputShape(config, convolved(input));
  }

  /** What comes out before the activation. */
  private Shape convolved(Shape input) {
    return Window.ofConvolution(config)
        .transposedOutput(input, config.get(FILTERS), config.get(OUTPUT_PADDING));
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    Size kernel = config.get(Options.KERNEL_SIZE);
    int filters = config.get(FILTERS);
    Shape shape = Shape.of(kernel.height(), kernel.width(), filters, input.last());
    return Affine.weights(config, "kernel", shape, filters);
  }

  /** The kernel is laid on every place of the input. */
  @Override
  public long multiplyAdds(List<Shape> inputs) {
    return Kernels.places(inputs.get(0)) * Kernels.size(weights(inputs));
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    Operand<TFloat32> y =
        Convolutions.transposed(
            scope.tf(), x, scope.weight("kernel"), Window.ofConvolution(config), convolved(input));
    return Affine.finish(config, scope, y);
  }
}
