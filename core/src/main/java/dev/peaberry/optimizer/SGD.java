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
import org.tensorflow.op.train.ResourceApplyKerasMomentum;
import org.tensorflow.types.TFloat32;

/**
 * Gradient descent: {@code w -= rate * g}; with momentum {@code v = momentum * v - rate * g; w +=
 * v}. See <a href="https://keras.io/api/optimizers/sgd/">keras.io</a>.
 *
 * @param config the settings
 */
public record SGD(Config config) implements BaseOptimizer<SGD> {
  private static final Option<Double> MOMENTUM = Option.of("momentum", Kinds.fraction(), 0.0);
  private static final Option<Boolean> NESTEROV = Option.of("nesterov", Kinds.bool(), false);

  /** Keras's SGD. */
  public static final Schema<SGD> SCHEMA =
      Common.schema("SGD", SGD::new, Common.learningRate(0.01), MOMENTUM, NESTEROV);

  /** Checks that the settings are an SGD's. */
  public SGD {
    Common.require(SCHEMA, config);
  }

  /** With Keras's rate of 0.01, without momentum. */
  public static SGD of() {
    return new SGD(SCHEMA.defaults());
  }

  /** With a momentum, 0 to 1. */
  public SGD withMomentum(double momentum) {
    return new SGD(config.with(MOMENTUM, momentum));
  }

  /** With Nesterov's momentum: {@code w += momentum * v - rate * g}. */
  public SGD withNesterovMomentum(double momentum) {
    return new SGD(config.with(MOMENTUM, momentum).with(NESTEROV, true));
  }

  @Override
  public SGD with(Config settings) {
    return new SGD(settings);
  }

  @Override
  public List<List<Slot>> slots() {
    return config.get(MOMENTUM) > 0 ? List.of(List.of(Slot.of(Adam.MOMENTUM))) : List.of();
  }

  @Override
  public Op update(
      UpdateScope scope,
      Variable variable,
      Operand<TFloat32> gradient,
      Map<String, Variable> slots) {
    if (slots.isEmpty()) {
      return scope
          .tf()
          .train
          .resourceApplyGradientDescent(variable.handle(), scope.learningRate(), gradient);
    }
    return scope
        .tf()
        .train
        .resourceApplyKerasMomentum(
            variable.handle(),
            slots.get(Adam.MOMENTUM).handle(),
            scope.learningRate(),
            gradient,
            scope.momentum(config.get(MOMENTUM)),
            ResourceApplyKerasMomentum.useNesterov(config.get(NESTEROV)));
  }
}
