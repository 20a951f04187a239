package dev.peaberry.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.peaberry.callback.Callbacks;
import dev.peaberry.config.Registry;
import dev.peaberry.initializer.Initializers;
import dev.peaberry.layer.Layers;
import dev.peaberry.loss.Losses;
import dev.peaberry.metric.Metrics;
import dev.peaberry.optimizer.Optimizers;
import dev.peaberry.schedule.Schedules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Holds docs/reference/keras-coverage.md to the truth; {@code -Dpeaberry.write-docs} writes it
 * anew.
 */
@Tag("golden")
class KerasCoverageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("peaberry.root", ".."), "docs/reference/keras-coverage.md");

  private record Family(String title, String file, String key, Registry<?> registry) {}

  private static final Family[] FAMILIES = {
    new Family("Layers", "layers", "layer", Layers.REGISTRY),
    new Family("Losses", "losses", "loss", Losses.REGISTRY),
    new Family("Metrics", "metrics", "metric", Metrics.REGISTRY),
    new Family("Optimizers", "optimizers", "optimizer", Optimizers.REGISTRY),
    new Family("Learning-rate schedules", "schedules", "schedule", Schedules.REGISTRY),
    new Family("Callbacks", "callbacks", "callback", Callbacks.REGISTRY),
    new Family("Initializers", "initializers", "initializer", Initializers.REGISTRY)
  };

  @Test
  void thePageSaysWhatIsHereAndWhatIsNot() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # What of Keras is here

            Written by `KerasCoverageTest`, which fails where this page is not true. "Cases" are golden
            cases, made by the real Keras, that the class agrees with, values and gradients; a class
            without cases is here and tested by other means.
            """);
    for (Family family : FAMILIES) {
      Map<String, Integer> cases = cases(family);
      page.append("\n## ")
          .append(family.title())
          .append("\n\n| Keras | here | cases |\n|---|---|---|\n");
      cases.forEach(
          (name, count) -> {
            boolean here = family.registry().find(name).isPresent();
            page.append("| ").append(name).append(" | ").append(here ? "yes" : "not yet");
            page.append(" | ").append(here && count > 0 ? count : "").append(" |\n");
          });
    }
    if (System.getProperty("peaberry.write-docs") != null) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).content().isEqualTo(page.toString());
  }

  private static Map<String, Integer> cases(Family family) {
    Map<String, Integer> cases = new TreeMap<>();
    family.registry().schemas().stream()
        .filter(schema -> schema.packageName().isEmpty())
        .forEach(schema -> cases.put(schema.name(), 0));
    Map<String, JsonNode> golden = new LinkedHashMap<>(GoldenFamily.open(family.file()).cases());
    golden.values().forEach(json -> cases.merge(json.get(family.key()).asText(), 1, Integer::sum));
    return cases;
  }
}
