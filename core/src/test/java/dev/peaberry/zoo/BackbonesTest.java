package dev.peaberry.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.activation.Activation;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.ShapeException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackbonesTest {
  private static final Shape PICTURE = Shape.of(224, 224, 3);

  /** The totals that Keras, or the paper for what Keras does not have, gives for 1000 classes. */
  @ParameterizedTest
  @CsvSource({
    "vgg11, 132863336",
    "vgg13, 133047848",
    "vgg16, 138357544",
    "vgg19, 143667240",
    "mobilenet_0.25, 475544",
    "mobilenet_1.00, 4253864",
    "mobilenetv2_0.35, 1691208",
    "mobilenetv2_1.00, 3538984",
    "resnet50, 25636712",
    "resnet101, 44707176",
    "resnet152, 60419944",
    "resnet50v2, 25613800",
    "resnet152v2, 60380648",
    "efficientnetb0, 5330571",
    "efficientnetb3, 12320535",
    "densenet121, 8062504",
    "densenet201, 20242984"
  })
  void haveAsManyParametersAsKeras(String name, long parameters) {
    Backbone backbone = Backbones.find(name).orElseThrow();
    assertThat(backbone.withTop(PICTURE, 1000, Activation.SOFTMAX).summary().total())
        .isEqualTo(parameters);
  }

  @ParameterizedTest
  @CsvSource({
    "resnet18, 512",
    "resnet34, 512",
    "resnet18v2, 512",
    "vgg16, 512",
    "densenet169, 1664"
  })
  void giveMapsOfFeatures(String name, int features) {
    Backbone backbone = Backbones.find(name).orElseThrow();
    assertThat(backbone.withoutTop(PICTURE).outputShapes())
        .containsExactly(Shape.of(7, 7, features));
  }

  @Test
  void haveNamesOfTheirOwn() {
    assertThat(Backbones.all().stream().map(Backbone::name)).doesNotHaveDuplicates();
    assertThat(Backbones.find("vgg")).isEmpty();
  }

  @Test
  void sayWhichLayerAPictureIsTooSmallFor() {
    assertThatThrownBy(() -> Vgg.VGG16.withoutTop(Shape.of(16, 16, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("block5_pool");
  }

  @Test
  void refuseAWidthOfNothing() {
    assertThatThrownBy(() -> new MobileNet(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A width is above 0 and at most 4, found 0.0");
  }

  @Test
  void keepTheirListsToThemselves() {
    assertThatThrownBy(() -> Vgg.VGG16.convolutions().add(3))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(new Vgg("own", List.of(1)).withoutTop(Shape.of(8, 8, 1)).outputShapes())
        .containsExactly(Shape.of(4, 4, 64));
  }
}
