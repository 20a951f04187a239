package dev.peaberry.lint;

import dev.peaberry.config.Described;
import dev.peaberry.config.Registry;
import dev.peaberry.loss.Loss;
import dev.peaberry.loss.Losses;
import dev.peaberry.optimizer.Optimizers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what Keras's {@code compile} was given from a model file, as far as it is known here. */
final class CompiledSettings {
  private CompiledSettings() {}

  /** A plan with the losses and the optimizer of a {@code compile_config}. */
  static TrainingPlan addTo(TrainingPlan plan, Optional<Map<String, Object>> compileConfig) {
    if (compileConfig.isEmpty()) {
      return plan;
    }
    List<Loss> losses = losses(plan, compileConfig.get().get("loss"));
    TrainingPlan judged = losses.isEmpty() ? plan : plan.withLosses(losses);
    return read(Optimizers.REGISTRY, compileConfig.get().get("optimizer"))
        .map(judged::withOptimizer)
        .orElse(judged);
  }

  /** One for all outputs, one for each in their order, or one for each by its name. */
  private static List<Loss> losses(TrainingPlan plan, Object json) {
    List<String> outputs = plan.model().outputNames();
    List<Object> each = new ArrayList<>();
    if (json instanceof List<?> list) {
      each.addAll(list);
    } else if (json instanceof Map<?, ?> map && !map.containsKey("class_name")) {
      outputs.forEach(name -> each.add(map.get(name)));
    } else {
      outputs.forEach(name -> each.add(json));
    }
    List<Loss> losses = each.stream().flatMap(one -> read(Losses.REGISTRY, one).stream()).toList();
    return losses.size() == outputs.size() ? losses : List.of();
  }

  private static <T extends Described> Optional<T> read(Registry<T> registry, Object json) {
    try {
      if (json instanceof String name) {
        return Optional.of(registry.create(name, Map.of()));
      }
      if (json instanceof Map<?, ?> map && map.get("class_name") instanceof String name) {
        return Optional.of(registry.create(name, config(registry, name, map.get("config"))));
      }
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a setting that is not known here: nothing is said about it
    }
    return Optional.empty();
  }

  /** Keras's config without what it adds for itself: the object's name and number type. */
  private static Map<String, Object> config(Registry<?> registry, String className, Object json) {
    Map<String, Object> config = new LinkedHashMap<>();
    if (json instanceof Map<?, ?> map) {
      map.forEach((key, value) -> config.put(String.valueOf(key), value));
    }
    registry
        .find(className)
        .ifPresent(
            schema ->
                List.of("name", "dtype", "fn").stream()
                    .filter(key -> schema.options().stream().noneMatch(o -> o.name().equals(key)))
                    .forEach(config::remove));
    return config;
  }
}
