package dev.peaberry.optimizer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.Variable;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Steps of one size in each direction (Chen et al. 2023): {@code w -= rate * sign(b1 * m + (1 - b1)
 * * g); m = b2 * m + (1 - b2) * g}. See <a
 * href="https://keras.io/api/optimizers/lion/">keras.io</a>.
 *
 * @param config the settings
 */
public record Lion(Config config) implements BaseOptimizer<Lion> {
  private static final Option<Double> BETA_1 =
      Option.of(
          "beta_1",
          Kinds.real().where("a number above 0 and at most 1", beta -> beta > 0 && beta <= 1),
          0.9);
  private static final Option<Double> BETA_2 = Option.of("beta_2", Kinds.fraction(), 0.99);

  /** Keras's Lion. */
  public static final Schema<Lion> SCHEMA =
      Common.schema("Lion", Lion::new, Common.learningRate(0.001), BETA_1, BETA_2);

  /** Checks that the settings are a Lion's. */
  public Lion {
    Common.require(SCHEMA, config);
  }

  /** With Keras's rate of 0.001. */
  public static Lion of() {
    return new Lion(SCHEMA.defaults());
  }

  @Override
  public Lion with(Config settings) {
    return new Lion(settings);
  }

  @Override
  public List<List<Slot>> slots() {
    return List.of(List.of(Slot.of(Adam.MOMENTUM)));
  }

  /**
   * {@inheritDoc}
   *
   * <p>Both means are steps from the momentum towards the gradient, so that their difference is
   * computed once.
   */
  @Override
  public Op update(
      UpdateScope scope,
      Variable variable,
      Operand<TFloat32> gradient,
      Map<String, Variable> slots) {
    Ops tf = scope.tf();
    Variable momentum = slots.get(Adam.MOMENTUM);
    Operand<TFloat32> gap = tf.math.sub(momentum.value(), gradient);
    Operand<TFloat32> direction =
        tf.math.sign(
            tf.math.sub(
                momentum.value(), tf.math.mul(gap, scope.constant(1 - config.get(BETA_1)))));
    Op moved =
        tf.train.resourceApplyGradientDescent(variable.handle(), scope.learningRate(), direction);
    return scope
        .after(moved)
        .tf()
        .train
        .resourceApplyGradientDescent(
            momentum.handle(), scope.constant(1 - config.get(BETA_2)), gap);
  }
}
