package dev.peaberry.format;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.layer.WeightSpec;
import dev.peaberry.model.Member;
import dev.peaberry.model.Model;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The weights in an HDF5 file, in either of Keras's layouts. Confined to one thread. */
sealed interface StoredLayers permits Keras3Layers, LegacyLayers {
  /** A layer of the outermost model with all weights in it. */
  record Target(Member member, List<WeightSpec> weights) {
    String name() {
      return member.name();
    }

    /** The layers that have weights. */
    static List<Target> of(Model model) {
      List<WeightSpec> all = model.weights();
      return model.members().stream()
          .map(member -> new Target(member, LayerVars.below(member.name() + "/", all)))
          .filter(target -> !target.weights().isEmpty())
          .toList();
    }
  }

  /** The weights of a whole model by path, matched by the order of the layers. */
  Map<String, FloatArray> inOrder(Model model);

  /** The weights of one layer by path; empty if no layer has its name. */
  Optional<Map<String, FloatArray>> named(Target target);

  /** The names of the layers of the outermost model that have weights. */
  List<String> names();

  static StoredLayers in(Hdf5File file) {
    if (file.has("layers") || file.has("vars")) {
      return new Keras3Layers(file);
    }
    if (file.has("model_weights")) {
      return new LegacyLayers(file, "model_weights");
    }
    if (LegacyLayers.isRoot(file)) {
      return new LegacyLayers(file, "");
    }
    throw new Malformed(
        "found an HDF5 file without a Keras model's weights, expected the groups 'layers' or"
            + " 'model_weights' or the attribute 'layer_names'");
  }
}
