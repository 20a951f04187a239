package dev.peaberry.golden;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.config.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
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

  /** Modules with their titles and the golden family whose cases name their classes. */
  private record Family(String title, String module, Optional<String> golden) {
    private static Family of(String title, String module) {
      return new Family(title, module, Optional.empty());
    }

    private static Family of(String title, String module, String golden) {
      return new Family(title, module, Optional.of(golden));
    }

    /** The cases of each class; a manifest's key for it is the family's name in the singular. */
    private Map<String, Integer> cases() {
      Map<String, Integer> cases = new TreeMap<>();
      golden.ifPresent(
          name ->
              GoldenFamily.open(name)
                  .cases()
                  .values()
                  .forEach(json -> cases.merge(json.get(key(name)).asText(), 1, Integer::sum)));
      return cases;
    }

    private static String key(String name) {
      return name.equals("losses") ? "loss" : name.substring(0, name.length() - 1);
    }
  }

  private static final List<Family> FAMILIES =
      List.of(
          Family.of("Layers", "keras.layers", "layers"),
          Family.of("Activations", "keras.activations"),
          Family.of("Losses", "keras.losses", "losses"),
          Family.of("Metrics", "keras.metrics", "metrics"),
          Family.of("Optimizers", "keras.optimizers", "optimizers"),
          Family.of("Learning-rate schedules", "keras.optimizers.schedules", "schedules"),
          Family.of("Callbacks", "keras.callbacks", "callbacks"),
          Family.of("Initializers", "keras.initializers", "initializers"),
          Family.of("Regularizers", "keras.regularizers"),
          Family.of("Constraints", "keras.constraints"));

  @Test
  void thePageSaysWhatIsHereAndWhatIsNot() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # What of Keras is here

            Every public name of Keras 3.15.1 for building and training models. Written by
            `KerasCoverageTest`, which fails where this page is not true. "Cases" are golden cases, made by
            the real Keras, that the class agrees with, values and gradients; classes without are compared
            with the real Keras by other tests.
            """);
    FAMILIES.forEach(family -> write(family, page));
    page.append("\n## Beyond Keras\n\n").append(beyondKeras()).append("\n");
    if (System.getProperty("peaberry.write-docs") != null) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).content().isEqualTo(page.toString());
  }

  private static void write(Family family, StringBuilder page) {
    Map<String, Integer> cases = family.cases();
    StringBuilder here = new StringBuilder();
    StringBuilder otherNames = new StringBuilder();
    Map<String, String> elsewhere = new LinkedHashMap<>();
    for (String full : KerasNames.ALL.keySet()) {
      if (KerasNames.module(full).equals(family.module)) {
        String name = KerasNames.simple(full);
        String first = KerasNames.ALL.get(full).orElse(full);
        Optional<String> known = KerasNames.here(first);
        if (known.isEmpty()) {
          elsewhere.put(name, KerasNames.reasonsFor(first).stream().findFirst().orElse("not yet"));
        } else if (known.get().equals(name)) {
          here.append("| %s | %s |\n".formatted(name, printed(cases.get(name))));
        } else {
          otherNames.append(", `%s` is %s".formatted(name, known.get()));
        }
      }
    }
    page.append("\n## ").append(family.title).append("\n\n| Here | cases |\n|---|---|\n");
    page.append(here);
    if (!otherNames.isEmpty()) {
      page.append("\nOther names: ").append(otherNames.substring(2)).append(".\n");
    }
    page.append("\n| Not here | why, or what instead |\n|---|---|\n");
    elsewhere.entrySet().stream()
        .collect(
            groupingBy(
                Map.Entry::getValue, LinkedHashMap::new, mapping(Map.Entry::getKey, joining(", "))))
        .forEach((why, names) -> page.append("| %s | %s |\n".formatted(names, shown(why))));
  }

  private static String printed(Integer count) {
    return count == null ? "" : count.toString();
  }

  private static String shown(String reason) {
    return reason.replaceFirst("^=> ", "instead: ");
  }

  private static String beyondKeras() {
    return KerasNames.REGISTRIES.stream()
        .flatMap(KerasCoverageTest::ofPeaberry)
        .sorted()
        .collect(joining(", ", "In the package `peaberry`, for want of a class of Keras's: ", "."));
  }

  private static Stream<String> ofPeaberry(Registry<?> registry) {
    return registry.schemas().stream()
        .filter(schema -> schema.packageName().equals(Optional.of("peaberry")))
        .map(schema -> schema.name());
  }
}
