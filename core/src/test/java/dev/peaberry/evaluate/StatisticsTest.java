package dev.peaberry.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Calibration, curves, thresholds and intervals of few examples, counted by hand. */
final class StatisticsTest {
  private static final List<String> TWO = List.of("cat", "dog");

  /** Dogs with 0.9, 0.8 and 0.3; cats with 0.6 and 0.1 for dog. */
  private static Evaluation five() {
    Evaluator evaluator = new Evaluator(TWO, Outputs.PROBABILITIES);
    evaluator.add(
        FloatArray.of(1, 1, 1, 0, 0),
        new FloatArray(Shape.of(5, 1), new float[] {0.9f, 0.8f, 0.3f, 0.6f, 0.1f}));
    return evaluator.result();
  }

  private static Predictions predictions() {
    return five().predictions();
  }

  @Test
  void theBrierScoreAddsUpTheClasses() {
    double each = 0.01 + 0.04 + 0.49 + 0.36 + 0.01;
    assertThat(Calibration.of(predictions()).brier()).isCloseTo(2 * each / 5, within(1e-6));
  }

  @Test
  void everyExampleIsInTheBinOfItsAnswer() {
    Calibration calibration = Calibration.of(predictions(), 2);
    assertThat(calibration.bins()).extracting(Calibration.Bin::examples).containsExactly(0L, 5L);
    Calibration.Bin upper = calibration.bins().get(1);
    assertThat(upper.accuracy()).isEqualTo(0.6);
    assertThat(upper.confidence()).isCloseTo((0.9 + 0.8 + 0.7 + 0.6 + 0.9) / 5, within(1e-6));
    assertThat(calibration.expectedError()).isCloseTo(0.18, within(1e-6));
    assertThat(calibration.greatestError()).isEqualTo(calibration.expectedError());
  }

  @Test
  void aCalibrationNeedsABin() {
    assertThatThrownBy(() -> Calibration.of(predictions(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 0");
  }

  @Test
  void theRocCurveCountsPairs() {
    // Of six pairs of a dog and a cat the dog has the greater probability in five.
    assertThat(RocCurve.of(predictions(), 1).area()).isCloseTo(5.0 / 6, within(1e-12));
    assertThat(RocCurve.of(predictions(), 0).area()).isCloseTo(5.0 / 6, within(1e-12));
  }

  @Test
  void aClassWithoutExamplesHasNoCurve() {
    Evaluator evaluator = new Evaluator(TWO, Outputs.PROBABILITIES);
    evaluator.add(FloatArray.of(1), new FloatArray(Shape.of(1, 1), new float[] {0.9f}));
    Predictions onlyDogs = evaluator.result().predictions();
    assertThat(RocCurve.of(onlyDogs, 1).points()).isEmpty();
    assertThat(RocCurve.of(onlyDogs, 1).area()).isNaN();
    assertThat(PrecisionRecallCurve.of(onlyDogs, 0).averagePrecision()).isNaN();
  }

  @Test
  void averagePrecisionCountsByRecall() {
    assertThat(PrecisionRecallCurve.of(predictions(), 1).averagePrecision())
        .isCloseTo(1 / 3.0 + 1 / 3.0 + 0.75 / 3, within(1e-12));
  }

  @Test
  void aThresholdMovesTheAnswers() {
    Thresholds thresholds = Thresholds.of(predictions());
    assertThat(thresholds.rows()).hasSize(19);
    Thresholds.Row low = thresholds.rows().get(4);
    assertThat(low.threshold()).isEqualTo(0.25);
    assertThat(low.recall()).isEqualTo(1);
    assertThat(low.precision()).isEqualTo(0.75);
    assertThat(low.falsePositiveRate()).isEqualTo(0.5);
    assertThat(low.accuracy()).isEqualTo(0.8);
    assertThat(thresholds.bestF1().threshold()).isCloseTo(0.3, within(1e-6));
    assertThat(thresholds.bestYouden().threshold()).isCloseTo(0.8, within(1e-6));
  }

  @Test
  void thresholdsAreForTwoClasses() {
    Predictions three = RandomOutputs.draw(1, 10, 3).evaluate().predictions();
    assertThatThrownBy(() -> Thresholds.of(three)).hasMessageContaining("Found 3 classes");
  }

  @Test
  void silenceWhereItIsUnsureRaisesAccuracy() {
    Coverage coverage = Coverage.of(predictions());
    assertThat(coverage.atAccuracy(1))
        .hasValueSatisfying(point -> assertThat(point.coverage()).isEqualTo(0.6));
    assertThat(coverage.atConfidence(0.65).accuracy()).isEqualTo(0.75);
    assertThat(coverage.atConfidence(0).coverage()).isEqualTo(1);
    assertThat(coverage.atConfidence(0.99)).isEqualTo(new Coverage.Point(0.99, 0, 0));
  }

  @Test
  void temperatureKeepsAnswersAndLowersTheLoss() {
    Predictions drawn = RandomOutputs.draw(5, 500, 4).evaluate().predictions();
    Temperature temperature = Temperature.fit(drawn);
    Predictions scaled = temperature.apply(drawn);
    assertThat(scaled.stream().map(Prediction::predicted).toList())
        .isEqualTo(drawn.stream().map(Prediction::predicted).toList());
    assertThat(Calibration.of(scaled).logLoss()).isLessThan(Calibration.of(drawn).logLoss());
    assertThat(Temperature.fit(scaled).value()).isCloseTo(1, within(1e-3));
  }

  @Test
  void aTemperatureIsAboveZero() {
    assertThatThrownBy(() -> new Temperature(0)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> new Temperature(Double.NaN)).hasMessageContaining("NaN");
  }

  @Test
  void theBootstrapAgreesWithWilson() {
    ConfusionMatrix matrix = new ConfusionMatrix(TWO, new long[][] {{430, 70}, {30, 470}});
    Interval accuracy = Bootstrap.of(matrix).accuracy();
    Interval wilson = Interval.wilson(900, 1000);
    assertThat(accuracy.low()).isCloseTo(wilson.low(), within(0.004));
    assertThat(accuracy.high()).isCloseTo(wilson.high(), within(0.004));
    assertThat(Bootstrap.of(matrix)).isEqualTo(Bootstrap.of(matrix));
    Interval f1 = Bootstrap.of(matrix).macroF1();
    assertThat(matrix.macroAverage().f1()).isBetween(f1.low(), f1.high());
  }

  /** What a sample of a matrix has, drawn example by example. */
  @Test
  void theBootstrapDrawsAsIfExampleByExample() {
    ConfusionMatrix matrix =
        new ConfusionMatrix(
            List.of("a", "b", "c"), new long[][] {{40, 3, 2}, {5, 21, 0}, {1, 4, 24}});
    Interval found = Bootstrap.of(matrix).macroF1();
    Interval drawn = drawn(matrix);
    assertThat(found.low()).isCloseTo(drawn.low(), within(0.012));
    assertThat(found.high()).isCloseTo(drawn.high(), within(0.012));
  }

  private static Interval drawn(ConfusionMatrix matrix) {
    int[] cells =
        IntStream.range(0, 9)
            .flatMap(i -> IntStream.generate(() -> i).limit(matrix.count(i / 3, i % 3)))
            .toArray();
    SplittableRandom random = new SplittableRandom(1);
    double[] f1 = new double[4000];
    for (int i = 0; i < f1.length; i++) {
      long[][] counts = new long[3][3];
      for (int k = 0; k < cells.length; k++) {
        int cell = cells[random.nextInt(cells.length)];
        counts[cell / 3][cell % 3]++;
      }
      f1[i] = new ConfusionMatrix(matrix.classNames(), counts).macroAverage().f1();
    }
    Arrays.sort(f1);
    return new Interval(f1[100], f1[3900]);
  }
}
