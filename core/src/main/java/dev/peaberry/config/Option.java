package dev.peaberry.config;

import java.util.Optional;

/**
 * One setting of a layer, loss, optimizer or the like: its name in Keras, what values it takes and
 * its default. Immutable.
 *
 * @param <T> the type of its values in Java
 */
public final class Option<T> {
  private final String name;
  private final Kind<T> kind;
  private final Optional<T> defaultValue;
  private final boolean listed;

  private Option(String name, Kind<T> kind, Optional<T> defaultValue, boolean listed) {
    this.name = name;
    this.kind = kind;
    this.defaultValue = defaultValue;
    this.listed = listed;
  }

  /** A setting that must be given. */
  public static <T> Option<T> required(String name, Kind<T> kind) {
    return new Option<>(name, kind, Optional.empty(), true);
  }

  /**
   * A setting with a default.
   *
   * @throws ConfigException if the default is not an allowed value
   */
  public static <T> Option<T> of(String name, Kind<T> kind, T defaultValue) {
    Option<T> option = new Option<>(name, kind, Optional.of(defaultValue), true);
    option.check(defaultValue);
    return option;
  }

  /**
   * The same setting where Keras's {@code get_config()} leaves it out although the class takes it:
   * in JSON only where it is not the default.
   */
  public Option<T> unlisted() {
    return new Option<>(name, kind, defaultValue, false);
  }

  /** Whether JSON has it with this value. */
  boolean isWritten(T value) {
    return listed || !defaultValue.equals(Optional.of(value));
  }

  /** The name in Keras's config, such as {@code kernel_size}. */
  public String name() {
    return name;
  }

  /** What values it takes. */
  public Kind<T> kind() {
    return kind;
  }

  /** The value it has where none is given; empty if one must be. */
  public Optional<T> defaultValue() {
    return defaultValue;
  }

  /** The value itself, if allowed. */
  T check(T value) {
    if (!kind.allows(value)) {
      throw ConfigException.of(name, kind.toJson(value), kind.allowed());
    }
    return value;
  }

  /** The value that a JSON value stands for. */
  T parse(Object json) {
    Optional<T> value;
    try {
      value = kind.parse(json);
    } catch (ConfigException e) {
      throw new ConfigException(name + ": " + e.getMessage());
    }
    return value
        .filter(kind::allows)
        .orElseThrow(() -> ConfigException.of(name, json, kind.allowed()));
  }

  @Override
  public String toString() {
    return name;
  }
}
