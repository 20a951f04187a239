package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Zeros around a picture: {@code (H, W, C)} to {@code (top + H + bottom, left + W + right, C)}. See
 * <a href="https://keras.io/api/layers/reshaping_layers/zero_padding2d/">keras.io</a>.
 *
 * @param config the settings
 */
public record ZeroPadding2D(Config config) implements UnaryLayer {
  /**
   * The pixels added at each edge.
   *
   * @param top rows above
   * @param bottom rows below
   * @param left columns before
   * @param right columns after
   */
  public record Edges(int top, int bottom, int left, int right) {}

  private static final Kind<List<List<Integer>>> PAIRS =
      Kinds.listOf(Kinds.listOf(Kinds.integerFrom(0)));
  private static final Kind<Edges> EDGES =
      Kind.of(
          "an integer, [rows, columns] or [[top, bottom], [left, right]], each at least 0",
          ZeroPadding2D::parse,
          edges -> List.of(List.of(edges.top, edges.bottom), List.of(edges.left, edges.right)));
  private static final Option<Edges> PADDING = Option.of("padding", EDGES, new Edges(1, 1, 1, 1));

  /** Keras's ZeroPadding2D. */
  public static final Schema<ZeroPadding2D> SCHEMA =
      Schema.of("ZeroPadding2D", ZeroPadding2D::new, PADDING, Options.DATA_FORMAT);

  /** Checks that the settings are a ZeroPadding2D's. */
  public ZeroPadding2D {
    SCHEMA.require(config);
  }

  /** As many pixels at each edge. */
  public static ZeroPadding2D of(int padding) {
    return of(new Edges(padding, padding, padding, padding));
  }

  /** Different numbers of pixels. */
  public static ZeroPadding2D of(Edges edges) {
    return new ZeroPadding2D(SCHEMA.with(PADDING, edges));
  }

  private static Optional<Edges> parse(Object json) {
    return PAIRS
        .parse(json)
        .filter(PAIRS::allows)
        .filter(pairs -> pairs.size() <= 2)
        .map(
            pairs -> {
              List<Integer> rows = pairs.get(0);
              List<Integer> columns = pairs.get(pairs.size() - 1);
              return new Edges(
                  rows.get(0),
                  rows.get(rows.size() - 1),
                  columns.get(0),
                  columns.get(columns.size() - 1));
            });
  }

  @Override
  public Shape outputShape(Shape input) {
    ShapeException.requirePicture(input);
    Edges edges = config.get(PADDING);
    return Shape.of(
        edges.top + input.get(0) + edges.bottom,
        edges.left + input.get(1) + edges.right,
        input.last());
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    Ops tf = scope.tf();
    Edges edges = config.get(PADDING);
    int[][] paddings = {{0, 0}, {edges.top, edges.bottom}, {edges.left, edges.right}, {0, 0}};
    return tf.pad(x, tf.constant(paddings), tf.constant(0f));
  }
}
