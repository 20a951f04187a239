package dev.peaberry.train;

import dev.peaberry.model.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a checkpoint keeps what callbacks remember: small things in JSON, weights as arrays. */
final class StoredCallbacks {
  private StoredCallbacks() {}

  static List<Map<String, Object>> toJson(List<CallbackList.Stored> callbacks) {
    List<Map<String, Object>> json = new ArrayList<>();
    for (CallbackList.Stored callback : callbacks) {
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("class_name", callback.className());
      each.put("config", callback.config());
      each.put("memory", callback.memory().values());
      each.put("weights", List.copyOf(callback.memory().weights().keySet()));
      json.add(each);
    }
    return json;
  }

  /** The callbacks' arrays by the names that they have in the file. */
  static Map<String, Weights> weights(List<CallbackList.Stored> callbacks) {
    Map<String, Weights> weights = new LinkedHashMap<>();
    for (int i = 0; i < callbacks.size(); i++) {
      int number = i;
      callbacks
          .get(i)
          .memory()
          .weights()
          .forEach((name, each) -> weights.put(name(number, name), each));
    }
    return weights;
  }

  private static String name(int number, String name) {
    return "callback-" + number + "-" + name;
  }

  /**
   * What was written; nothing where there is nothing.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static List<CallbackList.Stored> fromJson(Object json, Map<String, Weights> weights) {
    List<CallbackList.Stored> callbacks = new ArrayList<>();
    for (Object each : json instanceof List<?> list ? list : List.of()) {
      if (!(each instanceof Map<?, ?> map)
          || !(map.get("class_name") instanceof String className)
          || !(map.get("weights") instanceof List<?> names)) {
        throw new IllegalArgumentException(
            "Training state: found " + each + ", expected a callback's memory");
      }
      Map<String, Weights> own = new LinkedHashMap<>();
      for (Object name : names) {
        String key = name(callbacks.size(), String.valueOf(name));
        if (!weights.containsKey(key)) {
          throw new IllegalArgumentException(
              "Training state: found no arrays '" + key + "', expected those of " + className);
        }
        own.put(String.valueOf(name), weights.get(key));
      }
      callbacks.add(
          new CallbackList.Stored(
              className,
              texts(map.get("config")),
              new CallbackMemory(texts(map.get("memory")), own)));
    }
    return callbacks;
  }

  private static Map<String, Object> texts(Object json) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (json instanceof Map<?, ?> map) {
      map.forEach((key, value) -> values.put(String.valueOf(key), value));
    }
    return values;
  }
}
