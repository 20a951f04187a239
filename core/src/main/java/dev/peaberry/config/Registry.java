package dev.peaberry.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The classes of one Keras module that exist here, by name; an {@link Extension} adds others.
 * Immutable and thread-safe.
 *
 * @param <T> what they have in common, such as {@code Layer}
 */
public final class Registry<T extends Described> {
  private static final String FOREIGN_EXPECTED =
      ", expected an extension on the class path that registers it (see dev.peaberry.config.Extension)";

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
    List<Schema<? extends T>> all = new ArrayList<>();
    for (Schema<? extends T> schema : schemas) {
      all.add(schema);
    }
    return new Registry<T>(module, Map.of()).with(all);
  }

  /**
   * The same with more classes, which come last.
   *
   * @throws IllegalArgumentException if two have the same name
   */
  public Registry<T> with(List<? extends Schema<? extends T>> more) {
    Map<String, Schema<? extends T>> byName = new LinkedHashMap<>(schemas);
    for (Schema<? extends T> schema : more) {
      if (byName.put(schema.registeredName(), schema) != null) {
        throw new IllegalArgumentException("Found two classes " + schema + " of " + module);
      }
    }
    return new Registry<>(module, byName);
  }

  /** Keras's module, such as {@code keras.layers}. */
  public String module() {
    return module;
  }

  /** All classes, in the order in which they were registered, those of extensions last. */
  public List<Schema<? extends T>> schemas() {
    List<Schema<? extends T>> all = new ArrayList<>(schemas.values());
    all.addAll(Registrations.loaded().of(this));
    return List.copyOf(all);
  }

  /** The classes that are registered here, without those of extensions. */
  public List<Schema<? extends T>> ownSchemas() {
    return List.copyOf(schemas.values());
  }

  /**
   * A class by Keras's name ({@code GlorotUniform}), by that name in any case ({@code rmsprop}), by
   * its short form (glorot_uniform) or, if not Keras's own, by {@code package>Name}.
   */
  public Optional<Schema<? extends T>> find(String name) {
    return Optional.<Schema<? extends T>>ofNullable(schemas.get(name))
        .or(() -> schemas().stream().filter(s -> isNamed(s, name)).findFirst());
  }

  private static boolean isNamed(Schema<?> schema, String name) {
    return schema.registeredName().equals(name)
        || schema.name().equalsIgnoreCase(name)
        || shortName(schema.name()).equals(name);
  }

  private Schema<? extends T> require(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new ConfigException(
                    "Found the class %s of %s%s"
                        .formatted(
                            ConfigException.printed(name),
                            module,
                            isForeign(name) ? FOREIGN_EXPECTED : expected(name))));
  }

  private String expected(String name) {
    List<String> known = schemas().stream().map(Schema::name).toList();
    return Spelling.question(name, known).map(it -> it + " Expected ").orElse(", expected ")
        + allowed();
  }

  private static boolean isForeign(String name) {
    return name.indexOf('>') >= 0;
  }

  /**
   * The object of a class name and Keras's config.
   *
   * @throws ConfigException if there is no such class here or the config is not allowed
   */
  public T create(String className, Map<String, ?> config) {
    return require(className).fromJson(config);
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
                new ConfigException(
                    "Found %s of %s, expected %s"
                        .formatted(ConfigException.printed(json), module, allowed())));
  }

  /** The known names in words. */
  public String allowed() {
    return schemas().stream().map(Schema::name).collect(Collectors.joining(", ", "one of ", ""));
  }

  /**
   * Keras's serialised form of an object: module, class_name, config, registered_name. Keras finds
   * what is not its own by the registered name alone, if the same class is registered in Python.
   *
   * @throws ConfigException if the class is neither in this registry nor in a package of its own:
   *     nothing could read what would be written
   */
  public Map<String, Object> toJson(T object) {
    boolean foreign = false;
    String registered = object.className();
    if (object instanceof Configured configured) {
      Schema<?> schema = configured.config().schema();
      foreign = schema.packageName().isPresent();
      registered = schema.registeredName();
      if (!foreign && schemas.get(registered) != schema) {
        throw new ConfigException(
            "Found the class '%s', which is not of %s, expected SCHEMA.inPackage(\"...\")"
                .formatted(registered, module));
      }
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("module", foreign ? null : module);
    json.put("class_name", object.className());
    json.put("config", object.configJson());
    json.put("registered_name", foreign ? registered : null);
    return json;
  }

  /** The name by which a serialised object's class is found: the registered one, if it has one. */
  public static Optional<String> nameIn(Map<?, ?> json) {
    return json.get("registered_name") instanceof String registered && isForeign(registered)
        ? Optional.of(registered)
        : Optional.ofNullable(json.get("class_name") instanceof String name ? name : null);
  }

  /** The object that a name alone, or Keras's serialised form, stands for. */
  Optional<T> parse(Object json) {
    if (json instanceof String name) {
      return find(name).map(schema -> schema.fromJson(Map.of()));
    }
    return json instanceof Map<?, ?> map
        ? nameIn(map).map(name -> require(name).fromJson(configOf(map)))
        : Optional.empty();
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
