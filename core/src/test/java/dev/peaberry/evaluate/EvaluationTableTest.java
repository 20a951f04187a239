package dev.peaberry.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EvaluationTableTest {
  @Test
  void showsTotalsScoresAndTheMatrix() {
    Evaluator evaluator = new Evaluator(List.of("city", "dark", "light"), Outputs.LOGITS);
    evaluator.add(
        FloatArray.of(0, 0, 0, 1),
        new FloatArray(Shape.of(4, 3), new float[] {9, 0, 0, 9, 0, 0, 0, 9, 0, 0, 9, 0}));
    assertThat(evaluator.result().withLoss(2.5, "SquaredHinge").table())
        .isEqualTo(
            """
            4 pictures, 3 classes

            accuracy        0.7500  (95 % interval 0.3006 to 0.9544)
            baseline        0.7500  (always city, the most frequent class)
            loss            2.5000  (SquaredHinge)

                              precision  recall      f1  pictures
            city                 1.0000  0.6667  0.8000         3
            dark                 0.5000  1.0000  0.6667         1
            light                     -       -       -         0

            macro average        0.7500  0.8333  0.7333         4
            weighted average     0.8750  0.7500  0.7667         4

            Confusion matrix: rows are true classes, columns predictions
                    city   dark  light
            city       2      1      .
            dark       .      1      .
            light      .      .      .
            """);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 12, 20, 40, 100})
  void isNeverWiderThanAScreen(int classes) {
    String table = RandomOutputs.draw(classes, 3000, classes).evaluate().table();
    assertThat(table.lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    assertThat(table.lines()).anySatisfy(line -> assertThat(line).startsWith("class 1"));
  }

  @Test
  void numbersTheColumnsWhereNamesDoNotFit() {
    assertThat(RandomOutputs.draw(1, 300, 16).evaluate().table())
        .contains("  1   2   3   4")
        .contains("\n16  class 15");
  }

  @Test
  void listsTheMostFrequentConfusionsOfManyClasses() {
    assertThat(RandomOutputs.draw(1, 3000, 100).evaluate().table())
        .contains("Most frequent confusions")
        .containsPattern("\\d+  class \\d+ +taken for class \\d+");
  }

  @Test
  void shortensLongNamesAndDisarmsControlCharacters() {
    RandomOutputs drawn = RandomOutputs.draw(1, 50, 2);
    List<String> names = List.of("x".repeat(500), "\u001b[31mred\n%s");
    String table = new RandomOutputs(names, drawn.labels(), drawn.logits()).evaluate().table();
    assertThat(table.lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    assertThat(table).contains("x".repeat(27) + "…", "?[31mred?%s").doesNotContain("\u001b");
  }

  @Test
  void holdsAThousandClasses() {
    String table = RandomOutputs.draw(3, 2000, 1000).evaluate().table();
    assertThat(IntStream.range(0, 1000)).allMatch(i -> table.contains("\nclass " + i + " "));
  }
}
