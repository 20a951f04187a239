package org.example.vision;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.Variable;
import dev.peaberry.optimizer.BaseOptimizer;
import dev.peaberry.optimizer.OptimizerSchema;
import dev.peaberry.optimizer.Slot;
import dev.peaberry.optimizer.UpdateScope;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/** Steps of the size of the rate, whatever the gradient's size (Bernstein et al. 2018). */
public record SignDescent(Config config) implements BaseOptimizer<SignDescent> {
  /** Registered as {@code vision>SignDescent}. */
  public static final Schema<SignDescent> SCHEMA =
      OptimizerSchema.of("SignDescent", SignDescent::new, 0.001).inPackage("vision");

  /** Checks the settings. */
  public SignDescent {
    OptimizerSchema.require(SCHEMA, config);
  }

  @Override
  public SignDescent with(Config settings) {
    return new SignDescent(settings);
  }

  @Override
  public List<List<Slot>> slots() {
    return List.of();
  }

  @Override
  public Op update(
      UpdateScope scope,
      Variable variable,
      Operand<TFloat32> gradient,
      Map<String, Variable> slots) {
    Operand<TFloat32> step =
        scope.tf().math.mul(scope.tf().math.sign(gradient), scope.learningRate());
    return scope.tf().assignSubVariableOp(variable.handle(), step);
  }
}
