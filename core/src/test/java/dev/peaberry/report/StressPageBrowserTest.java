package dev.peaberry.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.augment.Corruption;
import dev.peaberry.config.Seed;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.evaluate.Evaluator;
import dev.peaberry.evaluate.Outputs;
import dev.peaberry.evaluate.StressTest;
import dev.peaberry.image.Image;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a stress test in a real browser. */
@Tag("browser")
class StressPageBrowserTest {
  private static final String HOSTILE = "</script><script>document.title='hit'</script>";

  @TempDir static Path temp;
  private static BrowserVisit visit;

  @BeforeAll
  static void aBrowserHasOpenedThePage() throws IOException, InterruptedException {
    List<String> classes = List.of("cat", "dog");
    Evaluator evaluator = new Evaluator(classes, Outputs.PROBABILITIES);
    evaluator.add(
        new FloatArray(Shape.of(2), new float[] {0, 1}),
        new FloatArray(Shape.of(2, 2), new float[] {0.9f, 0.1f, 0.2f, 0.8f}));
    StressTest test =
        new StressTest(evaluator.result(), Map.of(Corruption.JPEG, Collections.nCopies(5, 0.5)));
    Path page = temp.resolve("stress.html");
    StressPage.of(HOSTILE, test)
        .withConclusions(List.of("It suffers."))
        .withViews(List.of(new StressPage.View("ten crops", 1, 9.5, "none")))
        .write(page, new Image(8, 8, 3, new byte[8 * 8 * 3]), Seed.of(1));
    visit = BrowserVisit.to(page, temp);
  }

  @Test
  void tellsTheAccuraciesAndWhatIsLost() {
    assertThat(visit.document()).contains("It suffers.", ">100.0 %", ">50.0 %</td>", "−50.0");
  }

  @Test
  void showsThePictureInEveryState() {
    assertThat(visit.document()).contains("alt=\"as it is\"", "alt=\"jpeg 1\"", "alt=\"jpeg 5\"");
  }

  @Test
  void tellsThePriceOfSeveralViews() {
    assertThat(visit.document()).contains("ten crops", "9.5 ×");
  }

  @Test
  void showsAHostileTitleAsText() {
    assertThat(visit.document())
        .contains("<h1 id=\"title\">&lt;/script&gt;&lt;script&gt;document.title='hit'");
  }

  @Test
  void logsNothingToTheConsole() {
    assertThat(visit.messages()).doesNotContain("CONSOLE");
  }
}
