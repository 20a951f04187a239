package dev.peaberry.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Settings from a manifest as a person would write them. Stateless. */
final class SettingsInWords {
  /** What stands for a setting that says nothing. */
  static final String NONE = "–";

  /** Under which key an object of Keras's classes has its name. */
  static final String CLASS = "class_name";

  /** Under which key it has its options. */
  static final String CONFIG = "config";

  /** Settings of Keras's classes that hardly ever say anything. */
  private static final Set<String> SILENT =
      Set.of("seed", "data_format", "value_range", "name", "trainable", "dtype");

  private SettingsInWords() {}

  /** Those that say something, by name; those inside of groups stand for themselves. */
  static Map<String, String> of(Map<?, ?> settings) {
    Map<String, String> rows = new LinkedHashMap<>();
    settings.forEach(
        (key, value) -> {
          String text = text(value);
          if (value instanceof Map<?, ?> group && !group.containsKey(CLASS)) {
            rows.putAll(of(group));
          } else if (!text.equals(NONE)) {
            rows.put(String.valueOf(key).replace('_', ' '), text);
          }
        });
    return rows;
  }

  /** One setting: {@code SGD(learning_rate=0.1, momentum=0.9)}. */
  static String text(Object value) {
    if (value == null || value.equals(List.of()) || value.equals(Map.of())) {
      return NONE;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(SettingsInWords::text).collect(Collectors.joining(", "));
    }
    if (!(value instanceof Map<?, ?> map)) {
      return value.toString();
    }
    if (map.get(CLASS) instanceof String className && map.get(CONFIG) instanceof Map<?, ?> config) {
      return className + inBrackets(config);
    }
    return inBrackets(map);
  }

  private static String inBrackets(Map<?, ?> map) {
    List<String> options = new ArrayList<>();
    map.forEach(
        (key, value) -> {
          String text = text(value);
          if (!SILENT.contains(key.toString()) && !text.equals(NONE)) {
            options.add(key + "=" + text);
          }
        });
    return "(" + String.join(", ", options) + ")";
  }
}
