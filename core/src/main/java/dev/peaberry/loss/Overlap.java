package dev.peaberry.loss;

import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What the losses share that compare areas. */
final class Overlap {
  static final Option<Optional<List<Integer>>> AXIS =
      Option.of("axis", axes().optional(), Optional.empty());

  private Overlap() {}

  /** Keras writes a tuple as a map of its class and its items. */
  private static Kind<List<Integer>> axes() {
    Kind<List<Integer>> list = Kinds.listOf(Kinds.integer());
    return Kind.of(
        list.allowed(),
        json ->
            json instanceof Map<?, ?> map && "__tuple__".equals(map.get("class_name"))
                ? list.parse(map.get("items"))
                : list.parse(json),
        list::toJson);
  }

  /**
   * The sum along axes, or of everything: a scalar.
   *
   * @throws ConfigException if the array does not have these axes
   */
  static Operand<TFloat32> sum(Ops tf, Operand<TFloat32> x, Optional<List<Integer>> axes) {
    int rank = x.shape().numDimensions();
    if (axes.isEmpty()) {
      return tf.reduceSum(tf.reshape(x, tf.constant(new int[] {-1})), tf.constant(0));
    }
    int[] chosen = axes.get().stream().mapToInt(axis -> axis < 0 ? axis + rank : axis).toArray();
    for (int axis : chosen) {
      if (axis < 0 || axis >= rank) {
        throw new ConfigException(
            "axis: found "
                + axes.get()
                + " for an output of "
                + x.shape()
                + ", expected axes"
                + " from 0 to "
                + (rank - 1));
      }
    }
    return tf.reduceSum(x, tf.constant(chosen));
  }

  /** One minus the share of the overlap. */
  static Loss.Values loss(Ops tf, Operand<TFloat32> overlap, Operand<TFloat32> all) {
    Operand<TFloat32> share =
        tf.math.div(overlap, tf.math.add(all, tf.constant(Probabilities.EPSILON)));
    return Loss.Values.of(tf.math.sub(tf.constant(1f), share));
  }
}
