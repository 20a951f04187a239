package dev.peaberry.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.engine.FloatArray;

/** Agreement with golden values: |a - b| <= tolerance * (1 + |b|). */
public final class Near {
  private Near() {}

  /** Checks shape and every element. */
  public static void assertNear(
      String what, FloatArray actual, FloatArray expected, double tolerance) {
    assertThat(actual.shape()).as(what + ": shape").isEqualTo(expected.shape());
    for (int i = 0; i < expected.data().length; i++) {
      float found = actual.data()[i];
      float wanted = expected.data()[i];
      if (Float.compare(found, wanted) != 0
          && !(Math.abs((double) found - wanted) <= tolerance * (1 + Math.abs(wanted)))) {
        throw new AssertionError(
            what + ": element " + i + " is " + found + ", Keras has " + wanted);
      }
    }
  }

  /** Checks one number. */
  public static void assertNear(String what, double actual, double expected, double tolerance) {
    assertThat(Math.abs(actual - expected))
        .as("%s: found %s, Keras has %s", what, actual, expected)
        .isLessThanOrEqualTo(tolerance * (1 + Math.abs(expected)));
  }
}
