package dev.peaberry.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser. */
@Tag("browser")
class DataPageBrowserTest {
  @TempDir static Path temp;
  private static BrowserVisit visit;

  @BeforeAll
  static void aBrowserHasOpenedThePage() throws IOException, InterruptedException {
    visit = BrowserVisit.to(DataPageTest.write(temp, 2), temp);
  }

  @Test
  void showsTheFindings() {
    assertThat(visit.document())
        .contains("Identical files in one class: 1 group, 3 files", "Broken files");
  }

  @Test
  void showsHostileNamesAsText() {
    assertThat(visit.document())
        .contains("\"'&lt;script&gt;document.title='hit'&lt;!--\u240a&amp;amp;.jpg</bdi>");
  }

  @Test
  void runsNothingThatIsInAName() {
    assertThat(visit.document()).contains("<title>&lt;b&gt;title \u2013 data check</title>");
  }

  @Test
  void logsNothingToTheConsole() {
    assertThat(visit.messages()).doesNotContain("CONSOLE");
  }
}
