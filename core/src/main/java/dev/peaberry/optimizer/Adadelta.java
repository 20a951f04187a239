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
 * Divides by a moving average of the gradient's size and multiplies by one of the change's (Zeiler
 * 2012): {@code w -= rate * sqrt(d + epsilon) / sqrt(a + epsilon) * g}. See <a
 * href="https://keras.io/api/optimizers/adadelta/">keras.io</a>; its rate of 0.001 is small, the
 * paper has 1.
 *
 * @param config the settings
 */
public record Adadelta(Config config) implements BaseOptimizer<Adadelta> {
  private static final String GRADIENT = "accumulated_grad";
  private static final String CHANGE = "accumulated_delta_var";
  private static final Option<Double> RHO = Option.of("rho", Kinds.fraction(), 0.95);

  /** Keras's Adadelta. */
  public static final Schema<Adadelta> SCHEMA =
      Common.schema("Adadelta", Adadelta::new, Common.learningRate(0.001), RHO, Common.EPSILON);

  /** Checks that the settings are an Adadelta's. */
  public Adadelta {
    Common.require(SCHEMA, config);
  }

  /** With Keras's rate of 0.001. */
  public static Adadelta of() {
    return new Adadelta(SCHEMA.defaults());
  }

  /** With another share of the old value in the moving averages, 0 to 1. */
  public Adadelta withRho(double rho) {
    return new Adadelta(config.with(RHO, rho));
  }

  @Override
  public Adadelta with(Config settings) {
    return new Adadelta(settings);
  }

  @Override
  public List<List<Slot>> slots() {
    return List.of(List.of(Slot.of(GRADIENT), Slot.of(CHANGE)));
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
        .resourceApplyAdadelta(
            variable.handle(),
            slots.get(GRADIENT).handle(),
            slots.get(CHANGE).handle(),
            scope.learningRate(),
            scope.constant(config.get(RHO)),
            scope.constant(config.get(Common.EPSILON)),
            gradient);
  }
}
