package dev.peaberry.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.activation.Activation;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.Conv2DTranspose;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.SeparableConv2D;
import dev.peaberry.layer.SqueezeAndExcitation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Multiply-adds beside those that the networks' papers and others' tables give. */
final class MultiplyAddsTest {
  /** VGG: Simonyan and Zisserman's layers counted by hand; MobileNet: Howard et al. 2017. */
  @ParameterizedTest
  @CsvSource({"vgg16, 15470264320", "mobilenet_1.00, 568740352", "resnet50, 3857973248"})
  void agreeWithWhatIsPublished(String network, long expected) {
    assertThat(
            Zoo.find(network)
                .orElseThrow()
                .build(Shape.of(224, 224, 3), 1000, Activation.SOFTMAX)
                .summary()
                .multiplyAdds())
        .isEqualTo(expected);
  }

  @Test
  void aSeparableConvolutionCountsBothKernels() {
    assertThat(SeparableConv2D.of(16, 3).multiplyAdds(List.of(Shape.of(10, 10, 8))))
        .isEqualTo(8 * 8 * (3 * 3 * 8 + 8 * 16));
  }

  @Test
  void aTransposedConvolutionIsLaidOnItsInput() {
    assertThat(Conv2DTranspose.of(4, 2).multiplyAdds(List.of(Shape.of(5, 5, 3))))
        .isEqualTo(5 * 5 * 2 * 2 * 3 * 4);
  }

  @Test
  void squeezingLooksAtMeans() {
    assertThat(SqueezeAndExcitation.of().withRatio(4).multiplyAdds(List.of(Shape.of(9, 9, 16))))
        .isEqualTo(2 * 16 * 4);
  }

  @Test
  void aDenseLayerWorksOnTheLastAxis() {
    assertThat(Dense.of(7).multiplyAdds(List.of(Shape.of(5)))).isEqualTo(35);
    assertThat(Dense.of(7).multiplyAdds(List.of(Shape.of(3, 5)))).isEqualTo(105);
  }
}
