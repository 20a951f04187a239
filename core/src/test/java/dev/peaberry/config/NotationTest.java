package dev.peaberry.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Objects as they are typed on a command line. */
final class NotationTest {
  @Test
  void readsANameAlone() {
    assertThat(Notation.object("adam")).isEqualTo(new Notation.Written("adam", Map.of()));
    assertThat(Notation.object(" adam() ")).isEqualTo(new Notation.Written("adam", Map.of()));
  }

  @Test
  void readsOptionsOfEveryKind() {
    Map<String, Object> config =
        Notation.object(
                "x(number=-1e-3, whole=3, yes=True, no=false, none=None, word=val_loss,"
                    + " text='a, b)', list=[1, 2], tuple=(3, 4), empty=[])")
            .config();
    assertThat(config)
        .containsEntry("number", -1e-3)
        .containsEntry("whole", 3)
        .containsEntry("yes", true)
        .containsEntry("no", false)
        .containsEntry("none", null)
        .containsEntry("word", "val_loss")
        .containsEntry("text", "a, b)")
        .containsEntry("list", List.of(1, 2))
        .containsEntry("tuple", List.of(3, 4))
        .containsEntry("empty", List.of());
  }

  @Test
  void readsObjectsInObjects() {
    assertThat(Notation.object("sgd(learning_rate=cosine_decay(alpha=0.1))").config())
        .containsEntry(
            "learning_rate", Map.of("class_name", "cosine_decay", "config", Map.of("alpha", 0.1)));
  }

  @Test
  void readsAValueAlone() {
    assertThat(Notation.value("0.5")).isEqualTo(0.5);
    assertThat(Notation.value("[1, none]")).isEqualTo(Arrays.asList(1, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sgd(momentum=0.9 | found the end, expected ',' between options (character 17)",
        "sgd(momentum)    | found ')', expected '=' after 'momentum' (character 13)",
        "sgd(a=1, a=2)    | found 'a' twice, expected it once (character 12)",
        "sgd)             | found ')', expected the end (character 4)",
        "sgd(a=)          | found ')', expected a name or a value (character 7)",
        "(1)              | found '(', expected a name or a value (character 1)",
        "sgd(a=\"x)       | found no closing \", expected one (character 7)",
      })
  void saysWhatIsWrongAndWhere(String text, String message) {
    assertThatThrownBy(() -> Notation.object(text))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("Cannot read '" + text + "'")
        .hasMessageContaining(message);
  }

  @Test
  void refusesEndlessNesting() {
    assertThatThrownBy(() -> Notation.value("[".repeat(100_000)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("20 levels");
  }
}
