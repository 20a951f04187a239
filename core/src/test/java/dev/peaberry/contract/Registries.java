package dev.peaberry.contract;

import dev.peaberry.augment.Augmentations;
import dev.peaberry.callback.Callbacks;
import dev.peaberry.config.Described;
import dev.peaberry.config.Registry;
import dev.peaberry.config.Schema;
import dev.peaberry.constraint.Constraints;
import dev.peaberry.initializer.Initializers;
import dev.peaberry.layer.Layers;
import dev.peaberry.loss.Losses;
import dev.peaberry.metric.Metrics;
import dev.peaberry.optimizer.Optimizers;
import dev.peaberry.regularizer.Regularizers;
import dev.peaberry.schedule.Schedules;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Everything that is registered: all tests of this package walk over it. */
final class Registries {
  /** All registries. */
  static final List<Registry<? extends Described>> ALL =
      List.of(
          Layers.REGISTRY,
          Augmentations.REGISTRY,
          Losses.REGISTRY,
          Metrics.REGISTRY,
          Optimizers.REGISTRY,
          Schedules.REGISTRY,
          Initializers.REGISTRY,
          Regularizers.REGISTRY,
          Constraints.REGISTRY,
          Callbacks.REGISTRY);

  private Registries() {}

  /**
   * A class and where it is registered.
   *
   * @param <T> what the registry's classes have in common
   */
  record Entry<T extends Described>(Registry<T> registry, Schema<? extends T> schema) {
    /** The object of a config. */
    T create(Map<String, ?> config) {
      return schema.fromJson(config);
    }

    /** Keras's serialised form of the object of a config. */
    Map<String, Object> serialised(Map<String, ?> config) {
      return registry.toJson(create(config));
    }

    @Override
    public String toString() {
      return registry.module() + "." + schema.name();
    }
  }

  /** All classes. */
  static Stream<Entry<?>> classes() {
    return ALL.stream().flatMap(Registries::classesOf);
  }

  private static <T extends Described> Stream<Entry<?>> classesOf(Registry<T> registry) {
    return registry.schemas().stream().map(schema -> new Entry<T>(registry, schema));
  }
}
