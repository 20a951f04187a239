package dev.peaberry.config;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The values that a setting takes, and how they look in JSON. Immutable. {@link Kinds} has the
 * usual ones.
 *
 * @param <T> the type of the values in Java
 */
public final class Kind<T> {
  private final Supplier<String> allowed;
  private final Function<Object, Optional<T>> parser;
  private final Function<T, Object> writer;
  private final Predicate<T> filter;

  private Kind(
      Supplier<String> allowed,
      Function<Object, Optional<T>> parser,
      Function<T, Object> writer,
      Predicate<T> filter) {
    this.allowed = allowed;
    this.parser = parser;
    this.writer = writer;
    this.filter = filter;
  }

  /**
   * A kind of values.
   *
   * @param allowed the allowed values in words, for error messages: "an integer of at least 1"
   * @param parser from JSON (map, list, string, number, boolean, null); empty if not understood
   * @param writer to JSON
   */
  public static <T> Kind<T> of(
      String allowed, Function<Object, Optional<T>> parser, Function<T, Object> writer) {
    return of(() -> allowed, parser, writer);
  }

  /** A kind of values whose words are only known later, such as the names in a registry. */
  public static <T> Kind<T> of(
      Supplier<String> allowed, Function<Object, Optional<T>> parser, Function<T, Object> writer) {
    return new Kind<>(allowed, parser, writer, value -> true);
  }

  /** The same kind with fewer allowed values. */
  public Kind<T> where(String fewer, Predicate<T> condition) {
    return new Kind<>(() -> fewer, parser, writer, filter.and(condition));
  }

  /** The same values in other words. */
  public Kind<T> inWords(Supplier<String> others) {
    return new Kind<>(others, parser, writer, filter);
  }

  /** The same values and none at all, which is null in JSON. */
  @SuppressWarnings("OptionalMapToOptional") // none is a value here, no value is an error
  public Kind<Optional<T>> optional() {
    return new Kind<>(
        () -> allowed() + ", or none",
        json -> json == null ? Optional.of(Optional.empty()) : parser.apply(json).map(Optional::of),
        value -> value.map(writer).orElse(null),
        value -> value.isEmpty() || filter.test(value.get()));
  }

  /** The allowed values in words. */
  public String allowed() {
    return allowed.get();
  }

  /** Whether a value is allowed. */
  public boolean allows(T value) {
    return filter.test(value);
  }

  /** The value that a JSON value stands for; empty if it stands for none. */
  public Optional<T> parse(Object json) {
    return parser.apply(json);
  }

  /** A value as JSON: a map, list, string, number, boolean or null. */
  public Object toJson(T value) {
    return writer.apply(value);
  }
}
