package dev.peaberry.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, with a hand that clicks. */
@Tag("browser")
class EvaluationPageBrowserTest {
  /** Sorts the classes by their pictures, opens a cell of the matrix, and asks why. */
  private static final String HAND =
      """
      <script>
      document.querySelectorAll('#classes th button')[4].click();
      document.querySelector('#confusion button[title^="a taken for b"]').click();
      document.getElementById('show-heat').click();
      document.querySelector('#mistakes .picture').click();
      document.getElementById('heat').click();
      </script>
      </body>""";

  @TempDir static Path temp;
  private static BrowserVisit visit;

  @BeforeAll
  static void aBrowserHasOpenedThePage() throws IOException, InterruptedException {
    Path page = EvaluationPageTest.write(temp);
    Files.writeString(page, Files.readString(page).replace("</body>", HAND));
    visit = BrowserVisit.to(page, temp);
  }

  @Test
  void sortsTheTableThatIsClicked() {
    assertThat(visit.document()).contains("aria-sort=\"descending\"");
    assertThat(visit.document().indexOf("<bdi>a</bdi></td><td class=\"n\"><bdi>1.000"))
        .isPositive()
        .isLessThan(visit.document().indexOf("<bdi>b</bdi></td><td class=\"n\"><bdi>0.667"));
  }

  @Test
  void showsThePicturesOfTheCellThatIsClicked() {
    assertThat(visit.document()).contains("a taken for b: 1");
  }

  @Test
  void opensAPictureAndExplainsIt() {
    assertThat(visit.document()).contains("<dialog id=\"large\"", "open=\"\"", ">The picture<");
  }

  @Test
  void showsHostileNamesAsText() {
    assertThat(visit.document())
        .contains("a/&lt;script&gt;document.title='hit'&lt;!--&amp;amp;.jpg")
        .contains("<title>&lt;b&gt;title \u2013 evaluation</title>");
  }

  @Test
  void drawsCurves() {
    assertThat(visit.document()).contains("<polyline", "ROC, area 0.667");
  }

  @Test
  void logsNothingToTheConsole() {
    assertThat(visit.messages()).doesNotContain("CONSOLE");
  }
}
