package dev.peaberry.pretrained;

import static dev.peaberry.golden.Near.assertNear;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.peaberry.config.Seed;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.format.Assets;
import dev.peaberry.format.ClassNames;
import dev.peaberry.format.KerasFile;
import dev.peaberry.golden.RealData;
import dev.peaberry.image.ImageResizer;
import dev.peaberry.interop.FloatFile;
import dev.peaberry.interop.RealKeras;
import dev.peaberry.model.Inference;
import dev.peaberry.predict.Classification;
import dev.peaberry.predict.Classifier;
import dev.peaberry.zoo.Backbones;
import dev.peaberry.zoo.MobileNet;
import dev.peaberry.zoo.Vgg;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights of {@code keras.applications} compute here what they compute in the real Keras. */
@Tag("interop")
final class PretrainedInteropTest {
  private static final Shape LARGE = Shape.of(224, 224, 3);
  private static final Shape SMALL = Shape.of(64, 64, 3);

  @TempDir Path folder;

  private static String withoutTop(Shape picture) {
    return "{\"include_top\": false, \"input_shape\": [%d, %d, 3]}"
        .formatted(picture.get(0), picture.get(1));
  }

  @Test
  void mobileNetTakesPixels() throws IOException {
    Path file = RealData.path("weights/mobilenet_v1_0.25_224.h5");
    Pretrained ours = Pretrained.whole(new MobileNet(0.25), LARGE, 1000, file);
    check(ours, 1e-5, "MobileNet", "{\"alpha\": 0.25}", file, "mobilenet");
  }

  /** From the photo to the probability of each class; both see the same resized pixels. */
  @Test
  void mobileNetNamesTheAnimalsThatKerasNames() throws Exception {
    Path file = RealData.path("weights/mobilenet_v1_0.25_224.h5");
    Path photos = RealData.path("cats_dogs/validation");
    ClassNames names = ImageNetClasses.read(RealData.path("weights/synset_words.txt"));
    List<Path> some =
        List.of(photos.resolve("cats/cat.4003.jpg"), photos.resolve("dogs/dog.4002.jpg"));
    Pretrained ours = Pretrained.whole(new MobileNet(0.25), LARGE, 1000, file);
    KerasFile model =
        KerasFile.of(ours.model(), ours.weights()).withAssets(Assets.NONE.withClassNames(names));
    FloatArray pixels = FloatArray.zeros(LARGE.prepend(some.size()));
    List<Classification> found = new ArrayList<>();
    try (Classifier classifier = Classifier.of(model, EngineOptions.DEFAULT)) {
      for (Path photo : some) {
        found.add(classifier.classify(photo));
        byte[] small = ImageResizer.to(224, 224).resize(classifier.read(photo)).pixels();
        int offset = (found.size() - 1) * small.length;
        for (int i = 0; i < small.length; i++) {
          pixels.data()[offset + i] = small[i] & 0xff;
        }
      }
    }
    FloatArray theirs = theirs(pixels, "MobileNet", "{\"alpha\": 0.25}", file, "mobilenet");
    for (int i = 0; i < theirs.data().length; i++) {
      assertThat(found.get(i / 1000).probabilities().get(i % 1000))
          .isCloseTo((double) theirs.data()[i], within(1e-4));
    }
    assertThat(found)
        .extracting(each -> each.best().label())
        .containsExactly("tiger cat", "miniature schnauzer");
  }

  /** Keras 2 has saved the whole model; its description is read, too. */
  @Test
  void aWholeModelOfKeras2() throws IOException {
    Path file = RealData.path("weights/mobilenet_v1_0.25_224.h5");
    KerasFile whole = KerasFile.read(file);
    FloatArray pixels = pictures(LARGE);
    FloatArray preprocessed = FloatArray.zeros(pixels.shape());
    for (int i = 0; i < pixels.data().length; i++) {
      preprocessed.data()[i] = pixels.data()[i] / 127.5f - 1;
    }
    FloatArray theirs = theirs(pixels, "MobileNet", "{\"alpha\": 0.25}", file, "mobilenet");
    assertClose(new Pretrained(whole.model(), whole.weights()), preprocessed, theirs, 1e-5);
  }

  /** Features reach some hundreds, and sums of 4608 numbers are added in other orders. */
  @Test
  void vgg16TakesPixelsWithRedFirst() throws IOException {
    Path file = RealData.path("weights/vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5");
    Pretrained ours = Pretrained.base(Vgg.VGG16, SMALL, file);
    check(ours, 1e-4, "VGG16", withoutTop(SMALL), file, "vgg16");
  }

  /** Keras draws the weights and keeps them. */
  @ParameterizedTest
  @CsvSource({
    "ResNet50, resnet50, resnet",
    "ResNet50V2, resnet50v2, resnet_v2",
    "MobileNetV2, mobilenetv2_1.00, mobilenet_v2",
    "EfficientNetB0, efficientnetb0, efficientnet",
    "DenseNet121, densenet121, densenet"
  })
  void otherNetworksAndTheirPreprocessing(String name, String backbone, String module)
      throws IOException {
    Path file = folder.resolve("drawn.weights.h5");
    FloatArray pictures = pictures(SMALL);
    FloatArray theirs = theirs(pictures, name, withoutTop(SMALL), file, module);
    Pretrained ours = Pretrained.base(Backbones.find(backbone).orElseThrow(), SMALL, file);
    assertClose(ours, pictures, theirs, 1e-4);
  }

  private void check(
      Pretrained ours, double tolerance, String name, String arguments, Path file, String module)
      throws IOException {
    FloatArray pictures = pictures(ours.model().inputShapes().get(0));
    assertClose(ours, pictures, theirs(pictures, name, arguments, file, module), tolerance);
  }

  private static void assertClose(
      Pretrained ours, FloatArray pictures, FloatArray theirs, double tolerance) {
    try (Inference inference =
        Inference.compile(ours.model(), ours.weights(), EngineOptions.DEFAULT)) {
      FloatArray found = inference.run(pictures);
      assertNear("outputs", found, new FloatArray(found.shape(), theirs.data()), tolerance);
      assertThat(found.data()).isNotEqualTo(new float[found.data().length]);
    }
  }

  private FloatArray theirs(
      FloatArray pictures, String name, String arguments, Path file, String... module)
      throws IOException {
    Path out = folder.resolve("out");
    Path x = FloatFile.write(folder.resolve("x"), pictures.data());
    List<Object> all =
        new ArrayList<>(List.of(name, arguments, file, x, pictures.shape().get(1), out));
    all.addAll(List.of(module));
    RealKeras.run(RealKeras.script("application_outputs.py"), all.toArray());
    return FloatFile.read(out);
  }

  /** Pixels from 0 to 255, red unlike blue. */
  private static FloatArray pictures(Shape picture) {
    RandomGenerator random = Seed.of(1).generator();
    FloatArray array = FloatArray.zeros(picture.prepend(2));
    for (int i = 0; i < array.data().length; i++) {
      array.data()[i] = (255 - 50 * (i % 3)) * random.nextFloat();
    }
    return array;
  }
}
