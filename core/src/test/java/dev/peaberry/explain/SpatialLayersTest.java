package dev.peaberry.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Seed;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.UInt8Array;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.GlobalAveragePooling2D;
import dev.peaberry.layer.Rescaling;
import dev.peaberry.model.Inference;
import dev.peaberry.model.Model;
import dev.peaberry.model.Node;
import dev.peaberry.model.Sequential;
import dev.peaberry.model.SharedLayer;
import dev.peaberry.model.Weights;
import dev.peaberry.zoo.Backbone;
import dev.peaberry.zoo.DenseNet;
import dev.peaberry.zoo.EfficientNet;
import dev.peaberry.zoo.MobileNet;
import dev.peaberry.zoo.MobileNetV2;
import dev.peaberry.zoo.ResNet;
import dev.peaberry.zoo.Vgg;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class SpatialLayersTest {
  private static final Shape PICTURE = Shape.of(64, 64, 3);

  private static SpatialLayers small() {
    return SpatialLayers.of(ExplainedModels.convolutional(3, Activation.SOFTMAX));
  }

  private static SpatialLayers nested() {
    return SpatialLayers.of(
        Sequential.withInput(PICTURE)
            .add("scaling", Rescaling.of(1 / 255.0))
            .add("vgg16", Vgg.VGG16.withoutTop(PICTURE))
            .add("pool", GlobalAveragePooling2D.of())
            .add("classes", Dense.of(2))
            .build());
  }

  static Stream<Arguments> backbones() {
    return Stream.of(
        Arguments.of(Vgg.VGG16, "block5_conv3"),
        Arguments.of(MobileNet.of(), "conv_pw_13_relu"),
        Arguments.of(MobileNetV2.of(), "out_relu"),
        Arguments.of(ResNet.RESNET50, "conv5_block3_out"),
        Arguments.of(DenseNet.DENSENET121, "relu"),
        Arguments.of(EfficientNet.B0, "top_activation"));
  }

  @ParameterizedTest
  @MethodSource("backbones")
  void theLastIsTheOneBeforePoolingToAVector(Backbone backbone, String expected) {
    Model model = backbone.withTop(PICTURE, 10, Activation.SOFTMAX);
    assertThat(SpatialLayers.of(model).last()).map(SpatialLayer::path).contains(expected);
  }

  @Test
  void aPoolingOrDropoutAtTheEndIsPassedOver() {
    assertThat(small().last()).contains(new SpatialLayer("second", Shape.of(3, 2, 6)));
  }

  @Test
  void theLastOfANestedModelIsNamedByItsPath() {
    assertThat(nested().last()).map(SpatialLayer::path).contains("vgg16/block5_conv3");
  }

  @Test
  void aStageIsTheLastLayerOfItsSize() {
    assertThat(nested().stages().stream().map(SpatialLayer::path))
        .containsExactly(
            "vgg16/block1_conv2",
            "vgg16/block2_conv2",
            "vgg16/block3_conv3",
            "vgg16/block4_conv3",
            "vgg16/block5_conv3");
  }

  @Test
  void theEndOfAPathIsEnough() {
    assertThat(nested().require("block3_conv1").path()).isEqualTo("vgg16/block3_conv1");
  }

  @Test
  void aModelInsideStandsForItsLastLayer() {
    assertThat(nested().require("vgg16").path()).isEqualTo("vgg16/block5_pool");
  }

  @Test
  void ofALayerThatIsUsedTwiceTheLastUseCounts() {
    SharedLayer shared = SharedLayer.of("shared", Conv2D.of(3, 3));
    Node input = Node.input(ExplainedModels.PICTURE);
    Node twice = shared.apply(shared.apply(input));
    Model model =
        Model.of("twice", input, twice.apply(GlobalAveragePooling2D.of()).apply(Dense.of(2)));
    Weights weights = model.initialWeights(Seed.of(3));
    Model upToIt = Model.of("up_to_it", input, twice);
    UInt8Array pictures = ExplainedModels.pictures(2);
    try (Explainer explainer = Explainer.compile(model, weights, EngineOptions.DEFAULT);
        Inference inference =
            Inference.compile(upToIt, weights.ofPart(upToIt), EngineOptions.DEFAULT)) {
      assertThat(explainer.activations("shared", pictures)).isEqualTo(inference.run(pictures));
    }
  }

  @Test
  void refusesALayerThatThereIsNot() {
    assertThatThrownBy(() -> nested().require("blok5_conv3"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Found no layer 'blok5_conv3' in the model, expected one that gives maps (H, W, C), did"
                + " you mean 'block5_conv3'?");
  }

  @Test
  void refusesALayerThatGivesAVector() {
    assertThatThrownBy(() -> small().require("classes"))
        .hasMessage(
            "Layer classes: found the output (3,), expected maps (H, W, C) of several places on the"
                + " way to the model's output, such as second");
  }

  @Test
  void refusesMapsOfOnePlace() {
    SpatialLayers layers =
        SpatialLayers.of(MobileNet.of().withTop(PICTURE, 10, Activation.SOFTMAX));
    assertThatThrownBy(() -> layers.require("conv_preds")).hasMessageContaining("(1, 1, 10)");
  }
}
