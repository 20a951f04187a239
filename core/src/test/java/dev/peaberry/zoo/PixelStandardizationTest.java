package dev.peaberry.zoo;

import static dev.peaberry.golden.Near.assertNear;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.activation.Activation;
import dev.peaberry.augment.Picture;
import dev.peaberry.augment.Standardizer;
import dev.peaberry.config.Seed;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.UInt8Array;
import dev.peaberry.format.KerasFile;
import dev.peaberry.interop.FloatFile;
import dev.peaberry.interop.RealKeras;
import dev.peaberry.layer.WeightSpec;
import dev.peaberry.model.Inference;
import dev.peaberry.model.Member;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.model.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Standardisations as the first layers of models. */
final class PixelStandardizationTest {
  private static final Shape SHAPE = Shape.of(4, 5, 3);
  private static final int PICTURES = 100;
  private static final String SCRIPT =
      """
      import sys
      import keras, numpy as np
      model = keras.models.load_model(sys.argv[1])
      x = np.fromfile(sys.argv[2], "<f4").reshape((-1, 4, 5, 3))
      np.asarray(model(x)).astype("<f4").tofile(sys.argv[3])
      print(len(model.trainable_weights))
      """;

  @TempDir Path folder;

  private static UInt8Array pictures() {
    byte[] pixels = new byte[PICTURES * 60];
    new Random(3).nextBytes(pixels);
    return new UInt8Array(SHAPE.prepend(PICTURES), pixels);
  }

  private static Standardizer fitted(PixelStandardization standardization) {
    List<Picture> pictures =
        IntStream.range(0, PICTURES)
            .mapToObj(
                i -> {
                  Picture picture = new Picture(4, 5, 3);
                  picture.load(pictures().data(), 60 * i);
                  return picture;
                })
            .toList();
    return standardization.settings().fit(pictures);
  }

  private static Model alone(PixelStandardization standardization) {
    return Sequential.withInput(SHAPE).add(standardization.layers(SHAPE)).build();
  }

  private static Weights weights(PixelStandardization standardization) {
    return standardization.fill(
        alone(standardization).initialWeights(Seed.of(1)), fitted(standardization));
  }

  private static FloatArray outputs(PixelStandardization standardization) {
    try (Inference inference =
        Inference.compile(
            alone(standardization), weights(standardization), EngineOptions.DEFAULT)) {
      return inference.run(pictures());
    }
  }

  @ParameterizedTest
  @EnumSource(PixelStandardization.class)
  void computesWhatTheGeneratorComputes(PixelStandardization standardization) {
    Standardizer standardizer = fitted(standardization);
    FloatArray found = outputs(standardization);
    FloatArray expected = FloatArray.zeros(found.shape());
    for (int i = 0; i < PICTURES; i++) {
      FloatArray picture = FloatArray.zeros(SHAPE);
      for (int k = 0; k < 60; k++) {
        picture.data()[k] = pictures().data()[60 * i + k] & 0xff;
      }
      System.arraycopy(standardizer.standardize(picture).data(), 0, expected.data(), 60 * i, 60);
    }
    assertNear(standardization.name(), found, expected, 1e-5);
  }

  @ParameterizedTest
  @EnumSource(PixelStandardization.class)
  void nothingOfItIsTrained(PixelStandardization standardization) {
    Model model =
        new SmallCnn().standardized(Shape.of(18, 18, 3), 4, Activation.LINEAR, standardization);
    assertThat(
            model.weights().stream()
                .filter(spec -> spec.name().startsWith(PixelStandardization.LAYER + "/"))
                .filter(WeightSpec::trainable))
        .isEmpty();
    assertThat(model.weights().stream().filter(WeightSpec::trainable)).hasSize(10);
  }

  @Test
  void standsInThePlaceOfTheScaling() {
    Zoo.all().stream()
        .map(
            each ->
                each.standardized(
                    Shape.of(224, 224, 3), 4, Activation.LINEAR, PixelStandardization.FEATUREWISE))
        .forEach(
            model ->
                assertThat(model.members().subList(0, 2))
                    .as(model.name())
                    .extracting(Member::name)
                    .contains(PixelStandardization.LAYER));
  }

  @Test
  void whitensNoLargePictures() {
    assertThatThrownBy(() -> PixelStandardization.ZCA.layers(Shape.of(224, 224, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected at most 4096 numbers a picture");
  }

  @Test
  void whitensWithEnoughPicturesOnly() {
    assertThatThrownBy(() -> PixelStandardization.ZCA.requireEnough(Shape.of(8, 8, 3), 191))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Found 191 pictures to learn a whitening of 192 numbers from, expected at least as many"
                + " pictures as numbers");
  }

  @Tag("interop")
  @ParameterizedTest
  @EnumSource(PixelStandardization.class)
  void realKerasOpensIt(PixelStandardization standardization) throws IOException {
    Path file = folder.resolve("model.keras");
    KerasFile.of(alone(standardization), weights(standardization)).write(file);
    float[] values = new float[PICTURES * 60];
    for (int i = 0; i < values.length; i++) {
      values[i] = pictures().data()[i] & 0xff;
    }
    Path out = folder.resolve("out");
    String trainable =
        RealKeras.run(SCRIPT, file, FloatFile.write(folder.resolve("in"), values), out);
    assertThat(trainable).isEqualTo("0");
    assertNear(
        standardization.name(),
        FloatArray.of(outputs(standardization).data()),
        FloatFile.read(out),
        1e-5);
  }
}
