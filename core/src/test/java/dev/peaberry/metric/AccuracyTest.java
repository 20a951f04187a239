package dev.peaberry.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AccuracyTest {
  private static final FloatArray SCORES = rows(3, 0.1f, 0.9f, 0, 0.5f, 0.2f, 0.3f);

  @Test
  void everyExampleCountsAlikeOnASmallLastBatch() {
    Accumulator accuracy = SparseCategoricalAccuracy.of().start();
    update(accuracy, FloatArray.of(1, 0), SCORES);
    update(accuracy, FloatArray.of(0), rows(3, 0, 0, 1));
    assertThat(accuracy.result()).isCloseTo(2.0 / 3, within(1e-12));
  }

  @Test
  void aWeightCountsAnExampleThatOften() {
    Accumulator accuracy = SparseCategoricalAccuracy.of().start();
    accuracy.update(FloatArray.of(1, 2), SCORES, Optional.of(FloatArray.of(3, 1)));
    assertThat(accuracy.result()).isEqualTo(0.75);
  }

  @Test
  void aResetForgetsAllBatches() {
    Accumulator accuracy = AutoAccuracy.of().start();
    update(accuracy, FloatArray.of(2, 2), SCORES);
    accuracy.reset();
    update(accuracy, FloatArray.of(1, 0), SCORES);
    assertThat(accuracy.result()).isEqualTo(1);
  }

  @Test
  void isZeroBeforeTheFirstExample() {
    Accumulator accuracy = AutoAccuracy.of().start();
    assertThat(accuracy.result()).isZero();
    update(accuracy, FloatArray.of(), FloatArray.zeros(Shape.of(0, 3)));
    assertThat(accuracy.result()).isZero();
  }

  @Test
  void theFirstOfSeveralBestClassesIsPredicted() {
    assertThat(result(SparseCategoricalAccuracy.of(), FloatArray.of(1), rows(3, 0, 7, 7))).isOne();
    assertThat(result(SparseCategoricalAccuracy.of(), FloatArray.of(2), rows(3, 0, 7, 7))).isZero();
  }

  @Test
  void tiesAtTheLastPlaceFavourTheModel() {
    SparseTopKCategoricalAccuracy top2 = SparseTopKCategoricalAccuracy.of().withK(2);
    assertThat(result(top2, FloatArray.of(3), rows(4, 9, 5, 5, 5))).isOne();
    assertThat(result(top2, FloatArray.of(3), rows(4, 9, 6, 5, 5))).isZero();
  }

  @Test
  void aClassThatDoesNotExistIsNeverAmongTheBest() {
    SparseTopKCategoricalAccuracy top9 = SparseTopKCategoricalAccuracy.of().withK(9);
    assertThat(result(top9, FloatArray.of(2), rows(2, 1, 2))).isZero();
    assertThat(result(top9, FloatArray.of(-1), rows(2, 1, 2))).isZero();
  }

  @Test
  void notANumberIsNeverBest() {
    FloatArray broken = rows(3, Float.NaN, 1, 2);
    assertThat(result(SparseCategoricalAccuracy.of(), FloatArray.of(2), broken)).isOne();
    assertThat(result(SparseTopKCategoricalAccuracy.of(), FloatArray.of(2), broken)).isZero();
  }

  @Test
  void exactlyOnTheThresholdIsNegative() {
    FloatArray yPred = rows(1, 0.5f, 0.6f);
    assertThat(result(BinaryAccuracy.of(), rows(1, 0, 1), yPred)).isOne();
    assertThat(result(BinaryAccuracy.of().withThreshold(0.6), rows(1, 0, 0), yPred)).isOne();
  }

  @Test
  void choosesTheAccuracyThatKerasChooses() {
    assertThat(chosen(Shape.of(8), Shape.of(8, 1))).isSameAs(BinaryAccuracy.SCHEMA);
    assertThat(chosen(Shape.of(8, 1), Shape.of(8, 1))).isSameAs(BinaryAccuracy.SCHEMA);
    assertThat(chosen(Shape.of(8), Shape.of(8, 4))).isSameAs(SparseCategoricalAccuracy.SCHEMA);
    assertThat(chosen(Shape.of(8, 1), Shape.of(8, 4))).isSameAs(SparseCategoricalAccuracy.SCHEMA);
    assertThat(chosen(Shape.of(8, 4), Shape.of(8, 4))).isSameAs(CategoricalAccuracy.SCHEMA);
  }

  @Test
  void isLoggedUnderTheNameThatWasAskedFor() {
    assertThat(Metrics.named("acc").name()).isEqualTo("acc");
    assertThat(Metrics.accuracyFor(Shape.of(8), Shape.of(8, 4)).name()).isEqualTo("accuracy");
    assertThat(Metrics.named("top_k_categorical_accuracy").name())
        .isEqualTo("top_k_categorical_accuracy");
  }

  @Test
  void saysWhichShapesDoNotFit() {
    Accumulator accuracy = SparseCategoricalAccuracy.of().start();
    assertThatThrownBy(() -> update(accuracy, FloatArray.of(1, 0, 2), SCORES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("yTrue of shape (3,) and yPred of (2, 3)");
    assertThatThrownBy(
            () -> accuracy.update(FloatArray.of(1, 0), SCORES, Optional.of(FloatArray.of(1, 1, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weights of shape (3,), expected one for each of 2");
    assertThat(accuracy.result()).isZero();
  }

  @Test
  void refusesAnUnknownNameAndAnImpossibleK() {
    assertThatThrownBy(() -> Metrics.named("acuracy"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("'acuracy'")
        .hasMessageContaining("BinaryAccuracy");
    assertThatThrownBy(() -> TopKCategoricalAccuracy.of().withK(0))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("found 0, expected an integer of at least 1");
  }

  @Test
  void anUpdateAllocatesNothing() {
    Accumulator accuracy = AutoAccuracy.of().start();
    FloatArray yTrue = FloatArray.of(1, 0);
    Optional<FloatArray> weights = Optional.of(FloatArray.of(1, 2));
    accuracy.update(yTrue, SCORES, weights);
    var thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 10_000; i++) {
      accuracy.update(yTrue, SCORES, weights);
    }
    assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
  }

  private static double result(Metric metric, FloatArray yTrue, FloatArray yPred) {
    Accumulator accumulator = metric.start();
    update(accumulator, yTrue, yPred);
    return accumulator.result();
  }

  private static void update(Accumulator accumulator, FloatArray yTrue, FloatArray yPred) {
    accumulator.update(yTrue, yPred, Optional.empty());
  }

  private static Schema<?> chosen(Shape yTrue, Shape yPred) {
    return Metrics.REGISTRY.find(Metrics.accuracyFor(yTrue, yPred).className()).orElseThrow();
  }

  private static FloatArray rows(int length, float... data) {
    return new FloatArray(Shape.of(data.length / length, length), data);
  }
}
