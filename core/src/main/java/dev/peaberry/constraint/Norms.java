package dev.peaberry.constraint;

import dev.peaberry.config.Config;
import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/** What the constraints of norms share: lengths of the vectors along some axes. */
final class Norms {
  /** The axes along which a vector lies; none means that the whole weight is one. */
  static final Option<Optional<List<Integer>>> AXIS =
      Option.of("axis", axes().optional(), Optional.of(List.of(0)));

  private static final float EPSILON = 1e-7f;

  private Norms() {}

  private static Kind<List<Integer>> axes() {
    Kind<List<Integer>> list = Kinds.listOf(Kinds.integer());
    return Kind.<List<Integer>>of(
            "",
            json -> json == null ? Optional.empty() : list.parse(json),
            axes -> axes.size() == 1 ? axes.get(0) : axes)
        .where(
            "an integer or a list of different integers",
            axes -> !axes.isEmpty() && axes.stream().distinct().count() == axes.size());
  }

  /**
   * The Euclidean norms along the axes, which become 1 long.
   *
   * @throws ConfigException if the weight does not have the axes
   */
  static Operand<TFloat32> of(Ops tf, Config config, Operand<TFloat32> weight) {
    int rank = weight.shape().numDimensions();
    int[] all = IntStream.range(0, rank).toArray();
    int[] axes =
        config.get(AXIS).map(list -> list.stream().mapToInt(axis -> axis).toArray()).orElse(all);
    if (IntStream.of(axes).anyMatch(axis -> axis < -rank || axis >= rank)) {
      throw new ConfigException(
          "%s.axis: found %s for a weight of shape %s, expected axes from %d to %d"
              .formatted(
                  config.schema().name(),
                  IntStream.of(axes).boxed().toList(),
                  weight.shape(),
                  -rank,
                  rank - 1));
    }
    Operand<TFloat32> squares = tf.math.square(weight);
    return tf.math.sqrt(tf.reduceSum(squares, tf.constant(axes), ReduceSum.keepDims(true)));
  }

  /** The weight, its vectors having other norms. */
  static Operand<TFloat32> rescaled(
      Ops tf, Operand<TFloat32> weight, Operand<TFloat32> norms, Operand<TFloat32> desired) {
    return tf.math.mul(weight, tf.math.div(desired, tf.math.add(norms, tf.constant(EPSILON))));
  }
}
