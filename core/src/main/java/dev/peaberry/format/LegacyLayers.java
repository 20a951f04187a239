package dev.peaberry.format;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.layer.WeightSpec;
import dev.peaberry.model.Model;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The layout of {@code .h5}, of Keras 2 and of pretrained weights: a group for each layer's name,
 * in which the attribute {@code weight_names} gives the order. Confined to one thread.
 */
final class LegacyLayers implements StoredLayers {
  private static final String LAYER_NAMES = "layer_names";
  private static final String WEIGHT_NAMES = "weight_names";

  private final Hdf5File file;
  private final String root;
  private final List<String> names;

  LegacyLayers(Hdf5File file, String root) {
    this.file = file;
    this.root = root;
    this.names =
        strings(file, root, LAYER_NAMES).orElse(List.of()).stream()
            .filter(layer -> !weightNames(layer).isEmpty())
            .toList();
  }

  static boolean isRoot(Hdf5File file) {
    return strings(file, "", LAYER_NAMES).isPresent();
  }

  @Override
  public Map<String, FloatArray> inOrder(Model model) {
    List<String> stored = names;
    List<Target> targets = Target.of(model);
    if (stored.size() != targets.size()) {
      throw new Malformed(
          "found "
              + stored.size()
              + " layers with weights, expected "
              + targets.size()
              + " as in model "
              + model.name()
              + "; load by name to take only some of them");
    }
    Map<String, FloatArray> unsorted = new HashMap<>();
    for (int i = 0; i < stored.size(); i++) {
      unsorted.putAll(read(stored.get(i), targets.get(i)));
    }
    Map<String, FloatArray> values = new LinkedHashMap<>();
    model.weights().forEach(spec -> values.put(spec.name(), unsorted.get(spec.name())));
    return values;
  }

  @Override
  public Optional<Map<String, FloatArray>> named(Target target) {
    return names.contains(target.name())
        ? Optional.of(read(target.name(), target))
        : Optional.empty();
  }

  @Override
  public List<String> names() {
    return names;
  }

  private List<String> weightNames(String layer) {
    return strings(file, LayerVars.join(root, layer), WEIGHT_NAMES).orElse(List.of());
  }

  private Map<String, FloatArray> read(String layer, Target target) {
    List<String> stored = weightNames(layer);
    if (stored.size() != target.weights().size()) {
      throw new Malformed(
          "layer "
              + layer
              + ": found "
              + stored.size()
              + " weights, expected "
              + target.weights().size()
              + " as in layer "
              + target.name());
    }
    List<WeightSpec> order =
        target.member().layer() instanceof Model
            ? orderOfNested(stored, target.weights())
            : target.weights();
    Map<String, FloatArray> values = new HashMap<>();
    for (int i = 0; i < stored.size(); i++) {
      String path = LayerVars.join(root, layer) + "/" + stored.get(i);
      values.put(order.get(i).name(), file.floats(path, order.get(i).shape()));
    }
    return values;
  }

  /**
   * A nested model's weights lie there as one list, trainable ones first. Which are trainable may
   * have changed since, so their names decide where they can.
   */
  private static List<WeightSpec> orderOfNested(List<String> stored, List<WeightSpec> weights) {
    Map<String, WeightSpec> byName = new HashMap<>();
    weights.forEach(spec -> byName.put(layerAndWeight(spec.name()), spec));
    List<WeightSpec> order = new ArrayList<>();
    stored.forEach(
        name -> Optional.ofNullable(byName.remove(layerAndWeight(name))).ifPresent(order::add));
    if (order.size() == weights.size()) {
      return order;
    }
    List<WeightSpec> trainableFirst = new ArrayList<>();
    weights.stream().filter(WeightSpec::trainable).forEach(trainableFirst::add);
    weights.stream().filter(spec -> !spec.trainable()).forEach(trainableFirst::add);
    return trainableFirst;
  }

  /** The last two parts of a path, in Keras 3's words. */
  private static String layerAndWeight(String path) {
    String plain = path.replaceFirst(":\\d+$", "").replaceFirst("/depthwise_kernel$", "/kernel");
    int weight = plain.lastIndexOf('/');
    int layer = plain.lastIndexOf('/', weight - 1);
    return plain.substring(layer + 1);
  }

  /** Keras splits a list that is too long for one attribute: layer_names0, layer_names1. */
  private static Optional<List<String>> strings(Hdf5File file, String path, String attribute) {
    Optional<List<String>> whole = file.strings(path, attribute);
    if (whole.isPresent() || file.strings(path, attribute + 0).isEmpty()) {
      return whole;
    }
    List<String> joined = new ArrayList<>();
    Optional<List<String>> part = file.strings(path, attribute + 0);
    for (int i = 1; part.isPresent(); i++) {
      joined.addAll(part.get());
      part = file.strings(path, attribute + i);
    }
    return Optional.of(joined);
  }
}
