package dev.peaberry.lint;

import dev.peaberry.config.Described;
import dev.peaberry.config.Registry;
import dev.peaberry.loss.Loss;
import dev.peaberry.optimizer.Optimizers;
import dev.peaberry.train.CompiledLoss;
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
    TrainingPlan judged = losses(plan, compileConfig.get()).map(plan::withLosses).orElse(plan);
    return read(Optimizers.REGISTRY, compileConfig.get().get("optimizer"))
        .map(judged::withOptimizer)
        .orElse(judged);
  }

  private static Optional<List<Loss>> losses(TrainingPlan plan, Map<String, Object> config) {
    try {
      return CompiledLoss.read(plan.model(), config).map(CompiledLoss::losses);
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a loss that is not known here: nothing is said about it
    }
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
