package dev.peaberry.optimizer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.Variable;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.train.ResourceApplyAdagrad;
import org.tensorflow.types.TFloat32;

/**
 * Adam with Nesterov's momentum (Dozat 2016): with {@code u(t) = b1 * (1 - 0.96^t / 2)} and their
 * product U(t), {@code w -= rate * (u(t+1) / (1 - U(t+1)) * m + (1 - u(t)) / (1 - U(t)) * g) /
 * (sqrt(v / (1 - b2^t)) + epsilon)}. See <a
 * href="https://keras.io/api/optimizers/nadam/">keras.io</a>.
 *
 * @param config the settings
 */
public record Nadam(Config config) implements BaseOptimizer<Nadam> {
  private static final double DECAY = 0.96;
  private static final int FACTORS_BELOW_ONE = 1000; // 1 - 0.96^1000 / 2 is 1 in double precision

  /** Keras's Nadam. */
  public static final Schema<Nadam> SCHEMA =
      Common.schema(
          "Nadam",
          Nadam::new,
          Common.learningRate(0.001),
          Common.BETA_1,
          Common.BETA_2,
          Common.EPSILON);

  /** Checks that the settings are a Nadam's. */
  public Nadam {
    Common.require(SCHEMA, config);
  }

  /** With Keras's rate of 0.001. */
  public static Nadam of() {
    return new Nadam(SCHEMA.defaults());
  }

  @Override
  public Nadam with(Config settings) {
    return new Nadam(settings);
  }

  @Override
  public List<List<Slot>> slots() {
    return List.of(List.of(Slot.of(Adam.MOMENTUM), Slot.of(Adam.VELOCITY)));
  }

  @Override
  public List<Tracked> tracked() {
    return List.of(new Tracked("u_product", 1, step -> product(step.number())));
  }

  /**
   * {@inheritDoc}
   *
   * <p>Two kernels: Adam's with the share of the momentum, its bias corrections being fed as part
   * of the rate, and Adagrad's with the share of the gradient.
   */
  @Override
  public Op update(
      UpdateScope scope,
      Variable variable,
      Operand<TFloat32> gradient,
      Map<String, Variable> slots) {
    Operand<TFloat32> zero = scope.constant(0);
    Operand<TFloat32> epsilon =
        scope.perStep("epsilon", step -> config.get(Common.EPSILON) * correction(step));
    Operand<TFloat32> momentumRate =
        scope.perStep(
            "momentum_rate",
            step ->
                step.learningRate()
                    * correction(step)
                    * share(step.number() + 1)
                    / (1 - product(step.number() + 1)));
    Operand<TFloat32> gradientRate =
        scope.perStep(
            "gradient_rate",
            step ->
                step.learningRate()
                    * correction(step)
                    * (1 - share(step.number()))
                    / (1 - product(step.number())));
    Variable velocity = slots.get(Adam.VELOCITY);
    Op first =
        scope
            .tf()
            .train
            .resourceApplyAdam(
                variable.handle(),
                slots.get(Adam.MOMENTUM).handle(),
                velocity.handle(),
                zero,
                zero,
                momentumRate,
                scope.constant(config.get(Common.BETA_1)),
                scope.constant(config.get(Common.BETA_2)),
                epsilon,
                gradient);
    return scope
        .after(first)
        .tf()
        .train
        .resourceApplyAdagrad(
            variable.handle(),
            velocity.handle(),
            gradientRate,
            epsilon,
            gradient,
            ResourceApplyAdagrad.updateSlots(false));
  }

  private double correction(Step step) {
    return Math.sqrt(1 - Math.pow(config.get(Common.BETA_2).floatValue(), (double) step.number()));
  }

  private double share(long number) {
    return config.get(Common.BETA_1) * (1 - 0.5 * Math.pow(DECAY, (double) number));
  }

  private double product(long number) {
    double product = Math.pow(config.get(Common.BETA_1), (double) number);
    double power = 1;
    for (int i = 0; i < Math.min(number, FACTORS_BELOW_ONE); i++) {
      power *= DECAY;
      product *= 1 - 0.5 * power;
    }
    return product;
  }
}
