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
import org.tensorflow.op.TrainOps;
import org.tensorflow.types.TFloat32;

/**
 * Divides by a moving average of the gradient's size (Tieleman and Hinton 2012): {@code w -= rate *
 * g / sqrt(v + epsilon)}. See <a href="https://keras.io/api/optimizers/rmsprop/">keras.io</a>.
 *
 * <p>A gradient beyond 1.8e19, whose square float32 does not hold, makes the weight NaN at the next
 * update; in Keras it never changes again.
 *
 * @param config the settings
 */
public record RMSprop(Config config) implements BaseOptimizer<RMSprop> {
  private static final String VELOCITY = "velocity";
  private static final String CHANGE = "momentum";
  private static final String AVERAGE_GRADIENT = "average_gradient";
  private static final Option<Double> RHO = Option.of("rho", Kinds.fraction(), 0.9);
  private static final Option<Double> MOMENTUM = Option.of("momentum", Kinds.fraction(), 0.0);
  private static final Option<Boolean> CENTERED = Option.of("centered", Kinds.bool(), false);

  /** Keras's RMSprop. */
  public static final Schema<RMSprop> SCHEMA =
      Common.schema(
          "RMSprop",
          RMSprop::new,
          Common.learningRate(0.001),
          RHO,
          MOMENTUM,
          Common.EPSILON,
          CENTERED);

  /** Checks that the settings are an RMSprop's. */
  public RMSprop {
    Common.require(SCHEMA, config);
  }

  /** With Keras's rate of 0.001. */
  public static RMSprop of() {
    return new RMSprop(SCHEMA.defaults());
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
  public RMSprop with(Config settings) {
    return new RMSprop(settings);
  }

  @Override
  public List<List<Slot>> slots() {
    List<List<Slot>> slots = new ArrayList<>();
    slots.add(List.of(Slot.of(VELOCITY)));
    if (config.get(MOMENTUM) > 0) {
      slots.add(List.of(Slot.of(CHANGE)));
    }
    if (config.get(CENTERED)) {
      slots.add(List.of(Slot.of(AVERAGE_GRADIENT)));
    }
    return slots;
  }

  /** {@inheritDoc} The kernel writes the change down, with a momentum or without. */
  @Override
  public List<String> scratch() {
    return config.get(MOMENTUM) > 0 ? List.of() : List.of(CHANGE);
  }

  @Override
  public Op update(
      UpdateScope scope,
      Variable variable,
      Operand<TFloat32> gradient,
      Map<String, Variable> slots) {
    TrainOps train = scope.tf().train;
    Operand<TFloat32> rho = scope.constant(config.get(RHO));
    Operand<TFloat32> momentum =
        config.get(MOMENTUM) > 0 ? scope.momentum(config.get(MOMENTUM)) : scope.constant(0);
    Operand<TFloat32> epsilon = scope.constant(config.get(Common.EPSILON));
    if (config.get(CENTERED)) {
      return train.resourceApplyCenteredRmsProp(
          variable.handle(),
          slots.get(AVERAGE_GRADIENT).handle(),
          slots.get(VELOCITY).handle(),
          slots.get(CHANGE).handle(),
          scope.learningRate(),
          rho,
          momentum,
          epsilon,
          gradient);
    }
    return train.resourceApplyRmsProp(
        variable.handle(),
        slots.get(VELOCITY).handle(),
        slots.get(CHANGE).handle(),
        scope.learningRate(),
        rho,
        momentum,
        epsilon,
        gradient);
  }
}
