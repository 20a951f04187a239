package dev.peaberry.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns the description of a model that Keras 2 has written into Keras 3's; Keras 3's own stays as
 * it is. What differs is how layers are wired, where input shapes stand, and a few spellings.
 * Stateless.
 */
final class LegacyConfig {
  private static final String CLASS_NAME = "class_name";
  private static final String CONFIG = "config";
  private static final String LAYERS = "layers";
  private static final String NAME = "name";
  private static final String AXIS = "axis";
  private static final String BATCH_SHAPE = "batch_shape";
  private static final String OLD_BATCH_SHAPE = "batch_input_shape";
  private static final String DISTRIBUTION = "distribution";
  private static final String INBOUND_NODES = "inbound_nodes";
  private static final Set<String> MODELS = Set.of("Sequential", "Functional", "Model");
  private static final int NODE_LENGTH = 3;

  /** What Keras 2 says of convolutions that have no kernel across channels, and Keras 3 refuses. */
  private static final Map<Object, Set<String>> WITHOUT_MEANING =
      Map.of(
          "DepthwiseConv2D",
          Set.of(
              "groups", "filters", "kernel_initializer", "kernel_regularizer", "kernel_constraint"),
          "SeparableConv2D",
          Set.of("groups", "kernel_initializer", "kernel_regularizer", "kernel_constraint"));

  private LegacyConfig() {}

  /** A model or a layer. */
  static Map<String, Object> modern(Map<?, ?> json) {
    Map<String, Object> modern = copy(json);
    Object className = json.get(CLASS_NAME);
    if (!MODELS.contains(className)) {
      Set<String> dropped = WITHOUT_MEANING.getOrDefault(className, Set.of());
      modern.computeIfPresent(CONFIG, (key, config) -> layer(config, dropped));
    } else if ("Sequential".equals(className)) {
      modern.put(CONFIG, chain(json.get(CONFIG)));
    } else {
      modern.computeIfPresent(CONFIG, (key, config) -> functional(config));
    }
    modern.computeIfPresent(INBOUND_NODES, (key, nodes) -> nodes(nodes));
    return modern;
  }

  private static Map<String, Object> copy(Map<?, ?> json) {
    Map<String, Object> copy = new LinkedHashMap<>();
    json.forEach((key, value) -> copy.put(String.valueOf(key), value));
    return copy;
  }

  private static Object functional(Object config) {
    if (!(config instanceof Map<?, ?> map)) {
      return config;
    }
    Map<String, Object> modern = copy(map);
    modern.computeIfPresent(LAYERS, (key, layers) -> all(layers));
    return modern;
  }

  private static Object all(Object layers) {
    return layers instanceof List<?> list
        ? list.stream().map(each -> each instanceof Map<?, ?> map ? modern(map) : each).toList()
        : layers;
  }

  /** The first versions of Keras 2 have the layers alone, and all of them may lack the input. */
  private static Map<String, Object> chain(Object config) {
    Map<String, Object> modern =
        config instanceof Map<?, ?> map
            ? copy(map)
            : new LinkedHashMap<>(Map.of(NAME, "sequential"));
    Object layers = config instanceof Map<?, ?> map ? map.get(LAYERS) : config;
    if (layers instanceof List<?> list
        && !list.isEmpty()
        && list.get(0) instanceof Map<?, ?> first) {
      List<Object> withInput = new ArrayList<>();
      if (!"InputLayer".equals(first.get(CLASS_NAME))
          && first.get(CONFIG) instanceof Map<?, ?> settings
          && settings.get(OLD_BATCH_SHAPE) instanceof List<?> shape) {
        withInput.add(
            Map.of(
                CLASS_NAME,
                "InputLayer",
                CONFIG,
                Map.of(NAME, settings.get(NAME) + "_input", BATCH_SHAPE, shape)));
      }
      withInput.addAll(list);
      modern.put(LAYERS, all(withInput));
    }
    return modern;
  }

  private static Object layer(Object config, Set<String> dropped) {
    if (!(config instanceof Map<?, ?> map)) {
      return config;
    }
    Map<String, Object> modern = new LinkedHashMap<>();
    map.forEach((key, value) -> modern.put(String.valueOf(key), setting(key, value)));
    modern.keySet().removeAll(dropped);
    Object shape = modern.remove(OLD_BATCH_SHAPE);
    if (shape != null && modern.containsKey("sparse")) {
      modern.put(BATCH_SHAPE, shape);
    }
    return modern;
  }

  private static Object setting(Object key, Object value) {
    if (AXIS.equals(key) && value instanceof List<?> axes && axes.size() == 1) {
      return axes.get(0);
    }
    if (value instanceof Map<?, ?> object
        && object.get(CONFIG) instanceof Map<?, ?> settings
        && "normal".equals(settings.get(DISTRIBUTION))) {
      Map<String, Object> modern = copy(object);
      Map<String, Object> renamed = copy(settings);
      renamed.put(DISTRIBUTION, "truncated_normal");
      modern.put(CONFIG, renamed);
      return modern;
    }
    return value;
  }

  /** Each use of a layer is a list of [layer, node, tensor, arguments] in Keras 2. */
  private static Object nodes(Object nodes) {
    return nodes instanceof List<?> list ? list.stream().map(LegacyConfig::node).toList() : nodes;
  }

  private static Object node(Object node) {
    if (!(node instanceof List<?> inputs)) {
      return node;
    }
    return Map.of(
        "args",
        inputs.stream()
            .filter(each -> each instanceof List<?> input && input.size() >= NODE_LENGTH)
            .map(each -> Map.of("keras_history", ((List<?>) each).subList(0, NODE_LENGTH)))
            .toList());
  }
}
