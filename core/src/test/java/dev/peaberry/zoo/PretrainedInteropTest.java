package dev.peaberry.zoo;

import static dev.peaberry.golden.Near.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Seed;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.format.WeightsFile;
import dev.peaberry.golden.RealData;
import dev.peaberry.interop.FloatFile;
import dev.peaberry.interop.RealKeras;
import dev.peaberry.model.Inference;
import dev.peaberry.model.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pretrained weights compute here what they compute in the real Keras. */
@Tag("interop")
final class PretrainedInteropTest {
  @TempDir Path folder;

  @Test
  void mobileNet() throws IOException {
    Model model = new MobileNet(0.25).withTop(Shape.of(224, 224, 3), 1000, Activation.SOFTMAX);
    Path weights = RealData.path("weights/mobilenet_v1_0.25_224.h5");
    check(model, "MobileNet", "{\"alpha\": 0.25}", weights, 1e-5);
  }

  /** Features reach some hundreds, and sums of 4608 numbers are added in other orders. */
  @Test
  void vgg16WithoutTop() throws IOException {
    Model model = Vgg.VGG16.withoutTop(Shape.of(96, 96, 3));
    String arguments = "{\"include_top\": false, \"input_shape\": [96, 96, 3]}";
    Path weights = RealData.path("weights/vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5");
    check(model, "VGG16", arguments, weights, 1e-4);
  }

  @ParameterizedTest
  @CsvSource({
    "ResNet50, resnet50",
    "ResNet50V2, resnet50v2",
    "MobileNetV2, mobilenetv2_1.00",
    "EfficientNetB0, efficientnetb0",
    "DenseNet121, densenet121"
  })
  void weightsThatKerasHasDrawn(String name, String backbone) throws IOException {
    Model model = Backbones.find(backbone).orElseThrow().withoutTop(Shape.of(64, 64, 3));
    String arguments = "{\"include_top\": false, \"input_shape\": [64, 64, 3]}";
    check(model, name, arguments, folder.resolve("drawn.weights.h5"), 1e-4);
  }

  private void check(Model model, String name, String arguments, Path weights, double tolerance)
      throws IOException {
    FloatArray pictures = pictures(model.inputShapes().get(0).prepend(2));
    Path out = folder.resolve("out");
    RealKeras.run(
        RealKeras.script("application_outputs.py"),
        name,
        arguments,
        weights,
        FloatFile.write(folder.resolve("x"), pictures.data()),
        pictures.shape().get(1),
        out);
    try (Inference inference =
        Inference.compile(model, WeightsFile.read(weights, model), EngineOptions.DEFAULT)) {
      FloatArray ours = inference.run(pictures);
      FloatArray theirs = new FloatArray(ours.shape(), FloatFile.read(out).data());
      assertNear(name, ours, theirs, tolerance);
      assertThat(ours.data()).as("not all the same").isNotEqualTo(new float[ours.data().length]);
    }
  }

  private static FloatArray pictures(Shape shape) {
    RandomGenerator random = Seed.of(1).generator();
    FloatArray array = FloatArray.zeros(shape);
    for (int i = 0; i < array.data().length; i++) {
      array.data()[i] = 2 * random.nextFloat() - 1;
    }
    return array;
  }
}
