package dev.peaberry.optimizer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Divides by a moving average of the gradient's size (Tieleman and Hinton 2012): {@code w -= rate *
 * g / sqrt(v + epsilon)}. See <a href="https://keras.io/api/optimizers/rmsprop/">keras.io</a>.
 *
 * @param config the settings
 */
public record RMSprop(Config config) implements Optimizer {
  private static final String VELOCITY = "velocity";
  private static final String MOMENTUM_SLOT = "momentum";
  private static final String AVERAGE_GRADIENT = "average_gradient";
  private static final Option<LearningRate> LEARNING_RATE = Common.learningRate(0.001);
  private static final Option<Double> RHO = Option.of("rho", Kinds.fraction(), 0.9);
  private static final Option<Double> MOMENTUM = Option.of("momentum", Kinds.fraction(), 0.0);
  private static final Option<Double> EPSILON = Option.of("epsilon", Kinds.positive(), 1e-7);
  private static final Option<Boolean> CENTERED = Option.of("centered", Kinds.bool(), false);

  /** Keras's RMSprop. */
  public static final Schema<RMSprop> SCHEMA =
      Common.schema("RMSprop", RMSprop::new, LEARNING_RATE, RHO, MOMENTUM, EPSILON, CENTERED);

  /** Checks that the settings are an RMSprop's. */
  public RMSprop {
    SCHEMA.require(config);
  }

  /** With Keras's rate of 0.001. */
  public static RMSprop of() {
    return new RMSprop(SCHEMA.defaults());
  }

  @Override
  public RMSprop withLearningRate(double learningRate) {
    return withLearningRate(new LearningRate.Constant(learningRate));
  }

  /** With another rate or a schedule. */
  public RMSprop withLearningRate(LearningRate learningRate) {
    return new RMSprop(config.with(LEARNING_RATE, learningRate));
  }

  /** With another share of the old value in the moving average. */
  public RMSprop withRho(double rho) {
    return new RMSprop(config.with(RHO, rho));
  }

  /** With a momentum, 0 to 1. */
  public RMSprop withMomentum(double momentum) {
    return new RMSprop(config.with(MOMENTUM, momentum));
  }

  /** With the gradient's variance in place of its square. */
  public RMSprop centered() {
    return new RMSprop(config.with(CENTERED, true));
  }

  @Override
  public List<List<String>> slots() {
    List<List<String>> slots = new ArrayList<>();
    slots.add(List.of(VELOCITY));
    if (config.get(MOMENTUM) > 0) {
      slots.add(List.of(MOMENTUM_SLOT));
    }
    if (config.get(CENTERED)) {
      slots.add(List.of(AVERAGE_GRADIENT));
    }
    return slots;
  }

  @Override
  public Op update(
      UpdateScope scope,
      Variable variable,
      Operand<TFloat32> gradient,
      Map<String, Variable> slots) {
    Ops tf = scope.tf();
    Operand<TFloat32> velocity =
        blended(scope, slots.get(VELOCITY).value(), tf.math.square(gradient));
    Op assigned = tf.assignVariableOp(slots.get(VELOCITY).handle(), velocity);
    Operand<TFloat32> denominator = tf.math.add(velocity, scope.constant(config.get(EPSILON)));
    if (config.get(CENTERED)) {
      Variable slot = slots.get(AVERAGE_GRADIENT);
      Operand<TFloat32> average = blended(scope, slot.value(), gradient);
      assigned = scope.after(assigned).tf().assignVariableOp(slot.handle(), average);
      denominator = tf.math.sub(denominator, tf.math.square(average));
    }
    Operand<TFloat32> change =
        tf.math.mul(tf.math.mul(gradient, scope.learningRate()), tf.math.rsqrt(denominator));
    if (config.get(MOMENTUM) > 0) {
      Variable slot = slots.get(MOMENTUM_SLOT);
      change = tf.math.add(tf.math.mul(slot.value(), scope.constant(config.get(MOMENTUM))), change);
      assigned = scope.after(assigned).tf().assignVariableOp(slot.handle(), change);
    }
    return scope.after(assigned).tf().assignSubVariableOp(variable.handle(), change);
  }

  /** rho times the old value and 1 - rho times the new one. */
  private Operand<TFloat32> blended(
      UpdateScope scope, Operand<TFloat32> old, Operand<TFloat32> now) {
    Ops tf = scope.tf();
    double rho = config.get(RHO);
    return tf.math.add(
        tf.math.mul(old, scope.constant(rho)), tf.math.mul(now, scope.constant(1 - rho)));
  }
}
