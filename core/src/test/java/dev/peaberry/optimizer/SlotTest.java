package dev.peaberry.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SlotTest {
  @ParameterizedTest
  @ValueSource(doubles = {1e-8, 1e-7, 1e-3, 0.01})
  void whatIsHeldShiftedIsKeptExactly(double shift) {
    Slot slot = Slot.startingAt("accumulator", 0.1).shiftedBy(shift);
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      float held = slot.held(0.1f) + (float) Math.pow(10, 12 * random.nextDouble() - 6);
      assertThat(slot.held(slot.kept(held))).isEqualTo(held);
    }
  }

  @Test
  void infinityAndWhatIsNoNumberAreKept() {
    Slot slot = Slot.of("accumulator").shiftedBy(1e-7);
    assertThat(slot.kept(Float.POSITIVE_INFINITY)).isInfinite();
    assertThat(slot.kept(Float.NaN)).isNaN();
  }
}
