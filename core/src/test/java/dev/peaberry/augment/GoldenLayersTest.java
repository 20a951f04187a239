package dev.peaberry.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.peaberry.config.RandomState;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.golden.GoldenFamily;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keras 3's layers that change pictures: where they draw from and what they make of it. */
@Tag("golden")
final class GoldenLayersTest {
  private static final GoldenFamily GOLDEN = GoldenFamily.open("augment");
  private static final int DRAWS = 4000;

  static List<String> ranges() {
    return cases("layer_ranges/");
  }

  static List<String> exact() {
    return cases("layer_exact/");
  }

  private static List<String> cases(String prefix) {
    return GOLDEN.cases().keySet().stream().filter(name -> name.startsWith(prefix)).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ranges")
  void drawsFromTheRangesThatKerasDrawsFrom(String name) {
    JsonNode json = GOLDEN.cases().get(name);
    PreprocessingLayer layer = layer(json);
    Map<String, List<List<Double>>> drawn = new LinkedHashMap<>();
    RandomState random = RandomState.ofSeed(5);
    FloatArray images = images();
    for (int i = 0; i < DRAWS; i++) {
      layer
          .draw(picture(images, 0), random)
          .drawn()
          .forEach(
              (key, value) ->
                  drawn.computeIfAbsent(key, k -> new ArrayList<>()).add(numbers(value)));
    }
    JsonNode observed = json.get("observed_over_4000_draws");
    observed
        .properties()
        .forEach(
            each -> {
              for (int i = 0; i < each.getValue().size(); i++) {
                int component = i;
                assertSpread(
                    drawn.get(each.getKey()).stream()
                        .mapToDouble(one -> one.get(component))
                        .toArray(),
                    each.getValue().get(i));
              }
            });
  }

  private static void assertSpread(double[] values, JsonNode observed) {
    double least = observed.get("minimum").asDouble();
    double most = observed.get("maximum").asDouble();
    double slack = 0.01 * (most - least);
    assertThat(Arrays.stream(values).min().orElseThrow()).isCloseTo(least, within(slack));
    assertThat(Arrays.stream(values).max().orElseThrow()).isCloseTo(most, within(slack));
    assertThat(Arrays.stream(values).average().orElseThrow())
        .isCloseTo(observed.get("mean").asDouble(), within(4 * slack));
  }

  private static List<Double> numbers(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(each -> ((Number) each).doubleValue()).toList();
    }
    return List.of(
        value instanceof Boolean flag ? (flag ? 1.0 : 0.0) : ((Number) value).doubleValue());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("exact")
  void changesPicturesAsKeras(String name) {
    JsonNode json = GOLDEN.cases().get(name);
    FloatArray images = images();
    float[] expected = GOLDEN.tensor(json.get("output").asText()).data();
    int count = images.shape().get(0);
    for (int i = 0; i < count; i++) {
      Picture picture = picture(images, i);
      change(picture, json, i);
      int length = expected.length / count;
      assertThat(picture.values())
          .usingComparatorWithPrecision(2e-3f)
          .containsExactly(Arrays.copyOfRange(expected, i * length, (i + 1) * length));
    }
  }

  private static void change(Picture picture, JsonNode json, int index) {
    JsonNode parameters = json.get("parameters");
    PreprocessingLayer layer = layer(json);
    if (layer instanceof RandomRotation rotation) {
      rotation.turn(picture, parameters.at("/angle_degrees/" + index).asDouble());
    } else if (layer instanceof RandomZoom zoom) {
      zoom.zoom(
          picture,
          parameters.at("/height_zoom/" + index + "/0").asDouble(),
          parameters.at("/width_zoom/" + index + "/0").asDouble());
    } else if (layer instanceof RandomTranslation translation) {
      JsonNode moved = parameters.at("/translation_width_then_height/" + index);
      translation.move(picture, moved.get(0).asDouble(), moved.get(1).asDouble());
    } else if (layer instanceof RandomContrast contrast) {
      contrast.adjust(picture, (float) parameters.at("/contrast_factor/" + index).asDouble());
    } else {
      float delta = (float) parameters.at("/rgb_delta/" + index).asDouble();
      ((RandomBrightness) layer).add(picture, delta);
    }
  }

  private static PreprocessingLayer layer(JsonNode json) {
    return (PreprocessingLayer)
        Augmentations.REGISTRY.create(
            json.get("layer").asText(), GoldenFamily.plain(json.get("config")));
  }

  private static FloatArray images() {
    return GOLDEN.tensor(GOLDEN.extra("layer_images").asText());
  }

  private static Picture picture(FloatArray images, int index) {
    Picture picture =
        new Picture(images.shape().get(1), images.shape().get(2), images.shape().get(3));
    int length = picture.values().length;
    System.arraycopy(images.data(), index * length, picture.values(), 0, length);
    return picture;
  }
}
