package dev.peaberry.optimizer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.Variable;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/**
 * Divides by the size of all gradients so far (Duchi et al. 2011): {@code a += g^2; w -= rate * g /
 * sqrt(a + epsilon)}. See <a href="https://keras.io/api/optimizers/adagrad/">keras.io</a>.
 *
 * <p>TensorFlow's kernel adds epsilon after the root if at all, so the accumulators that a program
 * holds have it added from the start.
 *
 * @param config the settings
 */
public record Adagrad(Config config) implements BaseOptimizer<Adagrad> {
  private static final String ACCUMULATOR = "accumulator";

  /** Keras's Adagrad. */
  public static final Schema<Adagrad> SCHEMA =
      Common.schema(
          "Adagrad",
          Adagrad::new,
          Common.learningRate(0.001),
          Common.INITIAL_ACCUMULATOR_VALUE,
          Common.EPSILON);

  /** Checks that the settings are an Adagrad's. */
  public Adagrad {
    Common.require(SCHEMA, config);
  }

  /** With Keras's rate of 0.001. */
  public static Adagrad of() {
    return new Adagrad(SCHEMA.defaults());
  }

  /** With accumulators that start at another value, 0 or more. */
  public Adagrad withInitialAccumulatorValue(double value) {
    return new Adagrad(config.with(Common.INITIAL_ACCUMULATOR_VALUE, value));
  }

  @Override
  public Adagrad with(Config settings) {
    return new Adagrad(settings);
  }

  @Override
  public List<List<Slot>> slots() {
    Slot accumulator =
        Slot.startingAt(ACCUMULATOR, config.get(Common.INITIAL_ACCUMULATOR_VALUE))
            .shiftedBy(config.get(Common.EPSILON));
    return List.of(List.of(accumulator));
  }

  @Override
  public Op update(
      UpdateScope scope,
      Variable variable,
      Operand<TFloat32> gradient,
      Map<String, Variable> slots) {
    return scope
        .tf()
        .train
        .resourceApplyAdagrad(
            variable.handle(),
            slots.get(ACCUMULATOR).handle(),
            scope.learningRate(),
            scope.constant(0),
            gradient);
  }
}
