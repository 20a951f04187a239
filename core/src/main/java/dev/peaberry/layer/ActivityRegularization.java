package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import dev.peaberry.regularizer.L1L2;
import dev.peaberry.regularizer.Regularizer;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Passes on what goes in and adds a penalty on its size to the loss; the shape stays. See <a
 * href="https://keras.io/api/layers/regularization_layers/activity_regularization/">keras.io</a>.
 *
 * @param config the settings
 */
public record ActivityRegularization(Config config) implements UnaryLayer {
  private static final Option<Double> L1 = Option.of("l1", Kinds.notNegative(), 0.0);
  private static final Option<Double> L2 = Option.of("l2", Kinds.notNegative(), 0.0);

  /** Keras's ActivityRegularization. */
  public static final Schema<ActivityRegularization> SCHEMA =
      Schema.of("ActivityRegularization", ActivityRegularization::new, L1, L2);

  /** Checks that the settings are an ActivityRegularization's. */
  public ActivityRegularization {
    SCHEMA.require(config);
  }

  /** {@code l1} times the sum of sizes and {@code l2} times the sum of squares, an example. */
  public static ActivityRegularization of(double l1, double l2) {
    return new ActivityRegularization(SCHEMA.with(L1, l1, L2, l2));
  }

  @Override
  public Optional<Regularizer> activityRegularizer() {
    return Optional.of(L1L2.of(config.get(L1), config.get(L2)));
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    return x;
  }
}
