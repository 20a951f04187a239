package dev.peaberry.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Evaluations of random outputs against what a second, slower way gives. */
final class EvaluationPropertyTest {
  @ParameterizedTest
  @CsvSource({"1, 500, 2", "2, 1, 3", "3, 40, 4", "4, 2000, 10", "5, 300, 100"})
  void agreesWithCountingOneByOne(long seed, int examples, int classes) {
    RandomOutputs drawn = RandomOutputs.draw(seed, examples, classes);
    Evaluation evaluation = drawn.evaluate();
    int[] labels = IntStream.range(0, examples).map(i -> (int) drawn.labels().data()[i]).toArray();
    int[] ranks = new int[examples];
    int[] predicted = new int[examples];
    double loss = 0;
    for (int i = 0; i < examples; i++) {
      float[] row = Arrays.copyOfRange(drawn.logits().data(), i * classes, (i + 1) * classes);
      float ofLabel = row[labels[i]];
      Integer[] order = IntStream.range(0, classes).boxed().toArray(Integer[]::new);
      Arrays.sort(order, (a, b) -> Float.compare(row[b], row[a]));
      predicted[i] = order[0];
      ranks[i] = Arrays.asList(order).indexOf(labels[i]);
      double sum = IntStream.range(0, classes).mapToDouble(j -> Math.exp(row[j])).sum();
      loss -= Math.log(Math.exp(ofLabel) / sum) / examples;
    }
    assertThat(evaluation.loss()).isCloseTo(loss, within(1e-9));
    for (int k : new int[] {1, 2, 5, classes}) {
      assertThat(evaluation.topKAccuracy(k)).isEqualTo(share(ranks, rank -> rank < k));
    }
    for (int c = 0; c < classes; c++) {
      checkClass(evaluation.confusion().scores(c), c, labels, predicted);
    }
  }

  private static void checkClass(Scores scores, int index, int[] labels, int[] predicted) {
    long support = IntStream.of(labels).filter(label -> label == index).count();
    long named = IntStream.of(predicted).filter(label -> label == index).count();
    long hits =
        IntStream.range(0, labels.length)
            .filter(i -> labels[i] == index && predicted[i] == index)
            .count();
    assertThat(scores.support()).isEqualTo(support);
    assertThat(scores.recall() * support).isCloseTo((double) hits, within(1e-9));
    assertThat(scores.precision() * named).isCloseTo((double) hits, within(1e-9));
    double sum = scores.precision() + scores.recall();
    assertThat(scores.f1() * sum).isCloseTo(2 * scores.precision() * scores.recall(), within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"11, 200, 5", "12, 50, 2"})
  void doesNotDependOnHowTheExamplesAreBatched(long seed, int examples, int classes) {
    RandomOutputs drawn = RandomOutputs.draw(seed, examples, classes);
    Evaluator evaluator = new Evaluator(drawn.classNames(), Outputs.LOGITS);
    for (int from = 0; from < examples; from += 7) {
      int to = Math.min(examples, from + 7);
      evaluator.add(
          FloatArray.of(Arrays.copyOfRange(drawn.labels().data(), from, to)),
          new FloatArray(
              Shape.of(to - from, classes),
              Arrays.copyOfRange(drawn.logits().data(), from * classes, to * classes)));
    }
    assertThat(evaluator.result()).isEqualTo(drawn.evaluate());
  }

  @ParameterizedTest
  @CsvSource({"21, 300"})
  void aSingleLogitIsAsGoodAsTwo(long seed, int examples) {
    RandomOutputs drawn = RandomOutputs.draw(seed, examples, 2);
    FloatArray single = FloatArray.zeros(Shape.of(examples, 1));
    FloatArray pairs = FloatArray.zeros(Shape.of(examples, 2));
    for (int i = 0; i < examples; i++) {
      single.data()[i] = drawn.logits().data()[2 * i];
      pairs.data()[2 * i + 1] = drawn.logits().data()[2 * i];
    }
    Evaluation ofPairs = new RandomOutputs(drawn.classNames(), drawn.labels(), pairs).evaluate();
    Evaluator evaluator = new Evaluator(drawn.classNames(), Outputs.LOGITS);
    evaluator.add(drawn.labels(), single);
    assertThat(evaluator.result()).isEqualTo(ofPairs);
  }

  private static double share(int[] values, java.util.function.IntPredicate condition) {
    return (double) IntStream.of(values).filter(condition).count() / values.length;
  }
}
