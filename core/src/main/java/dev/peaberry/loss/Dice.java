package dev.peaberry.loss;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * One minus twice the overlap of targets and outputs by the sum of both: {@code 1 - 2 sum(y p) /
 * (sum(y) + sum(p))}, over the whole batch unless axes are given (Milletari et al. 2016). See <a
 * href="https://arxiv.org/abs/1606.04797">the paper</a>.
 *
 * @param config the settings
 */
public record Dice(Config config) implements Loss {
  /** Keras's Dice. */
  public static final Schema<Dice> SCHEMA =
      Schema.of("Dice", Dice::new, Reduction.OPTION, Overlap.AXIS);

  /** Checks that the settings are a Dice's. */
  public Dice {
    SCHEMA.require(config);
  }

  /** Of the whole batch. */
  public static Dice of() {
    return new Dice(SCHEMA.defaults());
  }

  /** One for each combination of the other axes: {@code withAxes(1, 2, 3)} is one for each map. */
  public Dice withAxes(Integer... axes) {
    return new Dice(config.with(Overlap.AXIS, Optional.of(List.of(axes))));
  }

  /** With another way to make one number of the values. */
  public Dice withReduction(Reduction reduction) {
    return new Dice(config.with(Reduction.OPTION, reduction));
  }

  @Override
  public Targets targets() {
    return Targets.BINARY;
  }

  @Override
  public Values values(GraphScope scope, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Ops tf = scope.tf();
    Optional<List<Integer>> axes = config.get(Overlap.AXIS);
    Operand<TFloat32> both = Overlap.sum(tf, tf.math.mul(yTrue, yPred), axes);
    Operand<TFloat32> all = tf.math.add(Overlap.sum(tf, yTrue, axes), Overlap.sum(tf, yPred, axes));
    return Overlap.loss(tf, tf.math.mul(tf.constant(2f), both), all);
  }
}
