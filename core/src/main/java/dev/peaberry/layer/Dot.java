package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;

/**
 * The dot products of two arrays along an axis of each: {@code (A, D)} and {@code (D, B)} with the
 * axes 2 and 1 to {@code (A, B)}, two vectors to {@code (1)}. See <a
 * href="https://keras.io/api/layers/merging_layers/dot/">keras.io</a>.
 *
 * @param config the settings
 */
public record Dot(Config config) implements MergeLayer {
  private static final double EPSILON = 1e-7;
  private static final Kind<List<Integer>> ONE_OR_TWO =
      Kinds.oneOrMany(Kinds.integer())
          .where(
              "one or two axes other than 0, the batch's",
              axes -> axes.size() <= 2 && !axes.isEmpty() && !axes.contains(0));
  private static final Option<List<Integer>> AXES = Option.required("axes", ONE_OR_TWO);
  private static final Option<Boolean> NORMALIZE = Option.of("normalize", Kinds.bool(), false);

  /** Keras's Dot. */
  public static final Schema<Dot> SCHEMA = LayerSchema.of("Dot", Dot::new, AXES, NORMALIZE);

  /** Checks that the settings are a Dot's. */
  public Dot {
    SCHEMA.require(config);
  }

  /**
   * Along the same axis of both arrays; axis 0 is the batch's, negative ones count from the last.
   *
   * @throws ConfigException if the axis is 0
   */
  public static Dot of(int axis) {
    return new Dot(SCHEMA.with(AXES, List.of(axis)));
  }

  /**
   * Along an axis of the first and one of the second array.
   *
   * @throws ConfigException if an axis is 0
   */
  public static Dot of(int first, int second) {
    return new Dot(SCHEMA.with(AXES, List.of(first, second)));
  }

  /** With vectors scaled to length 1 before: cosines. */
  public Dot normalizing() {
    return new Dot(config.with(NORMALIZE, true));
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    if (inputs.size() != 2) {
      throw new ShapeException("found the inputs " + inputs + ", expected two");
    }
    int[] axes = axes(inputs);
    if (inputs.get(0).get(axes[0]) != inputs.get(1).get(axes[1])) {
      throw new ShapeException(
          "found the inputs "
              + inputs
              + ", expected equal lengths of the axes "
              + config.get(AXES)
              + " (0 being the batch)");
    }
    List<Integer> lengths = new ArrayList<>(others(inputs.get(0), axes[0]));
    lengths.addAll(others(inputs.get(1), axes[1]));
    return lengths.isEmpty()
        ? Shape.of(1)
        : Shape.of(lengths.stream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  public Operand<TFloat32> merge(
      GraphScope scope, List<Operand<TFloat32>> inputs, List<Shape> shapes) {
    Ops tf = scope.tf();
    int[] axes = axes(shapes);
    List<Operand<TFloat32>> matrices = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      matrices.add(rows(tf, inputs.get(i), shapes.get(i), axes[i]));
    }
    Operand<TFloat32> products =
        tf.train.batchMatMul(
            matrices.get(0), matrices.get(1), TFloat32.class, BatchMatMul.adjY(true));
    return Shapes.restore(tf, products, outputShape(shapes));
  }

  /** All vectors along an axis, as rows. */
  private Operand<TFloat32> rows(Ops tf, Operand<TFloat32> x, Shape shape, int axis) {
    int last = shape.rank() - 1;
    Operand<TFloat32> rows = x;
    if (axis != last) {
      IntStream before = IntStream.rangeClosed(0, last + 1).filter(each -> each != axis + 1);
      int[] order = IntStream.concat(before, IntStream.of(axis + 1)).toArray();
      rows = tf.linalg.transpose(x, tf.constant(order));
    }
    int length = shape.get(axis);
    rows = Shapes.reshape(tf, rows, -1, Math.toIntExact(shape.size() / length), length);
    return config.get(NORMALIZE) ? UnitNormalization.unit(tf, rows, EPSILON, 2) : rows;
  }

  private int[] axes(List<Shape> shapes) {
    List<Integer> axes = config.get(AXES);
    return IntStream.range(0, 2)
        .map(i -> Shapes.exampleAxis(axes.get(i % axes.size()), shapes.get(i)))
        .toArray();
  }

  private static List<Integer> others(Shape shape, int axis) {
    return IntStream.range(0, shape.rank()).filter(i -> i != axis).mapToObj(shape::get).toList();
  }
}
