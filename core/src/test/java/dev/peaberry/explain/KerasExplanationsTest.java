package dev.peaberry.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.config.Seed;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.UInt8Array;
import dev.peaberry.format.KerasFile;
import dev.peaberry.golden.Near;
import dev.peaberry.interop.FloatFile;
import dev.peaberry.interop.RealKeras;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every method gives what the real Keras gives with its gradient tape. */
@Tag("interop")
final class KerasExplanationsTest {
  private static final double TOLERANCE = 1e-4;
  private static final Shape PICTURE = Shape.of(20, 24, 3);
  private static final Shape BATCH = PICTURE.prepend(3);
  private static final SmoothGrad SMOOTH =
      SmoothGrad.of().withSamples(5).withNoise(0.2).withSeed(Seed.of(11));

  @TempDir static Path root;

  private Path folder;
  private Explainer explainer;
  private UInt8Array pictures;
  private int[] classes;
  private String prefix;

  @BeforeAll
  static void explainInKeras() throws IOException {
    FloatArray noise = FloatArray.zeros(PICTURE.prepend(SMOOTH.samples()));
    int size = (int) PICTURE.size();
    for (int sample = 0; sample < SMOOTH.samples(); sample++) {
      System.arraycopy(SMOOTH.standardNoise(sample, PICTURE), 0, noise.data(), sample * size, size);
    }
    FloatFile.write(root.resolve("noise.f32"), noise.data());
    RealKeras.run(
        RealKeras.script("explain.py"), root, "softmax", "separate", "binary", "labels", "nested");
  }

  private void open(String kind) throws IOException {
    folder = root.resolve(kind);
    KerasFile file = KerasFile.read(folder.resolve("model.keras"));
    explainer = Explainer.compile(file.model(), file.weights(), EngineOptions.DEFAULT);
    pictures = new UInt8Array(BATCH, Files.readAllBytes(folder.resolve("pictures.u8")));
    classes = kind.equals("binary") ? new int[] {1, 0, 1} : new int[] {2, 0, 4};
    prefix = kind.equals("nested") ? "base/" : "";
  }

  @AfterEach
  void close() {
    explainer.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"softmax", "separate", "binary", "labels", "nested"})
  void areKerass(String kind) throws IOException {
    open(kind);
    near("scores", explainer.scores(pictures, classes).data());
    near("gradients", explainer.gradients(pictures, classes).data());
    for (String layer : List.of("relu1", "conv2", "drop2", "relu3")) {
      String path = prefix + layer;
      near(layer + "-maps", explainer.activations(path, pictures).data());
      near(layer + "-grad-cam", values(GradCam.of().withLayer(path)));
      near(layer + "-grad-cam++", values(GradCamPlusPlus.of().withLayer(path)));
    }
    near("occlusion", values(Occlusion.of().withPatch(6, 4)));
    near("smooth", SMOOTH.gradients(explainer, pictures, classes).data());
    FloatArray baseline =
        new FloatArray(PICTURE, FloatFile.read(folder.resolve("baseline.f32")).data());
    near(
        "integrated",
        IntegratedGradients.of()
            .withSteps(12)
            .withBaseline(baseline)
            .attributions(explainer, pictures, classes)
            .data());
    near("relu3-grad-cam", values(GradCam.of()));
    near(
        "resized",
        joined(
            GradCam.of().explain(explainer, pictures, classes).stream()
                .map(map -> map.resized(PICTURE.get(0), PICTURE.get(1)))));
    assertThat(explainer.lastLayer().map(SpatialLayer::path))
        .isEqualTo(Optional.of(prefix + "relu3"));
  }

  private float[] values(Method method) {
    return joined(method.explain(explainer, pictures, classes).stream());
  }

  private static float[] joined(Stream<Heatmap> maps) {
    List<float[]> parts = maps.map(Heatmap::values).toList();
    float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /** Compares in units of the greatest value, for gradients by pixels are small. */
  private void near(String name, float... found) throws IOException {
    float[] expected = FloatFile.read(folder.resolve(name + ".f32")).data();
    float unit = 0;
    for (float each : expected) {
      unit = Math.max(unit, Math.abs(each));
    }
    assertThat(unit).as(name).isPositive();
    Near.assertNear(name, over(unit, found), over(unit, expected), TOLERANCE);
  }

  private static FloatArray over(float unit, float... values) {
    float[] shares = values.clone();
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= unit;
    }
    return FloatArray.of(shares);
  }
}
