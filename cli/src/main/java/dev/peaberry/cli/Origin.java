package dev.peaberry.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a run's settings come from. Immutable.
 *
 * @param recipe its name
 * @param figures accuracies that others reached on the same pictures, by who
 */
record Origin(String recipe, Map<String, Double> figures) {
  static Origin of(RecipeFile file) {
    return new Origin(file.name(), file.figures());
  }

  /** Others' figures and this run's, side by side. */
  String compare(double accuracy) {
    String others =
        figures.entrySet().stream()
            .map(entry -> "%s %.3f".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", "));
    return "Recipe %s: %s"
        .formatted(
            recipe,
            Stream.of(others, "this run %.3f".formatted(accuracy))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", ")));
  }

  /** As a manifest has it. */
  Map<String, Object> toJson() {
    return Json.map("recipe", recipe, "figures", figures);
  }

  /**
   * What a manifest has.
   *
   * @throws IllegalArgumentException if something is missing or is not what it should be
   */
  static Origin fromJson(Map<String, ?> json) {
    Map<String, Double> figures = new LinkedHashMap<>();
    Json.object(json, "figures")
        .forEach((who, value) -> figures.put(who, Double.valueOf(String.valueOf(value))));
    return new Origin(Json.require(json, "recipe", String.class), figures);
  }
}
