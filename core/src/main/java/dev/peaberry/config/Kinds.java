package dev.peaberry.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The usual kinds of settings. */
public final class Kinds {
  private Kinds() {}

  /** True or false. */
  public static Kind<Boolean> bool() {
    return Kind.of("true or false", json -> cast(Boolean.class, json), value -> value);
  }

  /** Any text. */
  public static Kind<String> text() {
    return Kind.of("text", json -> cast(String.class, json), value -> value);
  }

  /** Any integer of 32 bits. */
  public static Kind<Integer> integer() {
    return Kind.of("an integer", Kinds::parseInteger, value -> value);
  }

  /** An integer of at least the given one. */
  public static Kind<Integer> integerFrom(int least) {
    return integer().where("an integer of at least " + least, value -> value >= least);
  }

  /** Any number that is finite as float32, which is what programs compute with. */
  public static Kind<Double> real() {
    return Kind.<Double>of("a number", Kinds::parseReal, value -> value)
        .where("a finite number", value -> Float.isFinite(value.floatValue()));
  }

  /** A finite number greater than 0. */
  public static Kind<Double> positive() {
    return real().where("a number above 0", value -> value.floatValue() > 0);
  }

  /** A finite number of at least 0. */
  public static Kind<Double> notNegative() {
    return real().where("a number of at least 0", value -> value >= 0);
  }

  /** A number from 0 to 1, both allowed. */
  public static Kind<Double> fraction() {
    return real().where("a number from 0 to 1", value -> value >= 0 && value <= 1);
  }

  /** A number from 0 to below 1: a dropout rate, a momentum, a decay. */
  public static Kind<Double> fractionBelowOne() {
    return real().where("a number from 0 to below 1", value -> value >= 0 && value < 1);
  }

  /** One of an enum's constants, in lower case as Keras writes them. */
  public static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
    return choice(type, constant -> constant.name().toLowerCase(Locale.ROOT));
  }

  /** One of an enum's constants, by a name of its own. */
  public static <E extends Enum<E>> Kind<E> choice(Class<E> type, Function<E, String> name) {
    List<E> constants = List.of(type.getEnumConstants());
    String allowed = constants.stream().map(name).collect(Collectors.joining(", ", "one of ", ""));
    return Kind.of(
        allowed,
        json -> constants.stream().filter(each -> name.apply(each).equals(json)).findFirst(),
        name::apply);
  }

  /** Keras's pair of height and width, both at least the given; one number stands for both. */
  public static Kind<Size> size(int least) {
    return Kind.<Size>of("", Kinds::parseSize, size -> List.of(size.height(), size.width()))
        .where(
            "one or two integers (height, width) of at least " + least,
            size -> size.height() >= least && size.width() >= least);
  }

  /** A list of values of another kind; a single value stands for a list of one. */
  public static <T> Kind<List<T>> listOf(Kind<T> element) {
    return Kind.<List<T>>of(
            "",
            json -> parseList(json instanceof List<?> list ? list : Arrays.asList(json), element),
            values -> values.stream().map(element::toJson).toList())
        .where("", values -> values.stream().allMatch(element::allows))
        .inWords(() -> "a list, each " + element.allowed().replace(", or none", " or none"));
  }

  /** A list as in {@link #listOf}, but one value is written as itself, not as a list of one. */
  public static <T> Kind<List<T>> oneOrMany(Kind<T> element) {
    Kind<List<T>> list = listOf(element);
    String allowed = element.allowed() + ", or a list of such";
    return Kind.<List<T>>of(
            allowed,
            list::parse,
            values -> values.size() == 1 ? element.toJson(values.get(0)) : list.toJson(values))
        .where(allowed, list::allows);
  }

  /** A setting of Keras's that has one allowed value here. */
  public static <T> Kind<T> only(Kind<T> kind, T value) {
    return kind.where(String.valueOf(kind.toJson(value)), value::equals);
  }

  /** A described object, found in a registry by its class name. */
  public static <T extends Described> Kind<T> object(Registry<T> registry) {
    return Kind.of(registry::allowed, registry::parse, value -> registry.toJson(value));
  }

  private static <T> Optional<T> cast(Class<T> type, Object json) {
    return type.isInstance(json) ? Optional.of(type.cast(json)) : Optional.empty();
  }

  private static Optional<Integer> parseInteger(Object json) {
    return json instanceof Number number
            && number.doubleValue() == Math.rint(number.doubleValue())
            && Math.abs(number.doubleValue()) <= Integer.MAX_VALUE
        ? Optional.of(number.intValue())
        : Optional.empty();
  }

  private static Optional<Double> parseReal(Object json) {
    return json instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
  }

  private static Optional<Size> parseSize(Object json) {
    if (json instanceof List<?> list) {
      return list.size() == 2
          ? parseInteger(list.get(0))
              .flatMap(height -> parseInteger(list.get(1)).map(width -> new Size(height, width)))
          : Optional.empty();
    }
    return parseInteger(json).map(Size::square);
  }

  private static <T> Optional<List<T>> parseList(List<?> json, Kind<T> element) {
    List<T> values = new ArrayList<>();
    for (Object each : json) {
      element.parse(each).ifPresent(values::add);
    }
    return values.size() == json.size() ? Optional.of(List.copyOf(values)) : Optional.empty();
  }
}
