package dev.peaberry.initializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.config.Seed;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import org.junit.jupiter.api.Test;

class IdentityTest {
  private static FloatArray draw(Shape shape) {
    return Identity.of(2).draw(shape, Seed.of(1).generator());
  }

  @Test
  void hasTheGainOnTheDiagonal() {
    assertThat(draw(Shape.of(2, 3)).data()).containsExactly(2, 0, 0, 0, 2, 0);
    assertThat(draw(Shape.of(3, 2)).data()).containsExactly(2, 0, 0, 2, 0, 0);
  }

  @Test
  void refusesWhatIsNoMatrix() {
    assertThatThrownBy(() -> draw(Shape.of(3, 3, 1, 8)))
        .hasMessage("Identity: found shape (3, 3, 1, 8), expected a matrix (rows, columns)");
  }
}
