package dev.peaberry.optimizer;

import dev.peaberry.config.Config;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Keeps gradients small: the first of clipnorm, global_clipnorm and clipvalue that is set. */
final class Clipping {
  private Clipping() {}

  static List<Operand<TFloat32>> clip(
      Ops tf, Config config, List<? extends Operand<TFloat32>> gradients) {
    List<Operand<TFloat32>> clipped = new ArrayList<>(gradients);
    if (config.get(Common.CLIP_NORM).isPresent()) {
      double norm = config.get(Common.CLIP_NORM).get();
      clipped.replaceAll(gradient -> scaled(tf, gradient, norm(tf, List.of(gradient)), norm));
    } else if (config.get(Common.GLOBAL_CLIP_NORM).isPresent()) {
      double norm = config.get(Common.GLOBAL_CLIP_NORM).get();
      Operand<TFloat32> global = norm(tf, gradients);
      clipped.replaceAll(gradient -> scaled(tf, gradient, global, norm));
    } else if (config.get(Common.CLIP_VALUE).isPresent()) {
      float value = config.get(Common.CLIP_VALUE).get().floatValue();
      clipped.replaceAll(
          gradient -> tf.clipByValue(gradient, tf.constant(-value), tf.constant(value)));
    }
    return clipped;
  }

  private static Operand<TFloat32> norm(Ops tf, List<? extends Operand<TFloat32>> gradients) {
    List<Operand<TFloat32>> halves = new ArrayList<>();
    gradients.forEach(gradient -> halves.add(tf.nn.l2Loss(gradient)));
    return tf.math.sqrt(tf.math.mul(tf.math.addN(halves), tf.constant(2f)));
  }

  /** The gradient times {@code limit / max(norm, limit)}. */
  private static Operand<TFloat32> scaled(
      Ops tf, Operand<TFloat32> gradient, Operand<TFloat32> norm, double limit) {
    Operand<TFloat32> most = tf.constant((float) limit);
    return tf.math.mul(gradient, tf.math.div(most, tf.math.maximum(norm, most)));
  }
}
