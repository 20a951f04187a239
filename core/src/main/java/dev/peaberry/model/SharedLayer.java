package dev.peaberry.model;

import dev.peaberry.layer.Layer;
import java.util.List;
import java.util.Optional;

/**
 * One layer, with one set of weights, to be used in several places of a model. (A layer applied by
 * itself is a new one each time.) Also the way to apply a model with several outputs. Immutable.
 */
public final class SharedLayer {
  private final Node.Applied applied;

  private SharedLayer(Node.Applied applied) {
    this.applied = applied;
  }

  /** A layer to be shared, by name. */
  public static SharedLayer of(String name, Layer layer) {
    return new SharedLayer(new Node.Applied(Optional.of(name), layer));
  }

  /** Uses the layer. */
  public Node apply(Node... inputs) {
    return Node.only(applyAll(inputs));
  }

  /** Uses a layer that has several outputs. */
  public List<Node> applyAll(Node... inputs) {
    return Node.apply(applied, List.of(inputs));
  }
}
