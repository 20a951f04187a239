package dev.peaberry.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Keras's order of a functional model's layers: by depth, the number of layers to the outputs, and
 * within a depth in the order in which a walk from the outputs meets them. Weight files number
 * layers in this order, so ours must be the same.
 */
final class KerasOrder {
  private final IdentityHashMap<Node.Applied, Integer> met = new IdentityHashMap<>();
  private final Set<Node.Application> finished = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Node.Application> inputsFirst = new ArrayList<>();

  private KerasOrder() {}

  /**
   * All layers and their uses.
   *
   * @param layers in Keras's order
   * @param uses each after those that it depends on
   */
  record Sorted(List<Node.Applied> layers, List<Node.Application> uses) {}

  static Sorted sort(List<Node> inputs, List<Node> outputs) {
    KerasOrder order = new KerasOrder();
    outputs.forEach(output -> order.walk(output.application()));
    inputs.forEach(input -> order.walk(input.application()));
    IdentityHashMap<Node.Applied, Integer> depths = order.depths();
    List<Node.Applied> layers = new ArrayList<>(depths.keySet());
    layers.sort(
        Comparator.<Node.Applied>comparingInt(layer -> -depths.get(layer))
            .thenComparingInt(order.met::get));
    return new Sorted(layers, order.inputsFirst);
  }

  private void walk(Node.Application use) {
    if (finished.contains(use)) {
      return;
    }
    met.putIfAbsent(use.applied, met.size());
    use.inputs.forEach(input -> walk(input.application()));
    finished.add(use);
    inputsFirst.add(use);
  }

  private IdentityHashMap<Node.Applied, Integer> depths() {
    IdentityHashMap<Node.Application, Integer> ofUses = new IdentityHashMap<>();
    IdentityHashMap<Node.Applied, Integer> ofLayers = new IdentityHashMap<>();
    for (int i = inputsFirst.size() - 1; i >= 0; i--) {
      Node.Application use = inputsFirst.get(i);
      int depth = Math.max(ofUses.getOrDefault(use, 0), ofLayers.getOrDefault(use.applied, 0));
      ofLayers.put(use.applied, depth);
      use.inputs.forEach(input -> ofUses.merge(input.application(), depth + 1, Math::max));
    }
    return ofLayers;
  }
}
