package dev.peaberry.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a sweep in a real browser, after a click on a heading and on a trial. */
@Tag("browser")
class SweepPageBrowserTest {
  private static final String CLICKS =
      """
      <script>
      const heading = [...document.querySelectorAll('#head button')].find(each => each.textContent === 'Trial');
      heading.click();
      document.querySelectorAll('#head button')[1].click();
      document.querySelector('#rows tr').click();
      </script>
      </body>
      """;

  @TempDir static Path temp;
  private static BrowserVisit visit;

  @BeforeAll
  static void aBrowserHasOpenedThePage() throws IOException, InterruptedException {
    Path page = SweepPageTest.write(temp);
    Files.writeString(page, Files.readString(page).replace("</body>", CLICKS));
    visit = BrowserVisit.to(page, temp);
  }

  @Test
  void runsNothingThatIsInAName() {
    assertThat(visit.document())
        .contains("<title>&lt;b&gt;beans&lt;/b&gt; \u2013 sweep</title>")
        .contains("Trial 5 failed: diverged: &lt;b&gt;the loss&lt;/b&gt;\u240ais NaN");
  }

  @Test
  void headingsSort() {
    assertThat(visit.document()).contains("aria-sort=\"descending\"><button type=\"button\">Trial");
  }

  @Test
  void aTrialThatIsChosenIsSeenEverywhere() {
    assertThat(visit.document())
        .contains("<tr class=\"of-12 on\">")
        .contains("<output id=\"chosen\" class=\"soft\" aria-live=\"polite\">Trial 12: ");
  }

  @Test
  void everyTrialWithAScoreIsDrawnForEachParameter() {
    assertThat(visit.document().split("class=\"dot[^\"]*\" cx", -1)).hasSizeGreaterThan(2 * 11);
  }

  @Test
  void aTrialsOwnReportIsLinked() {
    assertThat(visit.document()).contains("<a href=\"trial-002/report.html\"");
  }

  @Test
  void logsNothingToTheConsole() {
    assertThat(visit.messages()).doesNotContain("CONSOLE");
  }
}
