package dev.peaberry.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.activation.Activation;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.ShapeException;
import dev.peaberry.model.Model;
import org.junit.jupiter.api.Test;

class SmallCnnTest {
  private static Model build(int side, int outputs) {
    return new SmallCnn().build(Shape.of(side, side, 3), outputs, Activation.LINEAR);
  }

  @Test
  void hasTheParametersOfTheWalkthroughsNetwork() {
    assertThat(build(32, 10).summary().total()).isEqualTo(122_570);
  }

  @Test
  void givesOneOutputForEachClass() {
    assertThat(build(48, 3).outputShapes()).containsExactly(Shape.of(3));
  }

  @Test
  void takesPicturesFrom18Pixels() {
    assertThat(build(18, 2).inputShapes()).containsExactly(Shape.of(18, 18, 3));
  }

  @Test
  void saysWhichLayerAPictureIsTooSmallFor() {
    assertThatThrownBy(() -> build(17, 2))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("conv2d_2");
  }

  @Test
  void isFoundByItsName() {
    assertThat(Zoo.find("small-cnn")).containsInstanceOf(SmallCnn.class);
  }

  @Test
  void nothingIsFoundByAnotherName() {
    assertThat(Zoo.find("large-cnn")).isEmpty();
  }
}
