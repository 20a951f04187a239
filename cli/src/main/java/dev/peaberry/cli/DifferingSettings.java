package dev.peaberry.cli;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What differs between the settings of several runs. Stateless. */
final class DifferingSettings {
  private static final int LONGEST = 160;

  private DifferingSettings() {}

  /**
   * The settings that are not the same in all runs, by their names in the manifests, with a value
   * for each run. Options of a class, such as an optimizer's, are compared among the runs that have
   * them.
   */
  static Map<String, List<String>> of(List<Map<String, Object>> runs) {
    List<Map<String, String>> flat = runs.stream().map(DifferingSettings::flat).toList();
    Set<String> names = new LinkedHashSet<>();
    flat.forEach(each -> names.addAll(each.keySet()));
    Map<String, List<String>> differing = new LinkedHashMap<>();
    for (String name : names) {
      if (flat.stream().map(each -> each.get(name)).filter(Objects::nonNull).distinct().count()
          > 1) {
        differing.put(
            name,
            flat.stream().map(each -> cut(each.getOrDefault(name, SettingsInWords.NONE))).toList());
      }
    }
    return differing;
  }

  private static Map<String, String> flat(Map<String, Object> settings) {
    Map<String, String> flat = new LinkedHashMap<>();
    settings.forEach((key, value) -> put(flat, key, value));
    return flat;
  }

  private static void put(Map<String, String> flat, String name, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      flat.put(name, SettingsInWords.text(value));
    } else if (map.get(SettingsInWords.CLASS) instanceof String className) {
      flat.put(name, className);
      if (map.get(SettingsInWords.CONFIG) instanceof Map<?, ?> config) {
        config.forEach((key, each) -> put(flat, name + "." + key, each));
      }
    } else {
      map.forEach((key, each) -> put(flat, name + "." + key, each));
    }
  }

  private static String cut(String text) {
    return text.length() <= LONGEST
        ? text
        : text.substring(0, LONGEST) + "… (%d characters)".formatted(text.length());
  }
}
