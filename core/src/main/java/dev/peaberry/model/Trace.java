package dev.peaberry.model;

import dev.peaberry.engine.Shape;
import dev.peaberry.layer.Layer;
import java.util.ArrayList;
import java.util.List;

/**
 * The way of an example through a model: every use of a layer, each after those that it takes
 * values from, models inside the model unfolded. Immutable.
 *
 * @param uses the uses of layers; a shared layer has several
 * @param inputs for each input of the model the index of its use
 * @param outputs for each output of the model the index of the use that gives it
 */
public record Trace(List<Use> uses, List<Integer> inputs, List<Integer> outputs) {
  /** Copies the lists. */
  public Trace {
    uses = List.copyOf(uses);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * One use of a layer.
   *
   * @param path the layer's name, after the names of the models around it: {@code base/conv1}; its
   *     weights' paths begin with it
   * @param layer what it does; never a model
   * @param trainable whether neither it nor a model around it is frozen
   * @param inputs the shapes that go in, of one example
   * @param outputs the shapes that come out, of one example
   * @param from the uses whose values go in, in their order
   */
  public record Use(
      String path,
      Layer layer,
      boolean trainable,
      List<Shape> inputs,
      List<Shape> outputs,
      List<Integer> from) {
    /** Copies the lists. */
    public Use {
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
      from = List.copyOf(from);
    }
  }

  /** The way through a model. */
  public static Trace of(Model model) {
    Unfolding unfolding = new Unfolding();
    List<Integer> outputs = unfolding.unfold(model, "", true, List.of(), model.inputShapes());
    return new Trace(unfolding.uses, unfolding.inputs, outputs);
  }

  /** Collects the uses. */
  private static final class Unfolding {
    final List<Use> uses = new ArrayList<>();
    final List<Integer> inputs = new ArrayList<>();

    /**
     * Adds a model's uses.
     *
     * @param given the uses whose values go into the model; none if it is the outermost
     * @return the uses that give the model's outputs
     */
    List<Integer> unfold(
        Model model, String prefix, boolean trainable, List<Integer> given, List<Shape> shapes) {
      List<List<Shape>> all = model.shapes(shapes);
      List<List<Integer>> values = new ArrayList<>();
      for (int use = 0; use < all.size(); use++) {
        Member member = model.members().get(model.wiring().uses().get(use).member());
        int input = model.wiring().inputs().indexOf(use);
        boolean both = trainable && member.trainable();
        String path = prefix + member.name();
        List<Integer> from =
            model.wiring().uses().get(use).inputs().stream()
                .map(value -> values.get(value.use()).get(value.index()))
                .toList();
        List<Shape> in = model.inputShapes(use, shapes, all);
        if (input >= 0 && !given.isEmpty()) {
          values.add(List.of(given.get(input)));
        } else if (member.layer() instanceof Model nested) {
          values.add(unfold(nested, path + "/", both, from, in));
        } else {
          int index = uses.size();
          uses.add(new Use(path, member.layer(), both, in, all.get(use), from));
          values.add(all.get(use).stream().map(shape -> index).toList());
        }
      }
      if (given.isEmpty()) {
        model.wiring().inputs().forEach(use -> inputs.add(values.get(use).get(0)));
      }
      return model.wiring().outputs().stream()
          .map(value -> values.get(value.use()).get(value.index()))
          .toList();
    }
  }
}
