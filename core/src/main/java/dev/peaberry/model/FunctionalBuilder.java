package dev.peaberry.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes a model of the nodes between its inputs and outputs. */
final class FunctionalBuilder {
  private final IdentityHashMap<Node.Applied, Integer> memberOf = new IdentityHashMap<>();
  private final IdentityHashMap<Node.Application, Integer> useOf = new IdentityHashMap<>();
  private final List<Member> members = new ArrayList<>();
  private final List<Wiring.Use> uses = new ArrayList<>();

  private FunctionalBuilder() {}

  static Model build(String name, List<Node> inputs, List<Node> outputs) {
    if (inputs.isEmpty() || outputs.isEmpty()) {
      throw new IllegalArgumentException(
          "Found "
              + inputs.size()
              + " inputs and "
              + outputs.size()
              + " outputs, expected one or more of each");
    }
    FunctionalBuilder builder = new FunctionalBuilder();
    KerasOrder.Sorted sorted = KerasOrder.sort(inputs, outputs);
    builder.addMembers(sorted.layers());
    sorted.uses().forEach(builder::addUse);
    List<Integer> inputUses =
        inputs.stream().map(input -> builder.useOf.get(input.application())).toList();
    builder.requireInputs(inputUses);
    return new Model(
        name,
        Model.Form.FUNCTIONAL,
        builder.members,
        new Wiring(builder.uses, inputUses, outputs.stream().map(builder::value).toList()));
  }

  private void addMembers(List<Node.Applied> layers) {
    Set<String> taken = new HashSet<>();
    layers.forEach(applied -> applied.name.ifPresent(taken::add));
    for (Node.Applied applied : layers) {
      Optional<String> given = applied.name;
      String name = given.orElseGet(() -> Model.freeName(applied.layer, taken));
      taken.add(name);
      memberOf.put(applied, members.size());
      members.add(Model.member(name, applied.layer));
    }
  }

  private void addUse(Node.Application application) {
    useOf.put(application, uses.size());
    uses.add(
        new Wiring.Use(
            memberOf.get(application.applied),
            application.inputs.stream().map(this::value).toList()));
  }

  private Wiring.Value value(Node node) {
    return new Wiring.Value(useOf.get(node.application()), node.output());
  }

  private void requireInputs(List<Integer> inputs) {
    for (int use = 0; use < uses.size(); use++) {
      boolean isInput = uses.get(use).inputs().isEmpty();
      if (isInput != inputs.contains(use)) {
        throw new IllegalArgumentException(
            "Layer "
                + members.get(uses.get(use).member()).name()
                + (isInput ? " is an input that is not" : " is not an input but")
                + " among the model's inputs, expected exactly the input nodes that the outputs"
                + " depend on");
      }
    }
  }
}
