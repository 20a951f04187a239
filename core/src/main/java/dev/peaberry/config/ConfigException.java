package dev.peaberry.config;

/** A setting that is not allowed. The message says whose, what was found and what is allowed. */
public final class ConfigException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_VALUE = 200;

  /** A setting that is not allowed, in words, of which one line is made. */
  public ConfigException(String message) {
    super(oneLine(message));
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }

  /** A value of an option that is not allowed. */
  static ConfigException of(String option, Object found, String expected) {
    return new ConfigException(option + ": found " + printed(found) + ", expected " + expected);
  }

  /** A value in one line that is not too long, texts in quotes. */
  static String printed(Object value) {
    String text = oneLine(String.valueOf(value));
    String shown = text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "..." : text;
    return value instanceof String ? "'" + shown + "'" : shown;
  }
}
