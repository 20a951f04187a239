package dev.peaberry.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The settings of one object: a value for every option of its schema. Immutable. */
public final class Config {
  private final Schema<?> schema;
  private final Map<Option<?>, Object> values;

  Config(Schema<?> schema, Map<Option<?>, Object> values) {
    this.schema = schema;
    this.values = values;
  }

  /** What these are the settings of. */
  public Schema<?> schema() {
    return schema;
  }

  /**
   * The value of an option.
   *
   * @throws IllegalArgumentException if the schema does not have that option
   */
  @SuppressWarnings("unchecked") // with() and Schema put only values of the option's type
  public <T> T get(Option<T> option) {
    requireOption(option);
    return (T) values.get(option);
  }

  /**
   * These settings with another value for one option.
   *
   * @throws ConfigException if the value is not allowed
   * @throws IllegalArgumentException if the schema does not have that option
   */
  public <T> Config with(Option<T> option, T value) {
    requireOption(option);
    Map<Option<?>, Object> changed = new LinkedHashMap<>(values);
    changed.put(option, schema.inContext(() -> option.check(value)));
    return new Config(schema, changed);
  }

  /** Keras's {@code get_config()}: option names and JSON values, in the schema's order. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    schema.options().forEach(option -> put(json, option));
    return json;
  }

  /** The settings that are not at their defaults, as {@link #toJson} writes them. */
  public Map<String, Object> changedJson() {
    Map<String, Object> json = toJson();
    schema.options().stream().filter(this::isDefault).forEach(o -> json.remove(o.name()));
    return json;
  }

  private <T> boolean isDefault(Option<T> option) {
    return option.defaultValue().equals(Optional.of(get(option)));
  }

  private <T> void put(Map<String, Object> json, Option<T> option) {
    T value = get(option);
    if (option.isWritten(value)) {
      json.put(option.name(), option.kind().toJson(value));
    }
  }

  private void requireOption(Option<?> option) {
    if (!values.containsKey(option)) {
      throw new IllegalArgumentException(schema.name() + " has no option " + option);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Config config
        && schema == config.schema
        && values.equals(config.values);
  }

  @Override
  public int hashCode() {
    return 31 * schema.name().hashCode() + values.hashCode();
  }

  @Override
  public String toString() {
    return toJson().toString();
  }
}
