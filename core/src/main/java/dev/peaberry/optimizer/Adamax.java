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
 * Adam with the largest gradient in place of the root of the velocity (Kingma and Ba 2014, section
 * 7): {@code u = max(b2 * u, |g|); w -= rate / (1 - b1^t) * m / (u + epsilon)}. See <a
 * href="https://keras.io/api/optimizers/adamax/">keras.io</a>.
 *
 * @param config the settings
 */
public record Adamax(Config config) implements BaseOptimizer<Adamax> {
  private static final String NORM = "norm";

  /** Keras's Adamax. */
  public static final Schema<Adamax> SCHEMA =
      Common.schema(
          "Adamax",
          Adamax::new,
          Common.learningRate(0.001),
          Common.BETA_1,
          Common.BETA_2,
          Common.EPSILON);

  /** Checks that the settings are an Adamax's. */
  public Adamax {
    Common.require(SCHEMA, config);
  }

  /** With Keras's rate of 0.001. */
  public static Adamax of() {
    return new Adamax(SCHEMA.defaults());
  }

  @Override
  public Adamax with(Config settings) {
    return new Adamax(settings);
  }

  @Override
  public List<List<Slot>> slots() {
    return List.of(List.of(Slot.of(Adam.MOMENTUM), Slot.of(NORM)));
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
        .resourceApplyAdaMax(
            variable.handle(),
            slots.get(Adam.MOMENTUM).handle(),
            slots.get(NORM).handle(),
            scope.momentumPower(config.get(Common.BETA_1)),
            scope.learningRate(),
            scope.momentum(config.get(Common.BETA_1)),
            scope.constant(config.get(Common.BETA_2)),
            scope.constant(config.get(Common.EPSILON)),
            gradient);
  }
}
