package dev.peaberry.model;

import dev.peaberry.engine.Shape;
import dev.peaberry.layer.InputLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Models that go further than others, or less far. Stateless. */
final class Extension {
  private Extension() {}

  static Model of(Model model, String name, UnaryOperator<Node> more) {
    Wiring.Value output = onlyOutput(model);
    List<List<Node>> values = values(model);
    return wired(model, name, values, more.apply(node(values, output)));
  }

  /** A model's layers up to what goes into the last one with weights. */
  static Model withoutClassifier(Model model) {
    Wiring.Value value =
        features(model)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Found no layer with weights at the end of model %s, expected one that names classes"
                            .formatted(model.name())));
    List<List<Node>> values = values(model);
    return wired(model, model.name(), values, node(values, value));
  }

  /** A model that gives, after its output, what goes into its last layer with weights. */
  static Optional<Model> withFeatures(Model model) {
    return features(model)
        .filter(value -> !model.wiring().inputs().contains(value.use()))
        .map(
            value -> {
              List<Wiring.Value> outputs = List.of(onlyOutput(model), value);
              Wiring wiring = new Wiring(model.wiring().uses(), model.wiring().inputs(), outputs);
              return new Model(model.name(), Model.Form.FUNCTIONAL, model.members(), wiring);
            });
  }

  /** What goes into the last layer with weights; empty if several layers lead to the output. */
  private static Optional<Wiring.Value> features(Model model) {
    List<List<Shape>> shapes = model.shapes(model.inputShapes());
    Wiring.Value value = onlyOutput(model);
    while (true) {
      Wiring.Use use = model.wiring().uses().get(value.use());
      if (use.inputs().size() != 1) {
        return Optional.empty();
      }
      List<Shape> in = model.inputShapes(value.use(), model.inputShapes(), shapes);
      value = use.inputs().get(0);
      if (!model.members().get(use.member()).layer().weights(in).isEmpty()) {
        return Optional.of(value);
      }
    }
  }

  private static Wiring.Value onlyOutput(Model model) {
    List<Wiring.Value> outputs = model.wiring().outputs();
    if (outputs.size() != 1) {
      throw new IllegalArgumentException(
          "Found %d outputs of model %s, expected one to go on from"
              .formatted(outputs.size(), model.name()));
    }
    return outputs.get(0);
  }

  /** A model from the inputs of another one to an output, with the same layers frozen. */
  private static Model wired(Model model, String name, List<List<Node>> values, Node output) {
    List<Node> inputs =
        model.wiring().inputs().stream().map(use -> values.get(use).get(0)).toList();
    Model longer = Model.of(name, inputs, List.of(output));
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
