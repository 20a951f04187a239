package dev.peaberry.contract;

import dev.peaberry.config.Kind;
import dev.peaberry.config.Option;
import dev.peaberry.config.Registry;
import dev.peaberry.config.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** JSON values of every kind, from which tests choose legal and illegal ones for an option. */
final class Values {
  private static final Pattern CHOICE = Pattern.compile("one of (\\w+(?:, \\w+)*)");

  /** What no option takes. */
  static final List<Object> NEVER =
      Arrays.asList(
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          List.of(Double.NaN),
          List.of(1, Double.NaN),
          List.of("a", 1),
          Map.of(),
          Map.of("class_name", "NoSuchClass", "config", Map.of()),
          Map.of("class_name", 7));

  private static final List<Object> NUMBERS =
      List.of(
          -1e300,
          -2147483649.0,
          -3,
          -2,
          -1,
          -1.0,
          -0.5,
          -1e-9,
          0,
          1e-9,
          0.25,
          0.5,
          0.75,
          0.999999,
          1,
          1.000001,
          1.5,
          2,
          3,
          4,
          8,
          100,
          2147483648.0,
          1e300);

  private static final List<Object> OTHERS =
      Arrays.asList(
          null,
          true,
          false,
          "",
          "no such value",
          "two\nlines",
          List.of(),
          List.of(1),
          List.of(-1),
          List.of(0.25),
          List.of(1, 2),
          List.of(2, 2),
          List.of(2, 0),
          List.of(0, 3),
          List.of(0.25, 0.75),
          List.of(1, 2, 3),
          List.of(3, 1, 2),
          List.of(0.5, 0.25, 0.125),
          List.of(List.of(0, 1), List.of(2, 3)),
          Arrays.asList(null, 4, 4, 3),
          Collections.nCopies(1000, 1),
          nested(100),
          "folder/model.keras",
          "folder/model.weights.h5",
          Map.of("class_name", "Adam", "config", Map.of("learning_rate", 0.25)));

  private static final Map<Option<?>, List<Object>> OF_OPTION = new HashMap<>();
  private static final Map<Option<?>, List<Object>> LEGAL = new HashMap<>();

  private Values() {}

  /** Values of every kind, legal and illegal, for an option. */
  static List<Object> of(Option<?> option) {
    if (!OF_OPTION.containsKey(option)) {
      OF_OPTION.put(option, make(option));
    }
    return OF_OPTION.get(option);
  }

  private static <T> List<Object> make(Option<T> option) {
    List<Object> values = new ArrayList<>(NEVER);
    values.addAll(NUMBERS);
    values.addAll(OTHERS);
    values.addAll(choices(option.kind().allowed()));
    option.defaultValue().ifPresent(value -> values.add(option.kind().toJson(value)));
    return values;
  }

  /** Those of the values that the option takes, other settings aside. */
  static List<Object> legal(Option<?> option) {
    if (!LEGAL.containsKey(option)) {
      LEGAL.put(option, of(option).stream().filter(value -> takes(option, value)).toList());
    }
    return LEGAL.get(option);
  }

  /** Whether an option takes a value, other settings aside. */
  static boolean takes(Option<?> option, Object json) {
    return takes(option.kind(), json);
  }

  private static <T> boolean takes(Kind<T> kind, Object json) {
    try {
      Optional<T> value = kind.parse(json);
      return value.isPresent() && kind.allows(value.get());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The names that the allowed values list, and objects with a setting for names of classes. */
  private static List<Object> choices(String words) {
    Matcher matcher = CHOICE.matcher(words);
    List<Object> choices = new ArrayList<>();
    if (matcher.find()) {
      for (String name : matcher.group(1).split(", ", -1)) {
        choices.add(name);
        Registries.ALL.stream().flatMap(registry -> objects(registry, name)).forEach(choices::add);
      }
    }
    return choices;
  }

  private static Stream<Object> objects(Registry<?> registry, String name) {
    Optional<? extends Schema<?>> schema =
        registry.schemas().stream().filter(each -> each.name().equals(name)).findFirst();
    return schema.stream()
        .flatMap(each -> LegalConfigs.of(each, 1).limit(2))
        .map(
            config -> {
              Map<String, Object> json = new LinkedHashMap<>();
              json.put("module", registry.module());
              json.put("class_name", name);
              json.put("config", config);
              json.put("registered_name", null);
              return json;
            });
  }

  private static Object nested(int depth) {
    Object value = 1;
    for (int i = 0; i < depth; i++) {
      value = List.of(value);
    }
    return value;
  }
}
