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
 * Adam (Kingma and Ba 2014): {@code w -= rate * sqrt(1 - b2^t) / (1 - b1^t) * m / (sqrt(v) +
 * epsilon)}; epsilon is added to the uncorrected root. See <a
 * href="https://keras.io/api/optimizers/adam/">keras.io</a>.
 *
 * @param config the settings
 */
public record Adam(Config config) implements Optimizer {
  private static final String MOMENTUM = "momentum";
  private static final String VELOCITY = "velocity";
  private static final String VELOCITY_HAT = "velocity_hat";
  private static final Option<LearningRate> LEARNING_RATE = Common.learningRate(0.001);
  private static final Option<Double> BETA_1 = Option.of("beta_1", Kinds.fractionBelowOne(), 0.9);
  private static final Option<Double> BETA_2 = Option.of("beta_2", Kinds.fractionBelowOne(), 0.999);
  private static final Option<Double> EPSILON = Option.of("epsilon", Kinds.positive(), 1e-7);
  private static final Option<Boolean> AMSGRAD = Option.of("amsgrad", Kinds.bool(), false);

  /** Keras's Adam. */
  public static final Schema<Adam> SCHEMA =
      Common.schema("Adam", Adam::new, LEARNING_RATE, BETA_1, BETA_2, EPSILON, AMSGRAD);

  /** Checks that the settings are an Adam's. */
  public Adam {
    SCHEMA.require(config);
  }

  /** With Keras's rate of 0.001. */
  public static Adam of() {
    return new Adam(SCHEMA.defaults());
  }

  @Override
  public Adam withLearningRate(double learningRate) {
    return withLearningRate(new LearningRate.Constant(learningRate));
  }

  /** With another rate or a schedule. */
  public Adam withLearningRate(LearningRate learningRate) {
    return new Adam(config.with(LEARNING_RATE, learningRate));
  }

  /** With the largest velocity so far in place of the velocity (Reddi et al. 2018). */
  public Adam withAmsgrad() {
    return new Adam(config.with(AMSGRAD, true));
  }

  @Override
  public List<List<String>> slots() {
    List<String> moments = List.of(MOMENTUM, VELOCITY);
    return config.get(AMSGRAD) ? List.of(moments, List.of(VELOCITY_HAT)) : List.of(moments);
  }

  @Override
  public Op update(
      UpdateScope scope,
      Variable variable,
      Operand<TFloat32> gradient,
      Map<String, Variable> slots) {
    Operand<TFloat32> power1 = power(scope, BETA_1);
    Operand<TFloat32> power2 = power(scope, BETA_2);
    Operand<TFloat32> beta1 = scope.constant(config.get(BETA_1));
    Operand<TFloat32> beta2 = scope.constant(config.get(BETA_2));
    Operand<TFloat32> epsilon = scope.constant(config.get(EPSILON));
    if (config.get(AMSGRAD)) {
      return scope
          .tf()
          .train
          .resourceApplyAdamWithAmsgrad(
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
    return scope
        .tf()
        .train
        .resourceApplyAdam(
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

  private Operand<TFloat32> power(UpdateScope scope, Option<Double> beta) {
    float base = config.get(beta).floatValue();
    return scope.perStep(beta.name() + "_power", step -> Math.pow(base, (double) step.number()));
  }
}
