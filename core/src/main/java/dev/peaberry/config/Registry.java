package dev.peaberry.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The classes of one Keras module that exist here, by name. Immutable and thread-safe.
 *
 * @param <T> what they have in common, such as {@code Layer}
 */
public final class Registry<T extends Described> {
  private final String module;
  private final Map<String, Schema<? extends T>> schemas;

  private Registry(String module, Map<String, Schema<? extends T>> schemas) {
    this.module = module;
    this.schemas = schemas;
  }

  /** The classes of a module such as {@code keras.layers}. */
  @SafeVarargs
  public static <T extends Described> Registry<T> of(
      String module, Schema<? extends T>... schemas) {
    Map<String, Schema<? extends T>> byName = new LinkedHashMap<>();
    for (Schema<? extends T> schema : schemas) {
      byName.put(schema.name(), schema);
    }
    return new Registry<>(module, byName);
  }

  /** Keras's module, such as {@code keras.layers}. */
  public String module() {
    return module;
  }

  /** All classes, in the order in which they were registered. */
  public List<Schema<? extends T>> schemas() {
    return List.copyOf(schemas.values());
  }

  /**
   * A class by Keras's name ({@code GlorotUniform}), by that name in any case ({@code rmsprop}) or
   * by its short form (glorot_uniform).
   */
  public Optional<Schema<? extends T>> find(String name) {
    return Optional.<Schema<? extends T>>ofNullable(schemas.get(name))
        .or(() -> schemas.values().stream().filter(s -> isNamed(s, name)).findFirst());
  }

  private static boolean isNamed(Schema<?> schema, String name) {
    return schema.name().equalsIgnoreCase(name) || shortName(schema.name()).equals(name);
  }

  /**
   * The object of a class name and Keras's config.
   *
   * @throws ConfigException if there is no such class here or the config is not allowed
   */
  public T create(String className, Map<String, ?> config) {
    return find(className)
        .orElseThrow(
            () ->
                new ConfigException(
                    "Found the class '" + className + "' of " + module + ", expected " + allowed()))
        .fromJson(config);
  }

  /**
   * The object that a person has written, such as {@code sgd(momentum=0.9, nesterov=true)}.
   *
   * @throws ConfigException if there is no such class here or an option is not allowed
   */
  public T create(Notation.Written written) {
    return create(written.className(), written.config());
  }

  /**
   * The object that a name alone, or Keras's serialised form, stands for.
   *
   * @throws ConfigException if there is no such class here or the config is not allowed
   */
  public T fromJson(Object json) {
    return parse(json)
        .orElseThrow(
            () ->
                new ConfigException("Found " + json + " of " + module + ", expected " + allowed()));
  }

  /** The known names in words. */
  public String allowed() {
    return "one of " + String.join(", ", schemas.keySet());
  }

  /** Keras's serialised form of an object: module, class_name, config, registered_name. */
  public Map<String, Object> toJson(T object) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("module", module);
    json.put("class_name", object.className());
    json.put("config", object.configJson());
    json.put("registered_name", null);
    return json;
  }

  /** The object that a name alone, or Keras's serialised form, stands for. */
  Optional<T> parse(Object json) {
    if (json instanceof String name) {
      return find(name).map(schema -> schema.fromJson(Map.of()));
    }
    if (json instanceof Map<?, ?> map && map.get("class_name") instanceof String name) {
      return find(name).map(schema -> schema.fromJson(configOf(map)));
    }
    return Optional.empty();
  }

  @SuppressWarnings("unchecked") // JSON's maps have text for keys
  private static Map<String, ?> configOf(Map<?, ?> json) {
    return json.get("config") instanceof Map<?, ?> given ? (Map<String, ?>) given : Map.of();
  }

  /** Keras's way from a class name to a snake-case one: Conv2D is conv2d, ReLU is re_lu. */
  public static String shortName(String className) {
    return className
        .replaceAll("\\W+", "")
        .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }
}
