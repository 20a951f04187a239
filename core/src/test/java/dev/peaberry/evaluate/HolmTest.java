package dev.peaberry.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HolmTest {
  /** The example of R's {@code p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")}, by hand. */
  @Test
  void multipliesByTheNumberOfTestsThatAreLeft() {
    List<Double> adjusted = Holm.adjust(List.of(0.01, 0.04, 0.03, 0.005));
    double[] expected = {0.03, 0.06, 0.06, 0.02};
    for (int i = 0; i < expected.length; i++) {
      assertThat(adjusted.get(i)).isCloseTo(expected[i], Offset.offset(1e-12));
    }
  }

  @Test
  void leavesASingleTestAsItIs() {
    assertThat(Holm.adjust(List.of(0.2))).containsExactly(0.2);
  }

  @Test
  void staysAProbability() {
    assertThat(Holm.adjust(List.of(0.9, 0.8, 0.7))).containsOnly(1.0);
  }
}
