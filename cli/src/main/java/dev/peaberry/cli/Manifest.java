package dev.peaberry.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.engine.Devices;
import dev.peaberry.engine.EngineOptions;
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
  private static final long LARGEST = 1 << 20;

  private Manifest() {}

  /** A manifest of a run that begins now. */
  static Map<String, Object> of(Recipe recipe, Divided divided, EngineOptions engine) {
    return Json.map(
        RECIPE,
        recipe.toJson(),
        "classes",
        divided.classNames(),
        "training_pictures",
        divided.training().size(),
        "validation_pictures",
        divided.validation().size(),
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
        "processors",
        Runtime.getRuntime().availableProcessors());
  }

  /**
   * The recipe of a run's folder.
   *
   * @throws InputException if there is none, or it is damaged
   */
  static Recipe recipe(RunFolder run) throws IOException {
    Path file = run.manifest();
    if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
      throw new InputException(
          "Found no %s in %s, expected the folder of a run; check the path"
              .formatted(FILE, run.path()));
    }
    try {
      Map<?, ?> json = new ObjectMapper().readValue(file.toFile(), Map.class);
      return recipe(json).orElseThrow(() -> new IllegalArgumentException("found no recipe"));
    } catch (JsonProcessingException | IllegalArgumentException | TypeConversionException e) {
      throw new InputException(
          file + " is damaged: " + e.getMessage().lines().findFirst().orElse(""), e);
    }
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
    Map<String, Object> settings = new LinkedHashMap<>();
    map.forEach((key, value) -> settings.put(String.valueOf(key), value));
    return Optional.of(Recipe.fromJson(settings));
  }
}
