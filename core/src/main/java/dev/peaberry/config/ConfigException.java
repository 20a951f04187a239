package dev.peaberry.config;

/** A setting that is not allowed. The message says whose, what was found and what is allowed. */
public final class ConfigException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** A setting that is not allowed, in words. */
  public ConfigException(String message) {
    super(message);
  }

  /** A value of an option that is not allowed. */
  static ConfigException of(String option, Object found, String expected) {
    return new ConfigException(option + ": found " + printed(found) + ", expected " + expected);
  }

  private static String printed(Object value) {
    return value instanceof String ? "'" + value + "'" : String.valueOf(value);
  }
}
