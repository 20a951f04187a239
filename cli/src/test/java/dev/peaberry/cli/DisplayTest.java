package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How numbers and tables look to a person. */
class DisplayTest {
  @ParameterizedTest
  @CsvSource({"1,pictures,1 picture", "2,pictures,2 pictures", "1,classes,1 class"})
  void countsInSingularAndPlural(long number, String plural, String expected) {
    assertThat(Quantity.of(number, plural)).isEqualTo(expected);
  }

  @Test
  void groupsThousands() {
    assertThat(Quantity.of(50_000, "pictures")).isEqualTo("50,000 pictures");
  }

  @ParameterizedTest
  @CsvSource({"9,0:09", "750,12:30", "3723,1:02:03"})
  void showsTimeAsAClockDoes(long seconds, String expected) {
    assertThat(Durations.clock(Duration.ofSeconds(seconds))).isEqualTo(expected);
  }

  @Test
  void showsSecondsWithATenth() {
    assertThat(Durations.text(Duration.ofMillis(8_349))).isEqualTo("8.3 s");
  }

  @Test
  void alignsNumbersToTheRight() {
    TextTable table = new TextTable("class", "n").row("cat", "5").row("dromedary", "120");
    assertThat(table.lines()).containsExactly("class        n", "cat          5", "dromedary  120");
  }

  @Test
  void suggestsTheWordWithSwappedLetters() {
    assertThat(Suggestion.forWord("trian", java.util.List.of("predict", "train")))
        .contains("'train'");
  }

  @Test
  void suggestsNothingWhereNothingIsNear() {
    assertThat(Suggestion.forWord("xyz", java.util.List.of("predict", "train"))).isEmpty();
  }
}
