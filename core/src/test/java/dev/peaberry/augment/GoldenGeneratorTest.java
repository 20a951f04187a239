package dev.peaberry.augment;

import static dev.peaberry.golden.Near.assertNear;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.peaberry.config.RandomState;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.golden.GoldenFamily;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keras's ImageDataGenerator: what it draws, its geometry, its colours. */
@Tag("golden")
final class GoldenGeneratorTest {
  private static final GoldenFamily GOLDEN = GoldenFamily.open("augment");

  private static List<String> cases(String function) {
    return GOLDEN.cases().entrySet().stream()
        .filter(e -> e.getValue().path("function").asText().equals(function))
        .map(Map.Entry::getKey)
        .toList();
  }

  static List<String> affine() {
    return cases("apply_affine_transform");
  }

  static List<String> flips() {
    return cases("flip_axis");
  }

  static List<String> channelShifts() {
    return cases("apply_channel_shift");
  }

  static List<String> brightness() {
    return cases("apply_brightness_shift");
  }

  static List<String> generators() {
    return cases("ImageDataGenerator.get_random_transform");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("affine")
  void movesPixelsAsKeras(String name) {
    JsonNode json = GOLDEN.cases().get(name);
    Picture picture = image();
    JsonNode p = json.get("parameters");
    AffineTransform transform =
        new AffineTransform(
            p.path("theta").asDouble(0),
            p.path("tx").asDouble(0),
            p.path("ty").asDouble(0),
            p.path("shear").asDouble(0),
            p.path("zx").asDouble(1),
            p.path("zy").asDouble(1));
    Warp warp =
        transform.warp(
            picture.height(),
            picture.width(),
            FillMode.valueOf(json.get("fill_mode").asText().toUpperCase(Locale.ROOT)).inSciPy(),
            (float) json.get("cval").asDouble());
    (json.get("order").asInt() == 0 ? warp.with(Warp.Sampling.NEAREST) : warp).apply(picture);
    assertEqual(picture, json, 1e-3f);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("flips")
  void mirrorsAsKeras(String name) {
    JsonNode json = GOLDEN.cases().get(name);
    Picture picture = image();
    if (json.get("axis").asInt() == 0) {
      Flips.vertical(picture);
    } else {
      Flips.horizontal(picture);
    }
    assertEqual(picture, json, 0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("channelShifts")
  void shiftsChannelsAsKeras(String name) {
    JsonNode json = GOLDEN.cases().get(name);
    Picture picture = image();
    RandomTransform.shift(picture.values(), (float) json.get("intensity").asDouble());
    assertEqual(picture, json, 1e-3f);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brightness")
  void brightensAsKeras(String name) {
    JsonNode json = GOLDEN.cases().get(name);
    Picture picture = image();
    RandomTransform.brighten(picture.values(), (float) json.get("brightness").asDouble());
    assertEqual(picture, json, 0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("generators")
  void drawsAndChangesAsKeras(String name) {
    JsonNode json = GOLDEN.cases().get(name);
    ImageDataGenerator generator =
        ImageDataGenerator.SCHEMA.fromJson(GoldenFamily.plain(json.get("config")));
    Picture picture = image();
    RandomTransform drawn = generator.draw(picture.height(), picture.width(), random(json));
    JsonNode p = json.get("parameters");
    assertThat(drawn.affine().theta()).isCloseTo(p.get("theta").asDouble(), offset(1e-9));
    assertThat(drawn.affine().tx()).isCloseTo(p.get("tx").asDouble(), offset(1e-9));
    assertThat(drawn.affine().ty()).isCloseTo(p.get("ty").asDouble(), offset(1e-9));
    assertThat(drawn.flipHorizontal()).isEqualTo(p.get("flip_horizontal").asBoolean());
    assertThat(drawn.flipVertical()).isEqualTo(p.get("flip_vertical").asBoolean());
    generator.apply(picture, random(json));
    assertEqual(picture, json, 1e-3f);
  }

  static List<String> standardizations() {
    return cases("ImageDataGenerator.standardize");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("standardizations")
  void standardizesAsKeras(String name) {
    JsonNode json = GOLDEN.cases().get(name);
    Standardization settings =
        Standardization.SCHEMA.fromJson(GoldenFamily.plain(json.get("config")));
    FloatArray found =
        settings
            .fit(pictures(GOLDEN.tensor(GOLDEN.extra("standardize_fit_images").asText())))
            .standardize(GOLDEN.tensor(GOLDEN.extra("image").asText()));
    assertNear(name, found, GOLDEN.tensor(json.get("output").asText()), 1e-5);
  }

  private static List<Picture> pictures(FloatArray batch) {
    Shape shape = batch.shape().dropFirst();
    int length = Math.toIntExact(shape.size());
    return IntStream.range(0, batch.shape().get(0))
        .mapToObj(
            i -> {
              Picture picture = new Picture(shape.get(0), shape.get(1), shape.get(2));
              System.arraycopy(batch.data(), i * length, picture.values(), 0, length);
              return picture;
            })
        .toList();
  }

  private static RandomState random(JsonNode json) {
    return RandomState.ofSeed(json.get("numpy_seed").asLong());
  }

  private static void assertEqual(Picture picture, JsonNode json, float tolerance) {
    assertThat(picture.values())
        .usingComparatorWithPrecision(tolerance)
        .containsExactly(GOLDEN.tensor(json.get("output").asText()).data());
  }

  private static Picture image() {
    FloatArray image = GOLDEN.tensor(GOLDEN.extra("image").asText());
    Picture picture = new Picture(image.shape().get(0), image.shape().get(1), image.shape().get(2));
    System.arraycopy(image.data(), 0, picture.values(), 0, image.data().length);
    return picture;
  }
}
