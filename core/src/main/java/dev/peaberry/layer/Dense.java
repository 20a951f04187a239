package dev.peaberry.layer;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.constraint.Constraint;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import dev.peaberry.initializer.Initializer;
import dev.peaberry.regularizer.Regularizer;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A fully connected layer along the last axis: {@code (..., in)} to {@code (..., units)}. See <a
 * href="https://keras.io/api/layers/core_layers/dense/">keras.io</a>.
 *
 * @param config the settings
 */
public record Dense(Config config) implements UnaryLayer {
  private static final Option<Integer> UNITS = Option.required("units", Kinds.integerFrom(1));

  /** Keras's Dense. */
  public static final Schema<Dense> SCHEMA =
      LayerSchema.of(
          "Dense",
          Dense::new,
          UNITS,
          Options.ACTIVATION,
          Options.USE_BIAS,
          Options.KERNEL_INITIALIZER,
          Options.BIAS_INITIALIZER,
          Options.KERNEL_REGULARIZER,
          Options.BIAS_REGULARIZER,
          Options.KERNEL_CONSTRAINT,
          Options.BIAS_CONSTRAINT,
          Options.none("quantization_config"));

  /** Checks that the settings are a Dense's. */
  public Dense {
    SCHEMA.require(config);
  }

  /** A layer without activation. */
  public static Dense of(int units) {
    return new Dense(SCHEMA.with(UNITS, units));
  }

  /** With an activation at the end. */
  public Dense withActivation(Activation activation) {
    return new Dense(config.with(Options.ACTIVATION, activation));
  }

  /** Without a bias, as before a batch normalisation. */
  public Dense withoutBias() {
    return new Dense(config.with(Options.USE_BIAS, false));
  }

  /** With another initializer of the kernel. */
  public Dense withKernelInitializer(Initializer initializer) {
    return new Dense(config.with(Options.KERNEL_INITIALIZER, initializer));
  }

  /** With other first values of the bias. */
  public Dense withBiasInitializer(Initializer initializer) {
    return new Dense(config.with(Options.BIAS_INITIALIZER, initializer));
  }

  /** With a penalty on the kernel. */
  public Dense withKernelRegularizer(Regularizer regularizer) {
    return new Dense(config.with(Options.KERNEL_REGULARIZER, Optional.of(regularizer)));
  }

  /** With a penalty on what comes out. */
  public Dense withActivityRegularizer(Regularizer regularizer) {
    return new Dense(LayerSchema.withActivityRegularizer(config, regularizer));
  }

  /** With a kernel that is held to a constraint. */
  public Dense withKernelConstraint(Constraint constraint) {
    return new Dense(config.with(Options.KERNEL_CONSTRAINT, Optional.of(constraint)));
  }

  /** With a bias that is held to a constraint. */
  public Dense withBiasConstraint(Constraint constraint) {
    return new Dense(config.with(Options.BIAS_CONSTRAINT, Optional.of(constraint)));
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.rank() == 0) {
      throw new ShapeException("found input (), expected at least one axis");
    }
    return Affine.outputShape(config, input.with(-1, config.get(UNITS)));
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    int units = config.get(UNITS);
    return Affine.weights(config, "kernel", Shape.of(input.last(), units), units);
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    Ops tf = scope.tf();
    Operand<TFloat32> rows = input.rank() == 1 ? x : Shapes.reshape(tf, x, -1, input.last());
    Operand<TFloat32> product = tf.linalg.matMul(rows, scope.weight("kernel"));
    if (input.rank() == 1) {
      return Affine.finish(config, scope, product);
    }
    Shape output = input.with(-1, config.get(UNITS));
    return Affine.finish(config, scope, Shapes.restore(tf, product, output));
  }
}
