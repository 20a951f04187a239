package dev.peaberry.format;

import dev.peaberry.config.Registry;
import dev.peaberry.layer.Layer;
import dev.peaberry.layer.WeightSpec;
import dev.peaberry.model.Member;
import dev.peaberry.model.Model;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where Keras 3 keeps a layer's weights: in {@code <group>/vars/0}, {@code 1} and so on. The group
 * is the layer's class in snake case with a counter, such as {@code layers/conv2d_1}; inside a
 * nested model it is {@code layers/functional/layers/conv2d}. Immutable. See Keras's {@code
 * saving_lib.py}.
 *
 * @param group the path of the group, empty for the model itself
 * @param name the layer's name
 * @param weights the layer's own weights, named by their paths in the model
 */
record LayerVars(String group, String name, List<WeightSpec> weights) {
  private static final String VARS = "vars";

  /** The group of the numbered weights. */
  String vars() {
    return join(group, VARS);
  }

  /** All layers of a model, the model itself being the first, in Keras's order. */
  static List<LayerVars> of(Model model) {
    List<LayerVars> found = new ArrayList<>();
    collect(model, "", "", model.weights(), found);
    return found;
  }

  /** The layers of a nested model, below a group, for weights named by their paths outside. */
  static List<LayerVars> ofNested(Model model, String group, List<WeightSpec> weights) {
    List<LayerVars> found = new ArrayList<>();
    collect(model, group, model.name() + "/", weights, found);
    return found;
  }

  private static void collect(
      Model model, String group, String prefix, List<WeightSpec> weights, List<LayerVars> found) {
    found.add(new LayerVars(group, model.name(), List.of()));
    Map<String, Integer> counters = new HashMap<>();
    for (Member member : model.members()) {
      Layer layer = member.layer();
      if (model.className().equals("Sequential") && layer.className().equals("InputLayer")) {
        continue;
      }
      String kind = Registry.shortName(layer.className());
      int count = counters.merge(kind, 1, Integer::sum) - 1;
      String place = join(group, "layers/" + kind + (count == 0 ? "" : "_" + count));
      List<WeightSpec> own = below(prefix + member.name() + "/", weights);
      if (layer instanceof Model nested) {
        collect(nested, place, prefix + member.name() + "/", own, found);
      } else {
        found.add(new LayerVars(place, member.name(), own));
      }
    }
  }

  /** The weights whose paths start with a prefix. */
  static List<WeightSpec> below(String prefix, List<WeightSpec> weights) {
    return weights.stream().filter(spec -> spec.name().startsWith(prefix)).toList();
  }

  static String join(String group, String name) {
    return group.isEmpty() ? name : group + "/" + name;
  }
}
