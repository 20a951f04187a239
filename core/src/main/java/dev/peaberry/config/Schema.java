package dev.peaberry.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A class of Keras's: its name, its options and how to make one from settings. Immutable.
 *
 * @param <T> the Java class
 */
public final class Schema<T> {
  private final String name;
  private final Optional<String> packageName;
  private final Function<Config, T> factory;
  private final List<Option<?>> options;

  private Schema(
      String name,
      Optional<String> packageName,
      Function<Config, T> factory,
      List<Option<?>> options) {
    this.name = name;
    this.packageName = packageName;
    this.factory = factory;
    this.options = options;
  }

  /**
   * A class by Keras's name for it.
   *
   * @param factory makes one from a complete config of this schema; checks what involves several
   *     options
   * @param options in the order of Keras's {@code get_config()}
   */
  public static <T> Schema<T> of(String name, Function<Config, T> factory, Option<?>... options) {
    return new Schema<>(name, Optional.empty(), factory, List.of(options));
  }

  /**
   * The same class, which is not Keras's own but belongs to a package: the first argument of
   * Keras's {@code register_keras_serializable}.
   *
   * @throws IllegalArgumentException if that is no name
   */
  public Schema<T> inPackage(String name) {
    if (!name.matches("[\\w.-]+")) {
      throw new IllegalArgumentException(
          "Found the package '%s' of %s, expected letters, digits, '.', '_' and '-'"
              .formatted(name, this.name));
    }
    return new Schema<>(this.name, Optional.of(name), factory, options);
  }

  /** Keras's class name. */
  public String name() {
    return name;
  }

  /** The package of a class that is not Keras's own. */
  public Optional<String> packageName() {
    return packageName;
  }

  /** The name that model files have: {@code Conv2D}, or {@code package>Name} if not Keras's own. */
  public String registeredName() {
    return packageName.map(each -> each + ">" + name).orElse(name);
  }

  /** All options, in the order of Keras's {@code get_config()}. */
  public List<Option<?>> options() {
    return options;
  }

  /**
   * A config with every option at its default.
   *
   * @throws ConfigException if an option has no default
   */
  public Config defaults() {
    return parse(Map.of());
  }

  /** A config with one option given, usually the one without a default. */
  public <A> Config with(Option<A> option, A value) {
    return given(Map.of(option, inContext(() -> option.check(value))));
  }

  /** A config with two options given, usually those without defaults. */
  public <A, B> Config with(Option<A> first, A one, Option<B> second, B two) {
    return given(
        Map.of(
            first, inContext(() -> first.check(one)), second, inContext(() -> second.check(two))));
  }

  /**
   * The object that Keras's config describes; options that are not given have their defaults.
   *
   * @throws ConfigException if an option is unknown, missing or has a value that is not allowed
   */
  public T fromJson(Map<String, ?> json) {
    Config config = parse(json);
    return inContext(() -> factory.apply(config));
  }

  /**
   * The config itself if it is one of this schema, to be called by constructors.
   *
   * @throws IllegalArgumentException if it is another's
   */
  public Config require(Config config) {
    if (config.schema() != this) {
      throw new IllegalArgumentException(
          "Expected the config of a " + name + ", found that of a " + config.schema().name());
    }
    return config;
  }

  private Config parse(Map<String, ?> json) {
    for (String key : json.keySet()) {
      if (options.stream().noneMatch(option -> option.name().equals(key))) {
        List<String> known = options.stream().map(Option::name).toList();
        throw new ConfigException(
            "%s has no option %s%s options are %s"
                .formatted(
                    name,
                    ConfigException.printed(key),
                    Spelling.question(key, known).map(it -> it + " Its").orElse("; its"),
                    options));
      }
    }
    Map<Option<?>, Object> given = new LinkedHashMap<>();
    for (Option<?> option : options) {
      if (json.containsKey(option.name())) {
        given.put(option, inContext(() -> option.parse(json.get(option.name()))));
      }
    }
    return given(given);
  }

  private Config given(Map<Option<?>, Object> given) {
    Map<Option<?>, Object> values = new LinkedHashMap<>();
    for (Option<?> option : options) {
      Object value = given.get(option);
      values.put(option, value != null ? value : requiredDefault(option));
    }
    return new Config(this, values);
  }

  private Object requiredDefault(Option<?> option) {
    return option
        .defaultValue()
        .map(Object.class::cast)
        .orElseThrow(
            () ->
                new ConfigException(
                    name + "." + option + " is missing, expected " + option.kind().allowed()));
  }

  /** Runs a check so that its error names this class. */
  <R> R inContext(Supplier<R> check) {
    try {
      return check.get();
    } catch (ConfigException e) {
      boolean named = e.getMessage().matches("\\Q" + name + "\\E[.: ].*");
      throw named ? e : new ConfigException(name + "." + e.getMessage());
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
