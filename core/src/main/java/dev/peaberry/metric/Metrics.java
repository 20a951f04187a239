package dev.peaberry.metric;

import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Registry;
import dev.peaberry.engine.Shape;
import java.util.Map;
import java.util.Optional;

/** The metrics that exist here. */
public final class Metrics {
  /** All of them, by Keras's names. */
  public static final Registry<Metric> REGISTRY =
      Registry.of(
          "keras.metrics",
          Accuracy.SCHEMA,
          BinaryAccuracy.SCHEMA,
          CategoricalAccuracy.SCHEMA,
          SparseCategoricalAccuracy.SCHEMA,
          SparseTopKCategoricalAccuracy.SCHEMA,
          TopKCategoricalAccuracy.SCHEMA);

  private static final Kind<Metric> FROM_JSON = Kinds.object(REGISTRY);

  private Metrics() {}

  /**
   * The metric that a text stands for in Keras's {@code compile}: {@code "accuracy"} or {@code
   * "acc"} for the accuracy that fits the shapes, else the short or the full name of a class, with
   * its defaults. It is logged under that text.
   *
   * @throws ConfigException if there is no such metric, or it has a setting without a default
   */
  public static Metric named(String name) {
    return name.equalsIgnoreCase("accuracy") || name.equalsIgnoreCase("acc")
        ? new AutoAccuracy(name)
        : REGISTRY.create(name, Map.of("name", name));
  }

  /**
   * A metric as the {@code compile_config} of Keras's model files has it: a map of module, class
   * and config, or the text {@code "accuracy"}. Empty for a metric that Keras does not have, for it
   * would refuse the file.
   */
  public static Optional<Object> toJson(Metric metric) {
    if (metric instanceof AutoAccuracy) {
      return Optional.of(metric.name());
    }
    return REGISTRY.find(metric.className()).map(schema -> REGISTRY.toJson(metric));
  }

  /**
   * The metric that a {@code compile_config} holds: what {@link #toJson} has written, or one of
   * Keras's functions by its name.
   *
   * @throws ConfigException if there is no such metric here or a setting is not allowed
   */
  public static Metric fromJson(Object json) {
    if (json instanceof String name) {
      return named(name);
    }
    if (json instanceof Map<?, ?> map && map.get("config") instanceof String function) {
      return named(function);
    }
    return FROM_JSON
        .parse(json)
        .orElseThrow(
            () ->
                new ConfigException(
                    "Found the metric " + json + ", expected " + REGISTRY.allowed()));
  }

  /**
   * The accuracy that Keras's {@code "accuracy"} means for targets and outputs of these shapes,
   * batch axis included, under the name {@code "accuracy"}.
   *
   * @throws IllegalArgumentException if one of them is a scalar's shape
   */
  public static Metric accuracyFor(Shape yTrue, Shape yPred) {
    return accuracyFor(yTrue, yPred, "accuracy");
  }

  static Metric accuracyFor(Shape yTrue, Shape yPred, String name) {
    if (yPred.last() == 1) {
      return BinaryAccuracy.of().withName(name);
    }
    return yTrue.rank() < yPred.rank() || yTrue.last() == 1
        ? SparseCategoricalAccuracy.of().withName(name)
        : CategoricalAccuracy.of().withName(name);
  }
}
