package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.constraint.Constraint;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import dev.peaberry.initializer.Constant;
import dev.peaberry.initializer.Initializer;
import dev.peaberry.regularizer.Regularizer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A rectifier that learns its slope below 0 (He et al. 2015), one for each number or, along shared
 * axes, one for all; the shape stays. See <a
 * href="https://keras.io/api/layers/activation_layers/prelu/">keras.io</a>.
 *
 * @param config the settings
 */
public record PReLU(Config config) implements UnaryLayer {
  private static final Kind<Optional<List<Integer>>> AXES =
      Kinds.listOf(Kinds.integerFrom(1)).optional();
  private static final Option<Initializer> ALPHA_INITIALIZER =
      Options.initializer("alpha_initializer", Constant.ZEROS);
  private static final Option<Optional<Regularizer>> ALPHA_REGULARIZER =
      Options.regularizer("alpha_regularizer");
  private static final Option<Optional<Constraint>> ALPHA_CONSTRAINT =
      Options.constraint("alpha_constraint");
  private static final Option<Optional<List<Integer>>> SHARED_AXES =
      Option.of("shared_axes", AXES, Optional.empty());

  /** Keras's PReLU. */
  public static final Schema<PReLU> SCHEMA =
      LayerSchema.of(
          "PReLU", PReLU::new, ALPHA_INITIALIZER, ALPHA_REGULARIZER, ALPHA_CONSTRAINT, SHARED_AXES);

  /** Checks that the settings are a PReLU's. */
  public PReLU {
    SCHEMA.require(config);
  }

  /** A slope for each number, 0 at first. */
  public static PReLU of() {
    return new PReLU(SCHEMA.defaults());
  }

  /** With one slope along these axes, of which the first after the batch's is 1. */
  public PReLU withSharedAxes(int... axes) {
    return new PReLU(config.with(SHARED_AXES, Optional.of(IntStream.of(axes).boxed().toList())));
  }

  /** With another initializer of the slopes. */
  public PReLU withAlphaInitializer(Initializer initializer) {
    return new PReLU(config.with(ALPHA_INITIALIZER, initializer));
  }

  @Override
  public Shape outputShape(Shape input) {
    alpha(input);
    return input;
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    return List.of(
        WeightSpec.trainable(
                "alpha", alpha(input), config.get(ALPHA_INITIALIZER), config.get(ALPHA_REGULARIZER))
            .withConstraint(config.get(ALPHA_CONSTRAINT)));
  }

  private Shape alpha(Shape input) {
    Shape alpha = input;
    for (int axis : config.get(SHARED_AXES).orElse(List.of())) {
      alpha = alpha.with(Shapes.exampleAxis(axis, input), 1);
    }
    return alpha;
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    Ops tf = scope.tf();
    Operand<TFloat32> below = tf.nn.relu(tf.math.neg(x));
    return tf.math.sub(tf.nn.relu(x), tf.math.mul(scope.weight("alpha"), below));
  }
}
