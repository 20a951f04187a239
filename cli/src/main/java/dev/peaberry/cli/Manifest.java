package dev.peaberry.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.data.Groups;
import dev.peaberry.data.ImageSource;
import dev.peaberry.engine.Devices;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.Precision;
import dev.peaberry.format.Assets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.TypeConversionException;

/**
 * What made a run, as its folder and its model files keep it: the recipe, and where and with what
 * it was followed. Stateless.
 */
final class Manifest {
  /** Its name in a run's folder and among a model file's assets. */
  static final String FILE = "manifest.json";

  private static final String RECIPE = "recipe";
  private static final String PRECISION = "precision";
  private static final String WEIGHTS = "pretrained_weights";
  private static final long LARGEST = 16 << 20;

  private Manifest() {}

  /** A manifest of a run that begins now. */
  static Map<String, Object> of(Recipe recipe, Divided divided, EngineOptions engine) {
    Map<String, Object> manifest =
        Json.map(
            RECIPE,
            recipe.toJson(),
            "classes",
            divided.classNames(),
            "training_pictures",
            divided.training().size(),
            "validation_pictures",
            divided.validation().size(),
            "groups",
            divided.groups().map(Groups::count).orElse(null),
            "class_weights",
            classWeights(recipe, divided.training()),
            WEIGHTS,
            weights(recipe));
    manifest.putAll(circumstances(engine));
    return manifest;
  }

  /** A manifest of a cross-validation that begins now. */
  static Map<String, Object> ofFolds(Recipe recipe, Pictures pictures, EngineOptions engine) {
    Map<String, Object> manifest =
        Json.map(
            RECIPE, recipe.toJson(), "classes", pictures.classNames(), WEIGHTS, weights(recipe));
    manifest.putAll(circumstances(engine));
    return manifest;
  }

  /** Which weights the run begins with; null if all are drawn. */
  private static Map<String, Object> weights(Recipe recipe) {
    return recipe.network().learntWeights().map(LearntWeights::toJson).orElse(null);
  }

  private static Map<String, Object> circumstances(EngineOptions engine) {
    return Json.map(
        "started",
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        "peaberry",
        Version.ofPeaberry(),
        "tensorflow",
        Devices.tensorFlowVersion(),
        "java",
        Runtime.version().toString(),
        "device",
        engine.device().toString(),
        "threads",
        engine.threads(),
        PRECISION,
        engine.precision().toString(),
        "processors",
        Runtime.getRuntime().availableProcessors());
  }

  private static Map<String, Object> classWeights(Recipe recipe, ImageSource training) {
    Map<String, Object> byName = new LinkedHashMap<>();
    recipe
        .balancing()
        .weights()
        .weights(training)
        .ifPresent(
            weights -> {
              for (int label = 0; label < training.classNames().size(); label++) {
                byName.put(training.classNames().get(label), weights.of(label));
              }
            });
    return byName;
  }

  /**
   * The manifest of a run's folder.
   *
   * @throws InputException if there is none, or it is damaged
   */
  static Map<String, Object> read(RunFolder run) throws IOException {
    Path file = run.manifest();
    if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
      throw new InputException(
          "Found no %s in %s, expected the folder of a run; check the path"
              .formatted(FILE, run.path()));
    }
    try {
      Map<?, ?> json = new ObjectMapper().readValue(file.toFile(), Map.class);
      return textKeys(json == null ? Map.of() : json); // the file may hold "null"
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw damaged(run, new IllegalArgumentException("found no JSON object, see line " + line, e));
    }
  }

  /**
   * The recipe of a run's folder.
   *
   * @throws InputException if there is none, or it is damaged
   */
  static Recipe recipe(RunFolder run) throws IOException {
    try {
      return recipe(read(run)).orElseThrow(() -> new IllegalArgumentException("found no recipe"));
    } catch (IllegalArgumentException | TypeConversionException e) {
      throw damaged(run, e);
    }
  }

  private static InputException damaged(RunFolder run, Exception e) {
    return new InputException(
        run.manifest() + " is damaged: " + e.getMessage().lines().findFirst().orElse(""), e);
  }

  /** What a run was computed in last. */
  static Precision precision(Map<String, ?> manifest) {
    return Precision.BF16.toString().equals(manifest.get(PRECISION))
        ? Precision.BF16
        : Precision.FP32;
  }

  /** The manifest of a run that goes on in this precision. */
  static Map<String, Object> withPrecision(Map<String, ?> manifest, Precision precision) {
    Map<String, Object> changed = new LinkedHashMap<>(manifest);
    changed.put(PRECISION, precision.toString());
    return changed;
  }

  /** The recipe that a model file was made by, if it says so. */
  static Optional<Recipe> recipe(Assets assets) {
    try {
      return assets.json(FILE).flatMap(Manifest::recipe);
    } catch (IllegalArgumentException | TypeConversionException e) {
      return Optional.empty();
    }
  }

  private static Optional<Recipe> recipe(Map<?, ?> json) {
    if (!(json.get(RECIPE) instanceof Map<?, ?> map)) {
      return Optional.empty();
    }
    return Optional.of(Recipe.fromJson(textKeys(map)));
  }

  private static Map<String, Object> textKeys(Map<?, ?> map) {
    Map<String, Object> texts = new LinkedHashMap<>();
    map.forEach((key, value) -> texts.put(String.valueOf(key), value));
    return texts;
  }
}
