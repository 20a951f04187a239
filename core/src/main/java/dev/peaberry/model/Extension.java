package dev.peaberry.model;

import dev.peaberry.layer.InputLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A model with more layers after its output. Stateless. */
final class Extension {
  private Extension() {}

  static Model of(Model model, String name, UnaryOperator<Node> more) {
    Wiring wiring = model.wiring();
    if (wiring.outputs().size() != 1) {
      throw new IllegalArgumentException(
          "Found %d outputs of model %s, expected one to go on from"
              .formatted(wiring.outputs().size(), model.name()));
    }
    List<List<Node>> values = values(model);
    List<Node> inputs = wiring.inputs().stream().map(use -> values.get(use).get(0)).toList();
    Model longer =
        Model.of(name, inputs, List.of(more.apply(node(values, wiring.outputs().get(0)))));
    Set<String> frozen =
        model.members().stream()
            .filter(member -> !member.trainable())
            .map(Member::name)
            .collect(Collectors.toSet());
    return longer.withFrozen(frozen::contains);
  }

  /** What each use of a layer gives. */
  private static List<List<Node>> values(Model model) {
    List<Node.Applied> layers =
        model.members().stream()
            .map(each -> new Node.Applied(Optional.of(each.name()), each.layer()))
            .toList();
    List<List<Node>> values = new ArrayList<>();
    for (Wiring.Use use : model.wiring().uses()) {
      Node.Applied layer = layers.get(use.member());
      List<Node> inputs = use.inputs().stream().map(each -> node(values, each)).toList();
      values.add(
          layer.layer instanceof InputLayer input
              ? List.of(Node.input(layer.name, input))
              : Node.apply(layer, inputs));
    }
    return values;
  }

  private static Node node(List<List<Node>> values, Wiring.Value value) {
    return values.get(value.use()).get(value.index());
  }
}
