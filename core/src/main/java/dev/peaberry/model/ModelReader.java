package dev.peaberry.model;

import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Registry;
import dev.peaberry.layer.InputLayer;
import dev.peaberry.layer.Layer;
import dev.peaberry.layer.Layers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads models from Keras's {@code config.json}, which may come from anywhere. */
final class ModelReader {
  private static final int MOST_NESTING = 32;

  private ModelReader() {}

  static Model read(Map<String, ?> json) {
    return read(json, 0);
  }

  private static Model read(Map<?, ?> json, int depth) {
    if (depth > MOST_NESTING) {
      throw new ConfigException(
          "Model config: found models nested more than " + MOST_NESTING + " deep");
    }
    String className = ModelJson.require(json, "class_name", String.class);
    Map<?, ?> config = ModelJson.require(json, "config", Map.class);
    return switch (className) {
      case "Sequential" -> sequential(config, depth);
      case "Functional", "Model" -> functional(config, depth);
      default ->
          throw new ConfigException(
              "Found the model class '" + className + "', expected Sequential or Functional");
    };
  }

  private static Model sequential(Map<?, ?> config, int depth) {
    List<Member> members = new ArrayList<>();
    for (Object layer : ModelJson.require(config, "layers", List.class)) {
      members.add(member(layer, depth));
    }
    if (members.isEmpty() || !(members.get(0).layer() instanceof InputLayer input)) {
      throw new ConfigException(
          "Sequential model: found no InputLayer at the start, expected a model that was built"
              + " with an input shape");
    }
    Sequential chain =
        Sequential.named(
            ModelJson.require(config, "name", String.class), members.get(0).name(), input);
    members.stream().skip(1).forEach(chain::append);
    return chain.build();
  }

  private static Member member(Object json, int depth) {
    if (!(json instanceof Map<?, ?> layer)) {
      throw new ConfigException("Model config: found " + json + ", expected a layer");
    }
    String className = ModelJson.require(layer, "class_name", String.class);
    Map<?, ?> config = ModelJson.require(layer, "config", Map.class);
    String name = ModelJson.require(config, "name", String.class);
    boolean trainable = !Boolean.FALSE.equals(config.get("trainable"));
    boolean isModel = List.of("Sequential", "Functional", "Model").contains(className);
    if (isModel) {
      return new Member(name, read(layer, depth + 1), trainable);
    }
    String registered = Registry.nameIn(layer).orElse(className);
    Layer read =
        Operations.isOne(layer)
            ? Operations.layer(layer)
            : Layers.REGISTRY.create(registered, options(config));
    return new Member(name, read, trainable);
  }

  /** What every layer has in Keras and no layer has here. */
  private static Map<String, Object> options(Map<?, ?> config) {
    Map<String, Object> options = new LinkedHashMap<>();
    config.forEach((key, value) -> options.put(String.valueOf(key), value));
    boolean input = options.containsKey("batch_shape");
    options.keySet().removeAll(List.of("name", "trainable"));
    if (!input) {
      options.remove("dtype");
    }
    return options;
  }

  private static Model functional(Map<?, ?> config, int depth) {
    List<Member> members = new ArrayList<>();
    List<List<?>> nodes = new ArrayList<>();
    for (Object layer : ModelJson.require(config, "layers", List.class)) {
      members.add(member(layer, depth));
      nodes.add(ModelJson.require((Map<?, ?>) layer, "inbound_nodes", List.class));
    }
    Uses uses = new Uses(members, nodes);
    Wiring wiring =
        new Wiring(
            uses.sorted,
            uses.values(config.get("input_layers")).stream().map(Wiring.Value::use).toList(),
            uses.values(config.get("output_layers")));
    return new Model(
        ModelJson.require(config, "name", String.class), Model.Form.FUNCTIONAL, members, wiring);
  }

  /** The uses of layers by layer name and node index, put in order. */
  private static final class Uses {
    private final Map<List<Object>, Integer> indexOf = new HashMap<>();
    private final List<Wiring.Use> sorted = new ArrayList<>();

    private record Pending(List<Object> key, int member, List<List<?>> histories) {}

    Uses(List<Member> members, List<List<?>> nodes) {
      Deque<Pending> pending = new ArrayDeque<>();
      for (int i = 0; i < members.size(); i++) {
        String name = members.get(i).name();
        if (members.get(i).layer() instanceof InputLayer) {
          pending.add(new Pending(List.of(name, 0), i, List.of()));
        }
        for (int k = 0; k < nodes.get(i).size(); k++) {
          List<List<?>> histories = new ArrayList<>();
          collect(nodes.get(i).get(k), histories);
          pending.add(new Pending(List.of(name, k), i, histories));
        }
      }
      place(pending);
    }

    /** Places each use after those that it takes values from. */
    private void place(Deque<Pending> pending) {
      int postponed = 0;
      while (!pending.isEmpty()) {
        Pending next = pending.poll();
        boolean ready = next.histories.stream().allMatch(h -> indexOf.containsKey(key(h)));
        if (ready) {
          indexOf.put(next.key, sorted.size());
          sorted.add(
              new Wiring.Use(next.member, next.histories.stream().map(this::value).toList()));
          postponed = 0;
        } else {
          pending.add(next);
          postponed++;
        }
        if (postponed > pending.size()) {
          throw new ConfigException(
              "Model config: layer "
                  + next.key.get(0)
                  + " takes values from layers that do not exist or go in a circle");
        }
      }
    }

    List<Wiring.Value> values(Object json) {
      if (json instanceof List<?> list && !list.isEmpty()) {
        return list.get(0) instanceof String
            ? List.of(value(list))
            : list.stream().map(each -> value((List<?>) each)).toList();
      }
      throw new ConfigException("Model config: found no inputs or outputs, expected one or more");
    }

    private Wiring.Value value(List<?> history) {
      Integer use = indexOf.get(key(history));
      if (use == null || history.size() < 3 || !(history.get(2) instanceof Number index)) {
        throw new ConfigException("Model config: found no layer for " + history);
      }
      return new Wiring.Value(use, index.intValue());
    }

    private static List<Object> key(List<?> history) {
      if (history.size() < 2 || !(history.get(1) instanceof Number node)) {
        throw new ConfigException(
            "Model config: found " + history + ", expected [layer, node, tensor]");
      }
      return List.of(history.get(0), node.intValue());
    }

    /** Finds the keras_history of every tensor in a node's arguments. */
    private static void collect(Object json, List<List<?>> histories) {
      if (json instanceof Map<?, ?> map) {
        if (map.get("keras_history") instanceof List<?> history) {
          histories.add(history);
        } else {
          map.values().forEach(value -> collect(value, histories));
        }
      } else if (json instanceof List<?> list) {
        list.forEach(value -> collect(value, histories));
      }
    }
  }
}
