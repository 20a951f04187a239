package dev.peaberry.cli;

import dev.peaberry.config.Registry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Settings from a manifest as a person would write them. Stateless. */
final class SettingsInWords {
  private static final String CLASS = "class_name";
  private static final String CONFIG = "config";

  private SettingsInWords() {}

  /** Those that say something, by name; those inside of groups stand for themselves. */
  static Map<String, String> of(Map<?, ?> settings) {
    Map<String, String> rows = new LinkedHashMap<>();
    settings.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> group && !group.containsKey(CLASS)) {
            rows.putAll(of(group));
          } else if (saysSomething(value)) {
            rows.put(String.valueOf(key).replace('_', ' '), text(value));
          }
        });
    return rows;
  }

  private static boolean saysSomething(Object value) {
    return value != null && !(value instanceof List<?> list && list.isEmpty());
  }

  private static String text(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(SettingsInWords::text).collect(Collectors.joining(", "));
    }
    if (value instanceof Map<?, ?> map) {
      return map.get(CLASS) instanceof String name ? object(name, map) : pairs(map);
    }
    return String.valueOf(value);
  }

  private static String object(String name, Map<?, ?> map) {
    String plain = name.substring(name.lastIndexOf('>') + 1);
    String settings = map.get(CONFIG) instanceof Map<?, ?> config ? pairs(config) : "";
    return Registry.shortName(plain) + (settings.isEmpty() ? "" : "(" + settings + ")");
  }

  private static String pairs(Map<?, ?> map) {
    return map.entrySet().stream()
        .filter(entry -> saysSomething(entry.getValue()))
        .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
        .collect(Collectors.joining(", "));
  }
}
