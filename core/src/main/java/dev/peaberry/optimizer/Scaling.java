package dev.peaberry.optimizer;

import dev.peaberry.engine.ProgramBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.SwitchCond;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * Loss scaling's part in a program. Confined to one thread.
 *
 * @param builder of the program
 * @param scope of the update
 * @param optimizer whose loss is scaled or not
 */
record Scaling(ProgramBuilder builder, UpdateScope scope, Optimizer optimizer) {
  private boolean isDynamic() {
    return optimizer instanceof LossScaleOptimizer;
  }

  private Optional<Operand<TFloat32>> scale() {
    return isDynamic()
        ? Optional.of(scope.perStep("loss_scale", Step::lossScale))
        : optimizer.lossScaleFactor().map(scope::constant);
  }

  /** The loss that gradients are computed of. */
  Operand<TFloat32> scaled(Operand<TFloat32> loss) {
    return scale().<Operand<TFloat32>>map(scale -> builder.tf().math.mul(loss, scale)).orElse(loss);
  }

  /** The gradients of the loss itself. */
  List<Operand<TFloat32>> unscaled(List<? extends Operand<TFloat32>> gradients) {
    List<Operand<TFloat32>> unscaled = new ArrayList<>(gradients);
    scale().ifPresent(s -> unscaled.replaceAll(gradient -> builder.tf().math.div(gradient, s)));
    return unscaled;
  }

  /** Whether all gradients are finite, where it matters. */
  Optional<Operand<TBool>> finite(List<? extends Operand<TFloat32>> gradients) {
    if (!isDynamic()) {
      return Optional.empty();
    }
    Ops tf = builder.tf();
    List<Operand<TBool>> each = new ArrayList<>(List.of(tf.constant(true)));
    for (Operand<TFloat32> gradient : gradients) {
      each.add(all(tf.reshape(tf.math.isFinite(gradient), tf.array(-1))));
    }
    return Optional.of(all(tf.stack(each)));
  }

  private Operand<TBool> all(Operand<TBool> vector) {
    return builder.tf().reduceAll(vector, builder.tf().constant(0));
  }

  /** The scope of what is left out where the condition does not hold. */
  UpdateScope onlyIf(Operand<TBool> condition) {
    SwitchCond<TBool> way = builder.tf().switchCond(condition, condition);
    Op pivot = builder.tf().identity(way.outputTrue());
    return scope.after(pivot);
  }
}
