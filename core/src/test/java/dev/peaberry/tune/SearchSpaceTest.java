package dev.peaberry.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.peaberry.config.ConfigException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is searched, and how it is drawn. */
class SearchSpaceTest {
  private static final SearchSpace SPACE =
      space("learning_rate=log:1e-5..1e-2", "batch_size=16,32,64", "epochs=1..10");

  private static SearchSpace space(String... parameters) {
    return new SearchSpace(Stream.of(parameters).map(Parameter::parse).toList());
  }

  private static List<String> drawn(String values, int count) {
    SplittableRandom random = new SplittableRandom(7);
    Values parsed = Values.parse(values);
    return Stream.generate(() -> parsed.draw(random)).limit(count).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"log:1e-5..1e-2", "0.1..0.5", "-3..3", "log:1..100", "1e-30..2e-30", "1..2"})
  void drawsNothingOutsideOfARange(String values) {
    Values range = Values.parse(values);
    assertThat(drawn(values, 2000)).allMatch(range::has);
  }

  @Test
  void aLogarithmicRangeGivesEveryFactorItsShare() {
    List<Double> rates = drawn("log:1e-5..1e-2", 6000).stream().map(Double::valueOf).toList();
    for (double from : List.of(1e-5, 1e-4, 1e-3)) {
      assertThat(rates.stream().filter(rate -> rate >= from && rate < 10 * from).count() / 6000.0)
          .isCloseTo(1 / 3.0, within(0.03));
    }
  }

  @Test
  void aLinearRangeGivesEveryDifferenceItsShare() {
    List<Double> shares = drawn("0.1..0.5", 6000).stream().map(Double::valueOf).toList();
    assertThat(shares.stream().filter(share -> share < 0.3).count() / 6000.0)
        .isCloseTo(0.5, within(0.03));
  }

  @Test
  void wholeNumbersStayWholeAndTheLastIsAsLikelyAsTheFirst() {
    List<String> numbers = drawn("1..4", 8000);
    for (String number : List.of("1", "2", "3", "4")) {
      assertThat(numbers.stream().filter(number::equals).count() / 8000.0)
          .isCloseTo(0.25, within(0.03));
    }
  }

  @Test
  void numbersHaveFourDigits() {
    assertThat(drawn("log:1e-5..1e-2", 100))
        .allMatch(text -> text.replaceAll("E.*|\\.|^[0.]+", "").length() <= 4);
  }

  @Test
  void commasInBracketsAndQuotesDivideNothing() {
    assertThat(Values.parse("adam, sgd(momentum=0.9, nesterov=true),\"a,b\",[1, 2]").all())
        .containsExactly("adam", "sgd(momentum=0.9, nesterov=true)", "\"a,b\"", "[1, 2]");
  }

  @Test
  void anEmptyChoiceLeavesTheOptionOut() {
    assertThat(Values.parse(",random_flip").all()).containsExactly("", "random_flip");
  }

  @Test
  void pathsWithDotsAreChoices() {
    assertThat(Values.parse("../a,../b").all()).containsExactly("../a", "../b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "log:1..x | expected a range",
        "log:0..1 | expected numbers above 0",
        "5..1 | expected a smaller number before a larger one",
        "1..1 | expected a smaller number before a larger one",
        "1..1e999 | expected a smaller number before a larger one",
        "1.. | expected a range",
        "16 | expected several",
        "a,b,a | expected each value once",
        "sgd(momentum=0.9,adam | not closed"
      })
  void badValuesAreRefusedInOneLine(String values, String message) {
    assertThatThrownBy(() -> Parameter.parse("x=" + values))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("Parameter x: found ")
        .hasMessageContaining(message);
  }

  @Test
  void aParameterHasAName() {
    assertThatThrownBy(() -> Parameter.parse("1..10"))
        .hasMessage(
            "Found the parameter '1..10', expected NAME=VALUES, such as batch-size=16,32,64");
  }

  @Test
  void aParameterIsThereOnce() {
    assertThatThrownBy(() -> space("a=1,2", "a=3,4"))
        .hasMessage("Found the parameter a twice, expected it once");
  }

  @Test
  void theSameSeedDrawsTheSame() {
    assertThat(SPACE.draw(20, 3)).isEqualTo(SPACE.draw(20, 3)).isNotEqualTo(SPACE.draw(20, 4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=log:1e-5..1e-2", "a=1..30"})
  void moreTrialsBeginWithTheSameOnes(String parameter) {
    SearchSpace space = space(parameter);
    assertThat(space.draw(25, 3).subList(0, 9)).isEqualTo(space.draw(9, 3));
  }

  @Test
  void anotherParameterDoesNotChangeWhatIsDrawnOfTheFirst() {
    SearchSpace more = space("learning_rate=log:1e-5..1e-2", "dropout=0.1..0.5");
    assertThat(more.draw(9, 3).stream().map(each -> each.get("learning_rate")))
        .containsExactlyElementsOf(
            SPACE.draw(9, 3).stream().map(each -> each.get("learning_rate")).toList());
  }

  @Test
  void noCombinationIsDrawnTwice() {
    assertThat(space("a=1..3", "b=x,y").draw(6, 0)).doesNotHaveDuplicates();
    assertThat(space("a=0.10..0.11", "b=x,y").draw(40, 0)).doesNotHaveDuplicates();
  }

  @Test
  void moreTrialsThanCombinationsAreRefused() {
    assertThatThrownBy(() -> space("a=1..3", "b=x,y").draw(7, 0))
        .hasMessage("Found 7 trials of 6 combinations, expected at most as many; take a grid");
  }

  @Test
  void aGridHasAllCombinationsInOrder() {
    assertThat(space("a=1..2", "b=x,y").grid())
        .containsExactly(
            Map.of("a", "1", "b", "x"),
            Map.of("a", "1", "b", "y"),
            Map.of("a", "2", "b", "x"),
            Map.of("a", "2", "b", "y"));
  }

  @Test
  void aGridOfARangeIsRefused() {
    assertThatThrownBy(() -> SPACE.grid())
        .hasMessageContaining("Parameter learning_rate: found the range log:1e-5..0.01")
        .hasMessageContaining("expected values that can be counted");
  }

  @Test
  void aHugeGridIsRefused() {
    assertThatThrownBy(() -> space("a=1..101", "b=1..100").grid())
        .hasMessageContaining("more than 10,000 combinations");
  }

  @ParameterizedTest
  @ValueSource(strings = {"log:1e-5..1e-2", "0.1..0.5", "-3..3", "log:1..100", "a,b(c=1, d=2),"})
  void valuesAreReadAgainFromTheirText(String text) {
    Values values = Values.parse(text);
    assertThat(Values.parse(values.toString())).isEqualTo(values);
  }
}
