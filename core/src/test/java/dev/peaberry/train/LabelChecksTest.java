package dev.peaberry.train;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.loss.BinaryCrossentropy;
import dev.peaberry.loss.CategoricalCrossentropy;
import dev.peaberry.loss.CategoricalFocalCrossentropy;
import dev.peaberry.loss.Hinge;
import dev.peaberry.loss.Loss;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import org.junit.jupiter.api.Test;

class LabelChecksTest {
  private static final FloatArray INDICES = FloatArray.of(0, 4, 2);
  private static final FloatArray ONE_HOT =
      new FloatArray(Shape.of(2, 3), new float[] {0, 1, 0, 1, 0, 0});
  private static final FloatArray SIGNS = new FloatArray(Shape.of(2, 1), new float[] {-1, 1});

  private static void check(Loss loss, int outputs, FloatArray labels) {
    LabelChecks checks = new LabelChecks("out", loss, Shape.of(outputs));
    checks.requireEncoding(labels);
    checks.requireValues(labels);
  }

  private static void assertRefused(Loss loss, int outputs, FloatArray labels, String message) {
    assertThatThrownBy(() -> check(loss, outputs, labels))
        .isInstanceOf(TrainingException.class)
        .hasMessage(message);
  }

  @Test
  void refusesWholeNumbersWhereRowsAreWanted() {
    assertRefused(
        CategoricalCrossentropy.of(),
        5,
        INDICES,
        "Output out: found whole numbers from 0 to 4 as labels with CategoricalCrossentropy,"
            + " expected rows of 5 numbers from 0 to 1, one for each class; use"
            + " SparseCategoricalCrossentropy or categorical labels");
  }

  @Test
  void namesNoSparseLossWhereThereIsNone() {
    assertRefused(
        CategoricalFocalCrossentropy.of(),
        5,
        INDICES,
        "Output out: found whole numbers from 0 to 4 as labels with CategoricalFocalCrossentropy,"
            + " expected rows of 5 numbers from 0 to 1, one for each class; use categorical"
            + " labels");
  }

  @Test
  void refusesRowsWhereIndicesAreWanted() {
    assertRefused(
        SparseCategoricalCrossentropy.of(),
        3,
        ONE_HOT,
        "Output out: found rows of 3 numbers as labels with SparseCategoricalCrossentropy,"
            + " expected a class index from 0 to 2; use CategoricalCrossentropy or int labels");
  }

  @Test
  void refusesRowsForASingleOutput() {
    assertRefused(
        BinaryCrossentropy.of(),
        1,
        ONE_HOT,
        "Output out: found rows of 3 numbers as labels with BinaryCrossentropy, expected 0 or 1;"
            + " use binary labels, or as many outputs as there are classes with"
            + " CategoricalCrossentropy");
  }

  @Test
  void refusesRowsOfAnotherNumberOfClasses() {
    assertRefused(
        CategoricalCrossentropy.of(),
        4,
        ONE_HOT,
        "Output out: found rows of 3 numbers as labels with CategoricalCrossentropy, expected rows"
            + " of 4 numbers from 0 to 1, one for each class; give the last layer as many outputs"
            + " as there are classes");
  }

  @Test
  void refusesFiveClassesForASingleOutput() {
    assertRefused(
        BinaryCrossentropy.of(),
        1,
        INDICES,
        "Output out: found the label 4 with BinaryCrossentropy, expected 0 or 1; use"
            + " SparseCategoricalCrossentropy and an output for each class if there are more than"
            + " two");
  }

  @Test
  void refusesAClassThatTheOutputDoesNotHave() {
    assertRefused(
        SparseCategoricalCrossentropy.of(),
        3,
        INDICES,
        "Output out: found the label 4 with SparseCategoricalCrossentropy, expected a class index"
            + " from 0 to 2; give the last layer as many outputs as there are classes");
  }

  @Test
  void refusesTwoClassesForASingleOutputOfACategoricalLoss() {
    assertRefused(
        CategoricalCrossentropy.of(),
        1,
        FloatArray.of(0, 1),
        "Output out: found one output with CategoricalCrossentropy, expected two or more, one for"
            + " each class; use BinaryCrossentropy for one output");
  }

  @Test
  void refusesWhatIsNoNumber() {
    assertRefused(
        BinaryCrossentropy.of(),
        1,
        FloatArray.of(0, Float.NaN),
        "Output out: found the label NaN with BinaryCrossentropy, expected 0 or 1; use"
            + " SparseCategoricalCrossentropy and an output for each class if there are more than"
            + " two");
  }

  @Test
  void refusesHalfAClass() {
    assertRefused(
        SparseCategoricalCrossentropy.of(),
        3,
        FloatArray.of(0.5f),
        "Output out: found the label 0.5 with SparseCategoricalCrossentropy, expected a class index"
            + " from 0 to 2; give the last layer as many outputs as there are classes");
  }

  @Test
  void allowsTheClassThatIsIgnored() {
    Loss loss = SparseCategoricalCrossentropy.of().ignoringClass(255);
    assertThatCode(() -> check(loss, 3, FloatArray.of(2, 255))).doesNotThrowAnyException();
  }

  @Test
  void allowsALabelForEachExampleOfASingleOutput() {
    assertThatCode(() -> check(BinaryCrossentropy.of(), 1, FloatArray.of(0, 1)))
        .doesNotThrowAnyException();
  }

  @Test
  void allowsSignsForHinge() {
    assertThatCode(() -> check(Hinge.of(), 1, SIGNS)).doesNotThrowAnyException();
  }
}
