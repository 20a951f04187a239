package dev.peaberry.loss;

import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Registry;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The losses that exist here. */
public final class Losses {
  /** All of them, by Keras's names. */
  public static final Registry<Loss> REGISTRY =
      Registry.of(
          "keras.losses",
          BinaryCrossentropy.SCHEMA,
          BinaryFocalCrossentropy.SCHEMA,
          CategoricalCrossentropy.SCHEMA,
          CategoricalFocalCrossentropy.SCHEMA,
          CategoricalGeneralizedCrossEntropy.SCHEMA,
          CategoricalHinge.SCHEMA,
          Circle.SCHEMA,
          CosineSimilarity.SCHEMA,
          Dice.SCHEMA,
          Hinge.SCHEMA,
          Huber.SCHEMA,
          KLDivergence.SCHEMA,
          LogCosh.SCHEMA,
          MeanAbsoluteError.SCHEMA,
          MeanAbsolutePercentageError.SCHEMA,
          MeanSquaredError.SCHEMA,
          MeanSquaredLogarithmicError.SCHEMA,
          Poisson.SCHEMA,
          SparseCategoricalCrossentropy.SCHEMA,
          SquaredHinge.SCHEMA,
          Tversky.SCHEMA);

  /** Keras's short names, in small or in capital letters. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "bce", "BinaryCrossentropy",
          "kld", "KLDivergence",
          "mae", "MeanAbsoluteError",
          "mape", "MeanAbsolutePercentageError",
          "mse", "MeanSquaredError",
          "msle", "MeanSquaredLogarithmicError");

  private Losses() {}

  /**
   * The loss that a text stands for in Keras's {@code compile}: {@code "mse"} or another short
   * name, else the name of a class or of its function, with its defaults.
   *
   * @throws ConfigException if there is no such loss
   */
  public static Loss named(String name) {
    return REGISTRY.create(className(name), Map.of());
  }

  /** The class that a name or a short name such as {@code "mse"} stands for; any other as it is. */
  public static String className(String name) {
    return ALIASES.getOrDefault(name.toLowerCase(Locale.ROOT), name);
  }

  /**
   * A loss as model files of Keras have it: a text, one of Keras's functions by its name, or class
   * and config.
   *
   * @throws ConfigException if there is no such loss here, or a setting is not allowed
   */
  public static Loss fromJson(Object json) {
    if (json instanceof String name) {
      return named(name);
    }
    if (json instanceof Map<?, ?> map
        && map.get("class_name") instanceof String name
        && map.get("config") instanceof Map<?, ?> config) {
      return REGISTRY.create(name, settings(config));
    }
    if (json instanceof Map<?, ?> map && map.get("config") instanceof String function) {
      return named(function);
    }
    throw new ConfigException("Found the loss " + json + ", expected " + REGISTRY.allowed());
  }

  /** Without what is no setting here: the object's name and type, and Keras 2's own words. */
  private static Map<String, Object> settings(Map<?, ?> config) {
    Map<String, Object> settings = new LinkedHashMap<>();
    config.forEach((key, value) -> settings.put(String.valueOf(key), value));
    settings.keySet().removeAll(Set.of("name", "dtype", "fn"));
    settings.remove("reduction", "auto");
    return settings;
  }
}
