package dev.peaberry.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.golden.GoldenFamily;
import dev.peaberry.golden.RealData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@Tag("golden")
class GoldenImagesTest {
  private static final ImageDecoder RGB = ImageDecoder.of(ColorMode.RGB);

  @TestFactory
  Stream<DynamicTest> decodesAsTensorFlow() {
    GoldenFamily golden = GoldenFamily.open("images");
    return golden.cases().entrySet().stream()
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> decodes(golden, entry)));
  }

  private static void decodes(GoldenFamily golden, Map.Entry<String, JsonNode> entry)
      throws Exception {
    byte[] file =
        Files.readAllBytes(golden.folder().resolve(entry.getValue().get("file").asText()));
    if (!entry.getValue().get("tf_error").isNull()) {
      assertThatThrownBy(() -> RGB.decode(file)).isInstanceOf(UndecodableImageException.class);
      return;
    }
    assertSamePixels(RGB.decode(file), golden.tensor(entry.getValue().get("tf_decoded").asText()));
  }

  @TestFactory
  Stream<DynamicTest> refusesDamagedFilesWithoutCrashing() {
    GoldenFamily golden = GoldenFamily.open("images");
    return golden.cases().entrySet().stream()
        .filter(entry -> entry.getValue().get("bytes").asInt() > 0)
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      Path file = golden.folder().resolve(entry.getValue().get("file").asText());
                      damage(Files.readAllBytes(file));
                    }));
  }

  /** Any other exception than the declared one fails the test. */
  private static void damage(byte[] whole) {
    ImageDecoder decoder = ImageDecoder.of(ColorMode.RGBA).withPixelLimit(1_000_000);
    Random random = new Random(whole.length);
    for (int round = 0; round < 40; round++) {
      byte[] file = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
      for (int i = 0; i < 5; i++) {
        file[random.nextInt(file.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(decoder.decode(file).channels()).isEqualTo(4);
      } catch (UndecodableImageException e) {
        assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
      }
    }
  }

  @Test
  void decodesOneChannelAsTensorFlow() throws Exception {
    decodesTo(ColorMode.GRAYSCALE, "gray_decode_channels_1");
  }

  @Test
  void decodesFourChannelsAsTensorFlow() throws Exception {
    decodesTo(ColorMode.RGBA, "rgba_decode_channels_4");
  }

  private static void decodesTo(ColorMode mode, String extra) throws Exception {
    GoldenFamily golden = GoldenFamily.open("images");
    String tensor = golden.extra(extra).asText();
    String file = tensor.substring(0, tensor.indexOf('/'));
    byte[] contents = Files.readAllBytes(golden.folder().resolve("images").resolve(file));
    assertSamePixels(ImageDecoder.of(mode).decode(contents), golden.tensor(tensor));
  }

  @TestFactory
  Stream<DynamicTest> readsTheSizeFromTheHeader() {
    GoldenFamily golden = GoldenFamily.open("images");
    return golden.cases().entrySet().stream()
        .filter(entry -> entry.getValue().has("tf_decoded"))
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      Path file = golden.folder().resolve(entry.getValue().get("file").asText());
                      ImageHeader header = ImageHeader.read(Files.readAllBytes(file));
                      assertThat(new int[] {header.height(), header.width()})
                          .containsExactly(
                              Arrays.copyOf(
                                  golden
                                      .tensor(entry.getValue().get("tf_decoded").asText())
                                      .shape()
                                      .toArray(),
                                  2));
                    }));
  }

  @TestFactory
  List<DynamicTest> resizesAsTensorFlow() {
    GoldenFamily golden = GoldenFamily.open("images");
    List<DynamicTest> tests = new ArrayList<>();
    golden
        .cases()
        .forEach(
            (name, entry) -> {
              for (JsonNode resized : entry.path("resized").path("tf")) {
                tests.add(
                    DynamicTest.dynamicTest(
                        resized.get("tensor").asText(), () -> resizes(golden, entry, resized)));
              }
              for (String key : List.of("crop_to_aspect_ratio", "pad_to_aspect_ratio")) {
                JsonNode resized = entry.path("resized").path(key);
                if (!resized.isMissingNode()) {
                  tests.add(
                      DynamicTest.dynamicTest(
                          name + " " + key,
                          () ->
                              assertResized(
                                  golden,
                                  entry,
                                  resized,
                                  resizer(resized)
                                      .withAspectRatio(
                                          key.startsWith("crop")
                                              ? AspectRatio.CROP
                                              : AspectRatio.PAD))));
                }
              }
            });
    return tests;
  }

  private static void resizes(GoldenFamily golden, JsonNode entry, JsonNode resized) {
    assertResized(
        golden,
        entry,
        resized,
        resizer(resized).withAntialias(resized.get("antialias").asBoolean()));
  }

  private static ImageResizer resizer(JsonNode resized) {
    Interpolation interpolation =
        switch (resized.get("method").asText()) {
          case "bilinear" -> Interpolation.BILINEAR;
          case "nearest" -> Interpolation.NEAREST;
          case "bicubic" -> Interpolation.BICUBIC;
          case "area" -> Interpolation.AREA;
          case "lanczos3" -> Interpolation.LANCZOS3;
          default -> fail("unknown method " + resized);
        };
    return ImageResizer.to(resized.get("size").get(0).asInt(), resized.get("size").get(1).asInt())
        .withInterpolation(interpolation);
  }

  private static void assertResized(
      GoldenFamily golden, JsonNode entry, JsonNode resized, ImageResizer resizer) {
    Image image = image(golden.tensor(entry.get("tf_decoded").asText()));
    FloatArray expected = golden.tensor(resized.get("tensor").asText());
    FloatArray found = resizer.resizeToFloat(image);
    assertThat(found.shape()).isEqualTo(expected.shape());
    byte[] rounded = resizer.resize(image).pixels();
    for (int i = 0; i < expected.data().length; i++) {
      float value = expected.data()[i];
      assertThat(found.data()[i]).as("value %d", i).isCloseTo(value, within());
      float shown = Math.max(0, Math.min(255, value));
      assertThat((float) (rounded[i] & 0xff))
          .as("rounded value %d", i)
          .isCloseTo(shown, Assertions.within(0.501f));
    }
  }

  private static Offset<Float> within() {
    return Assertions.within(1e-3f);
  }

  @TestFactory
  Stream<DynamicTest> decodesWholePhotosAsTensorFlow() {
    GoldenFamily golden = GoldenFamily.open("images");
    RealData.path("coffee_beans");
    return golden.extra("data_photos").properties().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      byte[] file = Files.readAllBytes(RealData.path(entry.getKey()));
                      assertThat(sha256(RGB.decode(file).pixels()))
                          .isEqualTo(entry.getValue().get("tf_sha256_of_rgb_bytes").asText());
                    }));
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static Image image(FloatArray pixels) {
    byte[] bytes = new byte[pixels.data().length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) pixels.data()[i];
    }
    return new Image(pixels.shape().get(0), pixels.shape().get(1), pixels.shape().last(), bytes);
  }

  private static void assertSamePixels(Image found, FloatArray expected) {
    assertThat(found.shape()).isEqualTo(expected.shape());
    byte[] wanted = image(expected).pixels();
    int largest = 0;
    for (int i = 0; i < wanted.length; i++) {
      largest = Math.max(largest, Math.abs((wanted[i] & 0xff) - (found.pixels()[i] & 0xff)));
    }
    assertThat(largest).as("largest difference of a pixel").isZero();
  }
}
