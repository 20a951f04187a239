package dev.peaberry.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.format.KerasFile;
import dev.peaberry.golden.GoldenFamily;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models that the real Keras made and trained are well made. */
@Tag("golden")
class GoldenModelsLintTest {
  private static final GoldenFamily GOLDEN = GoldenFamily.open("models");

  static Stream<Path> files() {
    return GOLDEN.cases().values().stream()
        .filter(golden -> golden.get("files").has("keras"))
        .map(golden -> GOLDEN.folder().resolve(golden.get("files").get("keras").asText()));
  }

  @ParameterizedTest
  @MethodSource("files")
  void givesNoFinding(Path file) {
    assertThat(Linter.withAllRules().check(TrainingPlan.of(KerasFile.read(file)))).isEmpty();
  }
}
