package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What layers that draw random numbers in training share. The numbers come from the run's seed, so
 * that a training can be repeated; Keras's {@code seed} is kept but decides nothing here.
 */
final class Noise {
  static final Option<Double> RATE = Option.required("rate", Kinds.fraction());

  /** For layers that scale by {@code 1 / (1 - rate)} whatever they drop. */
  static final Option<Double> RATE_BELOW_ONE = Option.required("rate", Kinds.fractionBelowOne());

  static final Option<Optional<Integer>> SEED =
      Option.of("seed", Kinds.integer().optional(), Optional.empty());

  /** The lengths of the mask, batch axis first: 1 is for one draw that all share, none for all. */
  static final Option<Optional<List<Optional<Integer>>>> NOISE_SHAPE =
      Option.of(
          "noise_shape",
          Kinds.listOf(Kinds.integerFrom(1).optional()).optional(),
          Optional.empty());

  private Noise() {}

  /** 0 for the given share of the numbers, 1 for the others. */
  static Operand<TFloat32> kept(GraphScope scope, Operand<TInt32> shape, double rate) {
    Ops tf = scope.tf();
    Operand<TFloat32> least = tf.constant((float) rate);
    return tf.dtypes.cast(tf.math.greaterEqual(scope.uniform(shape), least), TFloat32.class);
  }

  /** The shape of a batch's mask by the settings. */
  static Operand<TInt32> mask(Config config, Ops tf, Operand<TFloat32> x, Shape input) {
    Optional<List<Optional<Integer>>> noise = config.get(NOISE_SHAPE);
    if (noise.isEmpty()) {
      return tf.shape(x);
    }
    List<Optional<Integer>> lengths = noise.get();
    int[] example = new int[input.rank()];
    for (int i = 0; i < example.length; i++) {
      example[i] = lengths.get(i + 1).orElse(input.get(i));
    }
    Optional<Integer> batch = lengths.get(0);
    return batch.isEmpty()
        ? Shapes.ofBatch(tf, x, example)
        : tf.constant(Shape.of(example).prepend(batch.get()).toArray());
  }

  /**
   * The input's shape, if the mask of the settings fits to it.
   *
   * @throws ShapeException if it does not
   */
  static Shape requireFit(Config config, Shape input) {
    Optional<List<Optional<Integer>>> noise = config.get(NOISE_SHAPE);
    if (noise.isPresent() && !fits(noise.get(), input)) {
      throw new ShapeException(
          "found input "
              + input
              + ", expected one that the noise_shape "
              + NOISE_SHAPE.kind().toJson(noise)
              + " fits to: the batch axis, then for each axis its length, 1 or none");
    }
    return input;
  }

  private static boolean fits(List<Optional<Integer>> noise, Shape input) {
    boolean fits = noise.size() == input.rank() + 1;
    for (int i = 0; fits && i < input.rank(); i++) {
      int length = noise.get(i + 1).orElse(1);
      fits = length == 1 || length == input.get(i);
    }
    return fits;
  }
}
