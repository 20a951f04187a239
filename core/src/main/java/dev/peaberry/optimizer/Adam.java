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
import org.tensorflow.op.TrainOps;
import org.tensorflow.types.TFloat32;

/**
 * Adam (Kingma and Ba 2014): {@code w -= rate * sqrt(1 - b2^t) / (1 - b1^t) * m / (sqrt(v) +
 * epsilon)}; epsilon is added to the uncorrected root. See <a
 * href="https://keras.io/api/optimizers/adam/">keras.io</a>.
 *
 * @param config the settings
 */
public record Adam(Config config) implements BaseOptimizer<Adam> {
  static final String MOMENTUM = "momentum";
  static final String VELOCITY = "velocity";
  private static final String VELOCITY_HAT = "velocity_hat";
  static final Option<Boolean> AMSGRAD = Option.of("amsgrad", Kinds.bool(), false);

  /** Keras's Adam. */
  public static final Schema<Adam> SCHEMA =
      Common.schema(
          "Adam",
          Adam::new,
          Common.learningRate(0.001),
          Common.BETA_1,
          Common.BETA_2,
          Common.EPSILON,
          AMSGRAD);

  /** Checks that the settings are an Adam's. */
  public Adam {
    Common.require(SCHEMA, config);
  }

  /** With Keras's rate of 0.001. */
  public static Adam of() {
    return new Adam(SCHEMA.defaults());
  }

  /** With the largest velocity so far in place of the velocity (Reddi et al. 2018). */
  public Adam withAmsgrad() {
    return new Adam(config.with(AMSGRAD, true));
  }

  @Override
  public Adam with(Config settings) {
    return new Adam(settings);
  }

  @Override
  public List<List<Slot>> slots() {
    return slots(config);
  }

  @Override
  public Op update(
      UpdateScope scope,
      Variable variable,
      Operand<TFloat32> gradient,
      Map<String, Variable> slots) {
    return update(config, scope, variable, gradient, slots);
  }

  /** The slots of Adam and of those that differ from it in a default. */
  static List<List<Slot>> slots(Config config) {
    List<Slot> moments = List.of(Slot.of(MOMENTUM), Slot.of(VELOCITY));
    return config.get(AMSGRAD)
        ? List.of(moments, List.of(Slot.of(VELOCITY_HAT)))
        : List.of(moments);
  }

  /** The update of Adam and of those that differ from it in a default. */
  static Op update(
      Config config,
      UpdateScope scope,
      Variable variable,
      Operand<TFloat32> gradient,
      Map<String, Variable> slots) {
    TrainOps train = scope.tf().train;
    Operand<TFloat32> power1 = scope.momentumPower(config.get(Common.BETA_1));
    Operand<TFloat32> power2 = scope.power("beta_2_power", config.get(Common.BETA_2));
    Operand<TFloat32> beta1 = scope.momentum(config.get(Common.BETA_1));
    Operand<TFloat32> beta2 = scope.constant(config.get(Common.BETA_2));
    Operand<TFloat32> epsilon = scope.constant(config.get(Common.EPSILON));
    if (config.get(AMSGRAD)) {
      return train.resourceApplyAdamWithAmsgrad(
          variable.handle(),
          slots.get(MOMENTUM).handle(),
          slots.get(VELOCITY).handle(),
          slots.get(VELOCITY_HAT).handle(),
          power1,
          power2,
          scope.learningRate(),
          beta1,
          beta2,
          epsilon,
          gradient);
    }
    return train.resourceApplyAdam(
        variable.handle(),
        slots.get(MOMENTUM).handle(),
        slots.get(VELOCITY).handle(),
        power1,
        power2,
        scope.learningRate(),
        beta1,
        beta2,
        epsilon,
        gradient);
  }
}
