package dev.peaberry.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.config.Progress;
import dev.peaberry.evaluate.ClassScores;
import dev.peaberry.evaluate.Comparison;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a comparison in a real browser. */
@Tag("browser")
class ComparisonPageBrowserTest {
  private static final String HOSTILE = "</script><script>document.title='hit'</script>";

  @TempDir static Path temp;
  private static BrowserVisit visit;

  @BeforeAll
  static void aBrowserHasOpenedThePage() throws IOException, InterruptedException {
    Path page = temp.resolve("comparison.html");
    Comparison comparison =
        Comparison.of(List.of(scores(0.1f, 0.2f, 0.9f), scores(0.1f, 0.8f, 0.9f)));
    ComparisonPage.of(
            List.of(
                new ComparisonPage.Run("small", Map.of("Epochs", "3")),
                new ComparisonPage.Run(HOSTILE, Map.of("Epochs", "4"))),
            comparison)
        .withConclusions(List.of("Nothing is known."))
        .withSettings(Map.of("epochs", List.of("3", "4")))
        .withCurves(
            CurvePlot.of("runs", List.of(Panel.of("Loss", new Curve("a", List.of(1.0, 0.5)))))
                .figure())
        .write(page, Progress.none());
    visit = BrowserVisit.to(page, temp);
  }

  private static ClassScores scores(float... ofDog) {
    List<ClassScores.Example> examples = new java.util.ArrayList<>();
    for (float each : ofDog) {
      examples.add(
          new ClassScores.Example(
              HOSTILE + examples.size(), examples.size() == 2 ? 1 : 0, List.of(1 - each, each)));
    }
    return new ClassScores(List.of("cat", "dog"), examples);
  }

  @Test
  void tellsAccuraciesWithTheirIntervals() {
    assertThat(visit.document()).contains("100.0 %", " % – 100.0 %", "66.7 %");
  }

  @Test
  void showsConclusionsSettingsAndCurves() {
    assertThat(visit.document())
        .contains("Nothing is known.", "<th>epochs</th>", "data:image/svg+xml;base64,");
  }

  @Test
  void listsThePicturesThatOneGetsWrong() {
    assertThat(visit.document())
        .contains("Only small is right: 1", "taken for dog, 80.0 %", "no preview");
  }

  @Test
  void showsHostileNamesAsText() {
    assertThat(visit.document())
        .contains("<title>Comparison of runs</title>")
        .contains("&lt;/script&gt;&lt;script&gt;document.title='hit'&lt;/script&gt;1");
  }

  @Test
  void logsNothingToTheConsole() {
    assertThat(visit.messages()).doesNotContain("CONSOLE");
  }
}
