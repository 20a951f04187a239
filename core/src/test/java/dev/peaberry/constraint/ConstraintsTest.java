package dev.peaberry.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.config.ConfigException;
import dev.peaberry.engine.Computed;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.golden.Near;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConstraintsTest {
  /** Columns of lengths 5 and 1, rows of lengths 3, 4 and 1. */
  private static final FloatArray KERNEL = matrix(3, 0, 4, 0, 0, -1);

  private static FloatArray matrix(float... values) {
    return new FloatArray(Shape.of(3, 2), values);
  }

  private static void assertMakes(Constraint constraint, float... expected) {
    FloatArray found = Computed.value(KERNEL, constraint::project);
    Near.assertNear(constraint.toString(), found, matrix(expected), 1e-6);
  }

  @Test
  void shortensVectorsThatAreTooLong() {
    assertMakes(MaxNorm.of(2), 1.2f, 0, 1.6f, 0, 0, -1);
  }

  @Test
  void measuresVectorsAlongTheGivenAxis() {
    assertMakes(MaxNorm.of(2).withAxis(1), 2, 0, 2, 0, 0, -1);
    assertMakes(MaxNorm.of(2).withAxis(-1), 2, 0, 2, 0, 0, -1);
  }

  @Test
  void measuresTheWholeWeightWithoutAnAxis() {
    Map<String, Object> noAxis = new HashMap<>();
    noAxis.put("axis", null);
    float root = (float) Math.sqrt(26);
    assertMakes(
        Constraints.REGISTRY.create("UnitNorm", noAxis), 3 / root, 0, 4 / root, 0, 0, -1 / root);
  }

  @Test
  void givesVectorsTheLengthOne() {
    assertMakes(UnitNorm.of(), 0.6f, 0, 0.8f, 0, 0, -1);
  }

  @Test
  void bringsVectorsBetweenTwoLengths() {
    assertMakes(MinMaxNorm.of(2, 4), 2.4f, 0, 3.2f, 0, 0, -2);
  }

  @Test
  void goesAPartOfTheWayWhereTheRateIsBelowOne() {
    assertMakes(MinMaxNorm.of(2, 4).withRate(0.5), 2.7f, 0, 3.6f, 0, 0, -1.5f);
  }

  @Test
  void makesNegativeValuesZero() {
    assertMakes(NonNeg.of(), 3, 0, 4, 0, 0, 0);
  }

  @Test
  void leavesZerosAlone() {
    FloatArray zeros = FloatArray.zeros(Shape.of(3, 2));
    assertThat(Computed.value(zeros, UnitNorm.of()::project)).isEqualTo(zeros);
  }

  @Test
  void refusesAnAxisThatTheWeightDoesNotHave() {
    assertThatThrownBy(() -> Computed.value(KERNEL, MaxNorm.of(1).withAxis(0, 2)::project))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "MaxNorm.axis: found [0, 2] for a weight of shape [3, 2], expected axes from -2 to 1");
  }

  @Test
  void refusesBoundsInTheWrongOrder() {
    assertThatThrownBy(() -> MinMaxNorm.of(2, 1))
        .isInstanceOf(ConfigException.class)
        .hasMessage("MinMaxNorm.min_value: found 2.0, expected at most the max_value of 1.0");
  }

  @Test
  void refusesTheSameAxisTwice() {
    assertThatThrownBy(() -> UnitNorm.of().withAxis(1, 1))
        .hasMessage(
            "UnitNorm.axis: found [1, 1], expected an integer or a list of different integers, or"
                + " none");
  }

  @Test
  void writesOneAxisAsKerasDoes() {
    assertThat(UnitNorm.of().configJson()).isEqualTo(Map.of("axis", 0));
    assertThat(UnitNorm.of().withAxis(0, 1).configJson())
        .isEqualTo(Map.of("axis", Arrays.asList(0, 1)));
  }
}
