package dev.peaberry.augment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.config.Notation;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Schema;
import dev.peaberry.interop.FloatFile;
import dev.peaberry.interop.RealKeras;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the numbers that are drawn here, the real Keras makes the same pictures. */
@Tag("interop")
final class KerasAugmentationsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DRAWS = 6;

  /** Where a place between two pixels may fall to either, by the rounding of float32. */
  private static final double SHARE_OFF_AT_EDGES = 0.02;

  private static final List<String> WRITTEN =
      List.of(
          "random_flip",
          "random_flip(mode=horizontal)",
          "random_flip(mode=vertical)",
          "random_rotation(factor=0.3)",
          "random_rotation(factor=[0.1, 0.4], fill_mode=wrap)",
          "random_rotation(factor=0.3, fill_mode=constant, fill_value=7.5)",
          "random_rotation(factor=0.3, fill_mode=nearest, interpolation=nearest)",
          "random_zoom(height_factor=0.4)",
          "random_zoom(height_factor=[0.2, 0.9], width_factor=[-0.5, 0.1], fill_mode=wrap)",
          "random_zoom(height_factor=0.9, width_factor=0.2, fill_mode=constant)",
          "random_translation(height_factor=0.6, width_factor=0.9)",
          "random_translation(height_factor=0.6, width_factor=[0.1, 1], fill_mode=wrap)",
          "random_translation(height_factor=0.6, width_factor=[-1, 0], fill_mode=constant)",
          "random_shear(x_factor=0.7, y_factor=[0.1, 0.4])",
          "random_shear(x_factor=0.3, fill_mode=nearest)",
          "random_crop(height=5, width=7)",
          "center_crop(height=5, width=7)",
          "random_contrast(factor=[0.7, 0.6])",
          "random_brightness(factor=0.4)",
          "random_hue(factor=0.7)",
          "random_saturation(factor=0.9)",
          "random_saturation(factor=[0.3, 0.8])",
          "random_color_degeneration(factor=0.8)",
          "random_grayscale",
          "random_invert",
          "random_sharpness(factor=1)",
          "random_gaussian_blur(factor=[1, 1])",
          "random_gaussian_blur(factor=[1, 1], kernel_size=[5, 3], sigma=[0.5, 1])",
          "random_gaussian_blur(kernel_size=[1, 7])",
          "random_erasing(fill_value=90)",
          "random_erasing(factor=[1, 1], fill_value=[10, 200, 300], scale=[0.2, 0.9])",
          "random_perspective",
          "random_perspective(factor=[1, 1], scale=0.5, fill_value=20)",
          "random_perspective(factor=[1, 1], interpolation=nearest)",
          "auto_contrast",
          "equalization",
          "equalization(bins=17)",
          "random_posterization(factor=8)",
          "random_posterization(factor=[3, 3])",
          "solarization",
          "solarization(addition_factor=0.5, threshold_factor=[0.2, 1])",
          "random_color_jitter(brightness_factor=0.3, contrast_factor=0.4,"
              + " saturation_factor=[0.2, 0.7], hue_factor=0.2)",
          "random_color_jitter(hue_factor=1)",
          "rand_augment",
          "rand_augment(num_ops=4, factor=0.9)",
          "aug_mix",
          "aug_mix(num_chains=2, chain_depth=5, factor=1, alpha=0.3, all_ops=false)");

  private final List<Map<String, Object>> cases = new ArrayList<>();
  private final List<float[]> inputs = new ArrayList<>();
  private final List<float[]> outputs = new ArrayList<>();

  @TempDir Path folder;

  @Test
  void everyClassOfKerassIsCompared() {
    assertThat(
            Augmentations.REGISTRY.schemas().stream()
                .filter(schema -> schema.packageName().isEmpty())
                .map(Schema::name))
        .containsAll(
            Stream.concat(WRITTEN.stream(), Stream.of("mix_up", "cut_mix"))
                .map(text -> Augmentations.REGISTRY.create(Notation.object(text)).className())
                .distinct()
                .toList())
        .hasSameSizeAs(
            Stream.concat(WRITTEN.stream(), Stream.of("mix_up", "cut_mix"))
                .map(text -> Augmentations.REGISTRY.create(Notation.object(text)).className())
                .distinct()
                .toList());
  }

  @Test
  void changesPicturesAsKerasDoes() throws Exception {
    for (String text : WRITTEN) {
      for (int seed = 0; seed < DRAWS; seed++) {
        add(text, seed, seed % 2 == 0 ? picture(12, 17, 3, seed) : picture(23, 9, 3, seed));
      }
    }
    for (String text : List.of("random_contrast(factor=[0.7, 0.6])", "random_grayscale")) {
      add(text, 3, picture(8, 9, 1, 3));
    }
    assertAllNear();
  }

  @Test
  void mixesBatchesAsKerasDoes() throws Exception {
    for (String text : List.of("mix_up", "mix_up(alpha=3)", "cut_mix", "cut_mix(factor=[1, 1])")) {
      for (int seed = 0; seed < DRAWS; seed++) {
        addMixed(text, seed);
      }
    }
    assertAllNear();
  }

  private void add(String text, int seed, Picture picture) {
    PreprocessingLayer layer =
        (PreprocessingLayer) Augmentations.REGISTRY.create(Notation.object(text));
    Transformation drawn = layer.draw(picture, RandomState.ofSeed(seed));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("class_name", layer.className());
    json.put("config", layer.configJson());
    json.put("shape", List.of(1, picture.height(), picture.width(), picture.channels()));
    json.put("drawn", drawn.drawn());
    float[] before = picture.values().clone();
    drawn.change().accept(picture);
    put(json, before, picture.values().clone());
  }

  private void addMixed(String text, int seed) {
    BatchAugmentation layer =
        (BatchAugmentation) Augmentations.REGISTRY.create(Notation.object(text));
    Mixing drawn = layer.draw(4, 6, 5, RandomState.ofSeed(seed));
    byte[] pixels = new byte[4 * 6 * 5 * 3];
    new Random(seed).nextBytes(pixels);
    float[] targets = {1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1};
    float[] before = new float[pixels.length];
    for (int i = 0; i < before.length; i++) {
      before[i] = pixels[i] & 0xff;
    }
    boolean exact = layer instanceof CutMix;
    byte[] mixed = drawn.pixels(pixels, 5, 3);
    float[] after = new float[before.length + targets.length];
    float[] blended = exact ? before : drawn.values(before);
    for (int i = 0; i < before.length; i++) {
      after[i] = exact ? mixed[i] & 0xff : blended[i];
      assertThat(after[i]).isBetween((mixed[i] & 0xff) - 0.51f, (mixed[i] & 0xff) + 0.51f);
    }
    System.arraycopy(drawn.values(targets), 0, after, before.length, targets.length);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("class_name", layer.className());
    json.put("config", layer.configJson());
    json.put("shape", List.of(4, 6, 5, 3));
    json.put("drawn", drawn.drawn());
    json.put(
        "targets", List.of(List.of(1, 0, 0), List.of(0, 1, 0), List.of(0, 0, 1), List.of(0, 0, 1)));
    put(json, before, after);
  }

  private void put(Map<String, Object> json, float[] before, float[] after) {
    json.put("from", inputs.stream().mapToInt(each -> each.length).sum());
    json.put("length", after.length);
    cases.add(json);
    inputs.add(before);
    outputs.add(after);
  }

  private void assertAllNear() throws IOException {
    Path file = folder.resolve("cases");
    List<String> lines = new ArrayList<>();
    for (Map<String, Object> each : cases) {
      lines.add(JSON.writeValueAsString(each));
    }
    Files.write(file, lines);
    String[] found =
        RealKeras.run(
                RealKeras.script("augmentations.py"),
                file,
                FloatFile.write(folder.resolve("inputs"), joined(inputs)),
                FloatFile.write(folder.resolve("outputs"), joined(outputs)))
            .split("\n");
    assertThat(found).hasSameSizeAs(lines);
    SoftAssertions softly = new SoftAssertions();
    for (int i = 0; i < found.length; i++) {
      JsonNode difference = JSON.readTree(found[i]);
      boolean edges = lines.get(i).contains("\"interpolation\":\"nearest\"");
      softly
          .assertThat(difference.isArray() ? difference.get(0).asDouble() : 1)
          .as("%s: %s", lines.get(i), found[i])
          .isLessThanOrEqualTo(edges ? SHARE_OFF_AT_EDGES : 0);
    }
    softly.assertAll();
  }

  private static float[] joined(List<float[]> all) {
    float[] joined = new float[all.stream().mapToInt(each -> each.length).sum()];
    int at = 0;
    for (float[] each : all) {
      System.arraycopy(each, 0, joined, at, each.length);
      at += each.length;
    }
    return joined;
  }

  /** Whole numbers, some of them alike, as in photos. */
  private static Picture picture(int height, int width, int channels, int seed) {
    Picture picture = new Picture(height, width, channels);
    Random random = new Random(seed);
    for (int i = 0; i < picture.values().length; i++) {
      picture.values()[i] = random.nextInt(4) == 0 ? 255 : random.nextInt(256);
    }
    return picture;
  }
}
