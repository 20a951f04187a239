package dev.peaberry.model;

import dev.peaberry.engine.Shape;
import dev.peaberry.layer.InputLayer;
import dev.peaberry.layer.Layer;
import dev.peaberry.layer.ShapeException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a layer gives back, as a promise: the points between which a functional model is wired.
 * Immutable.
 *
 * <pre>{@code
 * Node image = Node.input("image", Shape.of(32, 32, 3));
 * Node x = image.apply(Conv2D.of(16, 3).withPadding(Padding.SAME));
 * Node y = Node.merge(Add.of(), x, x.apply(Conv2D.of(16, 3).withPadding(Padding.SAME)));
 * Model model = Model.of("tiny", image, y.apply(GlobalAveragePooling2D.of()));
 * }</pre>
 */
public final class Node {
  private final Application application;
  private final int output;

  private Node(Application application, int output) {
    this.application = application;
    this.output = output;
  }

  /** A layer in the making: one object is one layer with one set of weights. */
  static final class Applied {
    final Optional<String> name;
    final Layer layer;

    Applied(Optional<String> name, Layer layer) {
      this.name = name;
      this.layer = layer;
    }
  }

  /** One use of a layer. */
  static final class Application {
    final Applied applied;
    final List<Node> inputs;
    final List<Shape> outputs;

    Application(Applied applied, List<Node> inputs, List<Shape> outputs) {
      this.applied = applied;
      this.inputs = inputs;
      this.outputs = outputs;
    }
  }

  /** Where examples of the given shape enter, without the batch axis. */
  public static Node input(String name, Shape example) {
    return input(Optional.of(name), InputLayer.of(example));
  }

  /** Where examples of the given shape enter, without the batch axis. */
  public static Node input(Shape example) {
    return input(Optional.empty(), InputLayer.of(example));
  }

  static Node input(Optional<String> name, InputLayer layer) {
    Applied applied = new Applied(name, layer);
    return new Node(new Application(applied, List.of(), List.of(layer.shape())), 0);
  }

  /**
   * A layer that takes several arrays, such as {@code Add}.
   *
   * @throws ShapeException if the layer cannot take the shapes
   */
  public static Node merge(Layer layer, Node... inputs) {
    return only(apply(new Applied(Optional.empty(), layer), List.of(inputs)));
  }

  /**
   * A layer with a name that takes several arrays.
   *
   * @throws ShapeException if the layer cannot take the shapes
   */
  public static Node merge(String name, Layer layer, Node... inputs) {
    return only(apply(new Applied(Optional.of(name), layer), List.of(inputs)));
  }

  /**
   * Adds a layer, which gets its name from its class.
   *
   * @throws ShapeException if the layer cannot take this shape
   */
  public Node apply(Layer layer) {
    return only(apply(new Applied(Optional.empty(), layer), List.of(this)));
  }

  /**
   * Adds a layer with a name.
   *
   * @throws ShapeException if the layer cannot take this shape
   */
  public Node apply(String name, Layer layer) {
    return only(apply(new Applied(Optional.of(name), layer), List.of(this)));
  }

  static List<Node> apply(Applied applied, List<Node> inputs) {
    List<Shape> shapes;
    try {
      shapes = applied.layer.outputShapes(inputs.stream().map(Node::shape).toList());
    } catch (ShapeException e) {
      throw ModelErrors.inLayer(applied.name.orElse("?"), applied.layer, e);
    }
    Application application = new Application(applied, List.copyOf(inputs), shapes);
    return IntStream.range(0, shapes.size()).mapToObj(i -> new Node(application, i)).toList();
  }

  static Node only(List<Node> outputs) {
    if (outputs.size() != 1) {
      throw new IllegalArgumentException(
          "Found a layer with " + outputs.size() + " outputs, expected one; use SharedLayer");
    }
    return outputs.get(0);
  }

  /** The shape of one example. */
  public Shape shape() {
    return application.outputs.get(output);
  }

  Application application() {
    return application;
  }

  int output() {
    return output;
  }
}
