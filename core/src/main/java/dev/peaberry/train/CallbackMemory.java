package dev.peaberry.train;

import dev.peaberry.model.Weights;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a callback remembers of a training, as a checkpoint keeps it. Immutable.
 *
 * @param values small things that JSON can hold: maps, lists, texts, numbers (NaN and infinities
 *     too), booleans
 * @param weights large things, by a name such as {@code best}, kept as arrays
 */
public record CallbackMemory(Map<String, Object> values, Map<String, Weights> weights) {
  /** Nothing. */
  public static final CallbackMemory EMPTY = new CallbackMemory(Map.of(), Map.of());

  /** Copies the maps, which keep their order. */
  public CallbackMemory {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
  }

  /** This memory and one value more. */
  public CallbackMemory with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new CallbackMemory(more, weights);
  }

  /** This memory and one value more, if there is one. */
  public CallbackMemory with(String name, Optional<?> value) {
    return value.map(present -> with(name, present)).orElse(this);
  }

  /** This memory and large arrays more, if there are any. */
  public CallbackMemory withWeights(String name, Optional<Weights> arrays) {
    if (arrays.isEmpty()) {
      return this;
    }
    Map<String, Weights> more = new LinkedHashMap<>(weights);
    more.put(name, arrays.get());
    return new CallbackMemory(values, more);
  }

  /**
   * A number, which may be NaN or infinite.
   *
   * @throws IllegalArgumentException if the value is something else
   */
  public Optional<Double> number(String name) {
    Object value = values.get(name);
    if (value instanceof String text && List.of("NaN", "Infinity", "-Infinity").contains(text)) {
      return Optional.of(Double.valueOf(text)); // JSON has no numbers for these
    }
    return typed(name, Number.class).map(Number::doubleValue);
  }

  /**
   * A whole number.
   *
   * @throws IllegalArgumentException if the value is something else
   */
  public Optional<Long> integer(String name) {
    return typed(name, Number.class).map(Number::longValue);
  }

  /**
   * A text.
   *
   * @throws IllegalArgumentException if the value is something else
   */
  public Optional<String> text(String name) {
    return typed(name, String.class);
  }

  /** Large arrays by name. */
  public Optional<Weights> weights(String name) {
    return Optional.ofNullable(weights.get(name));
  }

  private <T> Optional<T> typed(String name, Class<T> type) {
    Object value = values.get(name);
    if (value != null && !type.isInstance(value)) {
      throw new IllegalArgumentException(
          "Found " + value + " for '" + name + "', expected a " + type.getSimpleName());
    }
    return Optional.ofNullable(type.cast(value));
  }
}
