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
import org.tensorflow.types.TFloat32;

/**
 * "Follow the regularized leader" (McMahan et al. 2013): weights follow from all gradients so far,
 * those of little use are exactly 0 with an L1 strength. See <a
 * href="https://keras.io/api/optimizers/ftrl/">keras.io</a>.
 *
 * <p>What the weights were before the first update counts little: without a gradient they become 0.
 * The rate must be above 0 at every update; Keras computes NaN where it is 0.
 *
 * @param config the settings
 */
public record Ftrl(Config config) implements BaseOptimizer<Ftrl> {
  private static final String ACCUMULATOR = "accumulator";
  private static final String LINEAR = "linear";
  private static final Option<Double> LEARNING_RATE_POWER =
      Option.of(
          "learning_rate_power",
          Kinds.real().where("a number of at most 0", power -> power <= 0),
          -0.5);
  private static final Option<Double> L1 = strength("l1_regularization_strength");
  private static final Option<Double> L2 = strength("l2_regularization_strength");
  private static final Option<Double> L2_SHRINKAGE =
      strength("l2_shrinkage_regularization_strength");
  private static final Option<Double> BETA = strength("beta");

  /** Keras's Ftrl. */
  public static final Schema<Ftrl> SCHEMA =
      Common.schema(
          "Ftrl",
          Ftrl::new,
          Common.learningRate(0.001),
          LEARNING_RATE_POWER,
          Common.INITIAL_ACCUMULATOR_VALUE,
          L1,
          L2,
          L2_SHRINKAGE,
          BETA);

  private static Option<Double> strength(String name) {
    return Option.of(name, Kinds.notNegative(), 0.0);
  }

  /** Checks that the settings are an Ftrl's. */
  public Ftrl {
    Common.require(SCHEMA, config);
  }

  /** With Keras's rate of 0.001, without regularization. */
  public static Ftrl of() {
    return new Ftrl(SCHEMA.defaults());
  }

  /** With penalties on the weights' size and on its square, each 0 or more. */
  public Ftrl withRegularization(double l1, double l2) {
    return new Ftrl(config.with(L1, l1).with(L2, l2));
  }

  @Override
  public Ftrl with(Config settings) {
    return new Ftrl(settings);
  }

  @Override
  public List<List<Slot>> slots() {
    return List.of(
        List.of(
            Slot.startingAt(ACCUMULATOR, config.get(Common.INITIAL_ACCUMULATOR_VALUE)),
            Slot.of(LINEAR)));
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
        .resourceApplyFtrl(
            variable.handle(),
            slots.get(ACCUMULATOR).handle(),
            slots.get(LINEAR).handle(),
            gradient,
            scope.perStep("ftrl_rate", Ftrl::rate),
            scope.constant(config.get(L1)),
            scope.perStep("l2", step -> config.get(L2) + config.get(BETA) / (2 * rate(step))),
            scope.constant(config.get(L2_SHRINKAGE)),
            scope.constant(config.get(LEARNING_RATE_POWER)));
  }

  private static double rate(Step step) {
    if (step.learningRate() > 0) {
      return step.learningRate();
    }
    throw new IllegalArgumentException(
        "Ftrl divides by the learning rate: found "
            + step.learningRate()
            + " at update "
            + step.number()
            + ", expected a rate above 0");
  }
}
