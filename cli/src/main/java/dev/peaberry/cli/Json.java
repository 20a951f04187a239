package dev.peaberry.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Results for scripts: maps, lists, strings, numbers, booleans and nulls. Stateless. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** A map in the order of its keys: {@code map("a", 1, "b", 2)}. */
  static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  /** One line. Numbers that JSON does not know become null. */
  static String line(Object value) {
    return write(MAPPER, value);
  }

  /** Indented, for a person to read as well. */
  static String pretty(Object value) {
    return write(MAPPER.copy().enable(SerializationFeature.INDENT_OUTPUT), value);
  }

  /** A number, or null where JSON has none for it. */
  static Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /**
   * A value of a map that has been read.
   *
   * @throws IllegalArgumentException if it is missing or of another type
   */
  static <T> T require(Map<String, ?> json, String key, Class<T> type) {
    Object value = json.get(key);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "found %s for '%s', expected a %s"
              .formatted(
                  value,
                  key,
                  type == String.class ? "text" : type.getSimpleName().toLowerCase(Locale.ROOT)));
    }
    return type.cast(value);
  }

  /**
   * A value of a map that has been read, if it is there and not null.
   *
   * @throws IllegalArgumentException if it is of another type
   */
  static <T> Optional<T> optional(Map<String, ?> json, String key, Class<T> type) {
    return json.get(key) == null ? Optional.empty() : Optional.of(require(json, key, type));
  }

  /**
   * A map in a map that has been read.
   *
   * @throws IllegalArgumentException if it is missing or no map
   */
  static Map<String, Object> object(Map<String, ?> json, String key) {
    Map<String, Object> inner = new LinkedHashMap<>();
    Map<?, ?> found = require(json, key, Map.class);
    found.forEach((name, value) -> inner.put(String.valueOf(name), value));
    return inner;
  }

  private static String write(ObjectMapper mapper, Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Every result can be written as JSON", e);
    }
  }
}
