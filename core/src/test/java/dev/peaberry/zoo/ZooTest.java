package dev.peaberry.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.activation.Activation;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.ShapeException;
import dev.peaberry.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ZooTest {
  private static Model build(String name, int side, int outputs) {
    return Zoo.find(name).orElseThrow().build(Shape.of(side, side, 3), outputs, Activation.SOFTMAX);
  }

  /** AlexNet's total is the paper's; VGG16's that of Keras with four classes. */
  @ParameterizedTest
  @CsvSource({
    "alexnet, 224, 1000, 60965224",
    "vgg16, 224, 4, 134276932",
    "small-resnet, 32, 10, 6577610",
    "small-resnet-half, 32, 10, 1648362"
  })
  void countTheirParameters(String name, int side, int outputs, long parameters) {
    assertThat(build(name, side, outputs).summary().total()).isEqualTo(parameters);
  }

  @ParameterizedTest
  @CsvSource({"alexnet, 63", "small-alexnet, 67", "small-resnet, 8"})
  void sayFromWhichSizeOnTheyWork(String name, int side) {
    assertThat(build(name, side, 3).outputShapes()).containsExactly(Shape.of(3));
    assertThatThrownBy(() -> build(name, side - 1, 3)).isInstanceOf(ShapeException.class);
  }

  @Test
  void haveNamesOfTheirOwn() {
    assertThat(Zoo.all().stream().map(Architecture::name)).doesNotHaveDuplicates();
  }
}
