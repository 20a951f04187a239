package dev.peaberry.loss;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Dice with a weight for each kind of mistake: {@code 1 - TP / (TP + alpha sum((1 - p) y) + beta
 * sum(p (1 - y)))} with {@code TP = sum(y p)}, over the whole batch unless axes are given (Salehi
 * et al. 2017). See <a href="https://arxiv.org/abs/1706.05721">the paper</a>.
 *
 * @param config the settings
 */
public record Tversky(Config config) implements Loss {
  private static final Option<Double> ALPHA = Option.of("alpha", Kinds.notNegative(), 0.5);
  private static final Option<Double> BETA = Option.of("beta", Kinds.notNegative(), 0.5);

  /** Keras's Tversky. */
  public static final Schema<Tversky> SCHEMA =
      Schema.of("Tversky", Tversky::new, Reduction.OPTION, ALPHA, BETA, Overlap.AXIS);

  /** Checks that the settings are a Tversky's. */
  public Tversky {
    SCHEMA.require(config);
  }

  /** Of the whole batch, both kinds of mistakes counting alike. */
  public static Tversky of() {
    return new Tversky(SCHEMA.defaults());
  }

  /** With other weights of what is missed and of what is invented. */
  public Tversky withWeights(double missed, double invented) {
    return new Tversky(config.with(ALPHA, missed).with(BETA, invented));
  }

  /** One for each combination of the other axes: {@code withAxes(1, 2, 3)} is one for each map. */
  public Tversky withAxes(Integer... axes) {
    return new Tversky(config.with(Overlap.AXIS, Optional.of(List.of(axes))));
  }

  /** With another way to make one number of the values. */
  public Tversky withReduction(Reduction reduction) {
    return new Tversky(config.with(Reduction.OPTION, reduction));
  }

  @Override
  public Targets targets() {
    return Targets.BINARY;
  }

  @Override
  public Values values(GraphScope scope, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Ops tf = scope.tf();
    Optional<List<Integer>> axes = config.get(Overlap.AXIS);
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> both = Overlap.sum(tf, tf.math.mul(yTrue, yPred), axes);
    Operand<TFloat32> missed = Overlap.sum(tf, tf.math.mul(tf.math.sub(one, yPred), yTrue), axes);
    Operand<TFloat32> invented = Overlap.sum(tf, tf.math.mul(yPred, tf.math.sub(one, yTrue)), axes);
    Operand<TFloat32> mistakes =
        tf.math.add(
            tf.math.mul(tf.constant(config.get(ALPHA).floatValue()), missed),
            tf.math.mul(tf.constant(config.get(BETA).floatValue()), invented));
    return Overlap.loss(tf, both, tf.math.add(both, mistakes));
  }
}
