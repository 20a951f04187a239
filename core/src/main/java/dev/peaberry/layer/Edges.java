package dev.peaberry.layer;

import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.engine.Shape;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Numbers of pixels at the four edges of a picture. Immutable.
 *
 * @param top rows above
 * @param bottom rows below
 * @param left columns before
 * @param right columns after
 */
public record Edges(int top, int bottom, int left, int right) {
  private static final Kind<List<Integer>> PAIR = Kinds.listOf(Kinds.integerFrom(0));

  /** Keras's ways to write them: one number, one for each direction, or two for each. */
  static final Kind<Edges> KIND =
      Kind.of(
          "an integer, [rows, columns] or [[top, bottom], [left, right]], each at least 0",
          Edges::parse,
          edges -> List.of(List.of(edges.top, edges.bottom), List.of(edges.left, edges.right)));

  /** As many pixels at each edge. */
  public static Edges all(int pixels) {
    return new Edges(pixels, pixels, pixels, pixels);
  }

  /** The shape of a picture with these edges around it. */
  Shape around(Shape picture) {
    return Shape.of(top + picture.get(0) + bottom, left + picture.get(1) + right, picture.last());
  }

  /** Pictures with these edges around them. */
  Operand<TFloat32> pad(Ops tf, Operand<TFloat32> x, Operand<TFloat32> value) {
    int[][] paddings = {{0, 0}, {top, bottom}, {left, right}, {0, 0}};
    return tf.pad(x, tf.constant(paddings), value);
  }

  private static Optional<Edges> parse(Object json) {
    if (json instanceof List<?> directions) {
      return directions.size() == 2
          ? pair(directions.get(0)).flatMap(rows -> pair(directions.get(1)).map(rows::with))
          : Optional.empty();
    }
    return pair(json).map(both -> both.with(both));
  }

  /** Pixels before and after in one direction, as rows. */
  private static Optional<Edges> pair(Object json) {
    return PAIR.parse(json)
        .filter(PAIR::allows)
        .filter(pair -> pair.size() == 1 || pair.size() == 2)
        .map(pair -> new Edges(pair.get(0), pair.get(pair.size() - 1), 0, 0));
  }

  private Edges with(Edges columns) {
    return new Edges(top, bottom, columns.top, columns.bottom);
  }
}
