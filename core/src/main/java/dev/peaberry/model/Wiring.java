package dev.peaberry.model;

import java.util.ArrayList;
import java.util.List;

/**
 * How a model's layers are connected. Immutable.
 *
 * @param uses every use of a layer, each after those that it depends on
 * @param inputs the uses of the input layers, in the order of the model's inputs
 * @param outputs the values that the model gives back
 */
record Wiring(List<Use> uses, List<Integer> inputs, List<Value> outputs) {
  Wiring {
    uses = List.copyOf(uses);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** One use of the layer {@code member}; a shared layer has several. */
  record Use(int member, List<Value> inputs) {
    Use {
      inputs = List.copyOf(inputs);
    }
  }

  /** The output {@code index} of a use. */
  record Value(int use, int index) {}

  /** A chain: the first member is the input, each takes what the one before gives. */
  static Wiring chain(int members) {
    List<Use> uses = new ArrayList<>();
    uses.add(new Use(0, List.of()));
    for (int i = 1; i < members; i++) {
      uses.add(new Use(i, List.of(new Value(i - 1, 0))));
    }
    return new Wiring(uses, List.of(0), List.of(new Value(members - 1, 0)));
  }

  /** Which use of its own layer a use is: Keras's node index. */
  int nodeIndex(int use) {
    int member = uses.get(use).member();
    return (int) uses.subList(0, use).stream().filter(each -> each.member() == member).count();
  }
}
