package dev.peaberry.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Described;
import dev.peaberry.config.Option;
import dev.peaberry.config.Registry;
import dev.peaberry.config.Schema;
import dev.peaberry.contract.Registries.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every registered class keeps, whoever has written it. */
class RegistryContractTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DRAWS = 30;

  static Stream<Entry<?>> classes() {
    return Registries.classes();
  }

  static List<Registry<?>> registries() {
    return Registries.ALL;
  }

  @ParameterizedTest
  @MethodSource("registries")
  void everyClassHasNamesOfItsOwn(Registry<?> registry) {
    List<String> names = registry.schemas().stream().map(Schema::registeredName).toList();
    assertThat(names).doesNotHaveDuplicates();
    assertThat(registry.schemas().stream().map(Schema::name).map(Registry::shortName))
        .doesNotHaveDuplicates();
    assertThat(names).allSatisfy(name -> assertThat(registry.find(name)).isPresent());
  }

  @ParameterizedTest
  @MethodSource("classes")
  void takesExactlyWhatItsWordsPromise(Entry<?> entry) {
    SoftAssertions softly = new SoftAssertions();
    for (Option<?> option : entry.schema().options()) {
      String words = option.kind().allowed();
      for (Object value : Values.of(option)) {
        boolean taken = Values.takes(option, value);
        Optional<Boolean> promised =
            Values.NEVER.contains(value) ? Optional.of(false) : AllowedWords.allow(words, value);
        boolean nonsense = "no such value".equals(value) && !AllowedWords.allowText(words);
        softly
            .assertThat(taken)
            .as("%s.%s takes %s, as in '%s'", entry, option, value, words)
            .isEqualTo(promised.orElse(taken && !nonsense));
      }
    }
    softly.assertAll();
  }

  @ParameterizedTest
  @MethodSource("classes")
  void refusesAWrongValueWithOneLineThatQuotesIt(Entry<?> entry) {
    for (Option<?> option : entry.schema().options()) {
      for (Object value : Values.of(option)) {
        Map<String, Object> config = new LinkedHashMap<>(LegalConfigs.shortest(entry.schema()));
        config.put(option.name(), value);
        Throwable refusal = catchThrowable(() -> entry.create(config));
        if (refusal == null) {
          assertThat(Values.takes(option, value)).isTrue();
        } else {
          assertThat(refusal)
              .as("%s.%s: %s", entry, option, value)
              .isInstanceOf(ConfigException.class)
              .hasMessageStartingWith(entry.schema().name() + ".")
              .hasMessageMatching(".*(?:(?:[Ff]ound|missing).* [Ee]xpected|options are) .*");
          if (!Values.takes(option, value) && !isObject(option, value)) {
            assertThat(refusal)
                .hasMessageStartingWith(entry.schema().name() + "." + option + ": found ")
                .hasMessageContaining(quoted(value))
                .hasMessageContaining(option.kind().allowed());
          }
        }
      }
    }
  }

  /** A class, about whose settings the message may be. */
  private static boolean isObject(Option<?> option, Object value) {
    return value instanceof Map
        || (value instanceof String name
            && !name.isEmpty()
            && option.kind().allowed().contains(name));
  }

  /** The start of a value as messages show it. */
  private static String quoted(Object value) {
    String text = String.valueOf(value).replace('\n', ' ');
    return text.substring(0, Math.min(text.length(), 100));
  }

  @ParameterizedTest
  @MethodSource("classes")
  void asksForWhatIsMissing(Entry<?> entry) {
    List<Option<?>> required =
        entry.schema().options().stream().filter(o -> o.defaultValue().isEmpty()).toList();
    for (Option<?> option : required) {
      Map<String, Object> config = new LinkedHashMap<>(LegalConfigs.shortest(entry.schema()));
      config.remove(option.name());
      assertThatThrownBy(() -> entry.create(config))
          .isInstanceOf(ConfigException.class)
          .hasMessage(
              "%s.%s is missing, expected %s"
                  .formatted(entry.schema().name(), option, option.kind().allowed()));
    }
  }

  @ParameterizedTest
  @MethodSource("classes")
  void guessesWhichOptionIsMeant(Entry<?> entry) {
    for (Option<?> option : entry.schema().options()) {
      String name = option.name();
      if (name.length() > 3) {
        Map<String, Object> config = new LinkedHashMap<>(LegalConfigs.shortest(entry.schema()));
        String mistyped = name.substring(0, name.length() - 2) + name.charAt(name.length() - 1);
        config.put(mistyped, 1);
        assertThatThrownBy(() -> entry.create(config))
            .isInstanceOf(ConfigException.class)
            .hasMessageStartingWith(
                "%s has no option '%s', did you mean '%s'?"
                    .formatted(entry.schema().name(), mistyped, name));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("classes")
  <T extends Described> void comesBackFromJson(Entry<T> entry) throws Exception {
    List<Map<String, Object>> configs = LegalConfigs.of(entry.schema(), 7).limit(DRAWS).toList();
    assertThat(configs).isNotEmpty();
    for (Map<String, Object> config : configs) {
      T object = entry.create(config);
      Map<String, Object> written =
          JSON.readValue(
              JSON.writeValueAsString(entry.registry().toJson(object)), new TypeReference<>() {});
      T again = entry.registry().fromJson(written);
      assertThat(again).as("%s", config).isEqualTo(object).hasSameHashCodeAs(object);
      assertThat(again.configJson()).isEqualTo(object.configJson());
      assertThat(again).hasToString(object.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("classes")
  void isAnotherWithAnotherSetting(Entry<?> entry) {
    List<Object> made = new ArrayList<>();
    LegalConfigs.of(entry.schema(), 7)
        .limit(DRAWS)
        .forEach(config -> made.add(entry.create(config)));
    for (Object one : made) {
      for (Object other : made) {
        String same = ((Described) one).configJson().toString();
        assertThat(one.equals(other))
            .isEqualTo(same.equals(((Described) other).configJson().toString()));
      }
    }
  }
}
