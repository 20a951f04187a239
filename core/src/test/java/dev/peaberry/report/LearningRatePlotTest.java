package dev.peaberry.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.train.LearningRateSearch;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearningRatePlotTest {
  /** From 1e-6 to 1: the loss is 2, falls between 1e-4 and 1e-2 and goes away at the end. */
  private static LearningRateSearch search() {
    return new LearningRateSearch(
        IntStream.rangeClosed(0, 60)
            .mapToObj(
                i -> {
                  double loss = i < 20 ? 2 : i < 40 ? 2 - (i - 20) * 0.07 : i < 55 ? 0.6 : i - 50;
                  return new LearningRateSearch.Point(Math.pow(10, -6 + i / 10.0), loss, loss);
                })
            .toList(),
        true);
  }

  private static String svg(LearningRateSearch search) {
    return LearningRatePlot.of("Rates", search).figure().svg();
  }

  @Test
  void namesTheSuggestedRates() {
    assertThat(svg(search())).contains("middle of the descent: 0.0010", "steepest: 0.00063");
  }

  @Test
  void hasPowersOfTenBelow() {
    assertThat(svg(search())).contains(">1e-06<", ">1e-04<", ">0.01<", ">1<");
  }

  @Test
  void saysSoWhereThereIsNothingToDraw() {
    assertThat(svg(new LearningRateSearch(List.of(), true))).contains("no finite losses");
  }

  @Test
  void isDrawnWithoutSuggestions() {
    LearningRateSearch flat =
        new LearningRateSearch(
            IntStream.range(0, 30)
                .mapToObj(i -> new LearningRateSearch.Point(Math.pow(10, i / 9.0), 1, 1))
                .toList(),
            false);
    assertThat(svg(flat)).contains("smoothed").doesNotContain("middle of the descent", "NaN");
  }
}
