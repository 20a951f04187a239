package dev.peaberry.regularizer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.engine.Computed;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.golden.Near;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegularizersTest {
  private static final float ROOT = (float) Math.sqrt(0.5);
  private static final FloatArray MATRIX =
      new FloatArray(Shape.of(3, 2), new float[] {2, 0, 3, 3, 0, -1});

  private static void assertCosts(
      Regularizer regularizer, FloatArray weight, double penalty, float... gradient) {
    List<FloatArray> found = Computed.withGradient(weight, regularizer::penalty);
    Near.assertNear("penalty", found.get(0).data()[0], penalty, 1e-6);
    Near.assertNear("gradient", found.get(1), new FloatArray(weight.shape(), gradient), 1e-6);
  }

  @Test
  void addsUpSizes() {
    assertCosts(L1L2.l1(0.5), MATRIX, 4.5, 0.5f, 0, 0.5f, 0.5f, 0, -0.5f);
  }

  @Test
  void addsUpSquaresWithoutAHalf() {
    assertCosts(L1L2.l2(0.5), MATRIX, 11.5, 2, 0, 3, 3, 0, -1);
  }

  @Test
  void addsUpBoth() {
    assertCosts(L1L2.of(1, 0.5), MATRIX, 20.5, 3, 0, 4, 4, 0, -2);
  }

  /** The rows' cosines are sqrt(1/2), 0 and -sqrt(1/2): the mean size is sqrt(2) / 3. */
  @Test
  void wantsRowsAtRightAngles() {
    float unit = ROOT / 3;
    assertCosts(OrthogonalRegularizer.of(1), MATRIX, 2 * unit, 0, unit / 2, 0, 0, -unit, 0);
  }

  /** The columns (2, 3, 0) and (0, 3, -1) have the cosine 9 / sqrt(130). */
  @Test
  void wantsColumnsAtRightAngles() {
    double cosine = 9 / Math.sqrt(130);
    double a = 1 / Math.sqrt(13);
    double b = 1 / Math.sqrt(10);
    assertCosts(
        OrthogonalRegularizer.of(2).withMode(OrthogonalRegularizer.Mode.COLUMNS),
        MATRIX,
        2 * cosine,
        (float) (2 * a * -cosine * 2 * a),
        (float) (2 * b * 2 * a),
        (float) (2 * a * (3 * b - cosine * 3 * a)),
        (float) (2 * b * (3 * a - cosine * 3 * b)),
        (float) (2 * a * -b),
        (float) (2 * b * cosine * b));
  }

  @Test
  void costsNothingWhereThereIsOneRow() {
    FloatArray row = new FloatArray(Shape.of(1, 2), new float[] {1, 2});
    assertCosts(OrthogonalRegularizer.of(1), row, 0, 0, 0);
  }

  @Test
  void hasAGradientWhereARowIsZero() {
    FloatArray zeros = FloatArray.zeros(Shape.of(2, 2));
    assertCosts(OrthogonalRegularizer.of(1), zeros, 0, 0, 0, 0, 0);
  }

  @Test
  void refusesWhatIsNoMatrix() {
    assertThatThrownBy(
            () ->
                Computed.value(
                    FloatArray.zeros(Shape.of(3, 3, 1, 8)), OrthogonalRegularizer.of(1)::penalty))
        .hasMessage(
            "OrthogonalRegularizer: found a weight of shape [3, 3, 1, 8], expected a matrix, such"
                + " as a dense layer's kernel");
  }
}
