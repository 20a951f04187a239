package dev.peaberry.tune;

import dev.peaberry.config.ConfigException;

/**
 * A setting that is searched for. Immutable.
 *
 * @param name of the setting, such as {@code learning_rate}
 * @param values what it may be
 */
public record Parameter(String name, Values values) {
  /**
   * Reads {@code learning-rate=log:1e-5..1e-2}.
   *
   * @throws ConfigException if it is none
   */
  public static Parameter parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new ConfigException(
          "Found the parameter '%s', expected NAME=VALUES, such as batch-size=16,32,64"
              .formatted(text));
    }
    String name = text.substring(0, equals).strip();
    try {
      return new Parameter(name, Values.parse(text.substring(equals + 1)));
    } catch (ConfigException e) {
      throw new ConfigException("Parameter " + name + ": " + e.getMessage());
    }
  }

  /** As it was typed. */
  @Override
  public String toString() {
    return name + "=" + values;
  }
}
