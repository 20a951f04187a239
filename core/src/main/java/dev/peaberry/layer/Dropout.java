package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Sets a share of the values to 0 in training and scales the others so that the sum stays
 * (Srivastava et al. 2014); does nothing in inference. See <a
 * href="https://keras.io/api/layers/regularization_layers/dropout/">keras.io</a>.
 *
 * @param config the settings
 */
public record Dropout(Config config) implements UnaryLayer {
  /** Keras's Dropout. */
  public static final Schema<Dropout> SCHEMA =
      LayerSchema.of("Dropout", Dropout::new, Noise.RATE, Noise.SEED, Noise.NOISE_SHAPE);

  /** Checks that the settings are a Dropout's. */
  public Dropout {
    SCHEMA.require(config);
  }

  /** Drops the given share of the values, 0 to 1. */
  public static Dropout of(double rate) {
    return new Dropout(SCHEMA.with(Noise.RATE, rate));
  }

  /**
   * With draws that several values share.
   *
   * @param lengths of the mask's axes, the batch's first: 1 for one draw along an axis, nothing for
   *     one draw for each value
   */
  public Dropout withNoiseShape(List<Optional<Integer>> lengths) {
    return new Dropout(config.with(Noise.NOISE_SHAPE, Optional.of(List.copyOf(lengths))));
  }

  @Override
  public Shape outputShape(Shape input) {
    return Noise.requireFit(config, input);
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    return drop(scope, x, config.get(Noise.RATE), Noise.mask(config, scope.tf(), x, input));
  }

  /** Drops in training, by a mask of the given shape. */
  static Operand<TFloat32> drop(
      GraphScope scope, Operand<TFloat32> x, double rate, Operand<TInt32> mask) {
    Ops tf = scope.tf();
    if (!scope.training() || rate == 0) {
      return x;
    }
    if (rate == 1) {
      // Zeros that still have a gradient.
      return tf.math.mul(x, tf.constant(0f));
    }
    Operand<TFloat32> kept = Noise.kept(scope, mask, rate);
    return tf.math.mul(x, tf.math.mul(kept, tf.constant((float) (1 / (1 - rate)))));
  }

  @Override
  public boolean isNoisy() {
    return true;
  }
}
