package dev.peaberry.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.tune.Aim;
import dev.peaberry.tune.Parameter;
import dev.peaberry.tune.Rungs;
import dev.peaberry.tune.Search;
import dev.peaberry.tune.SearchSpace;
import dev.peaberry.tune.Sweep;
import dev.peaberry.tune.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page of a sweep holds. */
class SweepPageTest {
  @TempDir static Path temp;
  private static String page;

  /** A page of 12 trials with names that would be markup. */
  static Path write(Path folder) throws IOException {
    SearchSpace space =
        new SearchSpace(
            List.of(
                Parameter.parse("learning_rate=log:1e-5..1e-1"),
                Parameter.parse("optimizer=adam,<i>x</i></script><script>document.title='hit'")));
    Rungs rungs = Rungs.whole(2);
    List<Trial> trials = new ArrayList<>();
    for (Trial each : Sweep.plan(Search.RANDOM, space, 12, 1)) {
      Trial running = each.running(2);
      double rate = Double.parseDouble(each.values().get("learning_rate"));
      trials.add(
          each.number() == 5
              ? running.failed("diverged: <b>the loss</b>\nis NaN")
              : running
                  .withScores(List.of(Double.NaN, each.number() == 3 ? 0.79375 : 0.9 - rate))
                  .arrived(rungs));
    }
    Sweep sweep =
        new Sweep(
            "<b>beans</b>",
            Map.of("data", "<img src=x>"),
            Search.RANDOM,
            space,
            1,
            "val_accuracy",
            Aim.MAXIMIZE,
            rungs,
            trials);
    Path file = folder.resolve("report.html");
    SweepPage.of(sweep, List.of("Best of 11 trials <b>."))
        .withPages(Map.of(2, "trial-002/report.html"))
        .write(file);
    return file;
  }

  @BeforeAll
  static void read() throws IOException {
    page = Files.readString(write(temp));
  }

  @Test
  void namesAreNoMarkup() {
    assertThat(page).doesNotContain("<b>", "<i>x", "<img").contains("\\u003cb\\u003ebeans");
  }

  @Test
  void nothingComesFromANetwork() {
    assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:");
  }

  @Test
  void whatMatteredIsInWords() {
    assertThat(page).contains("learning_rate: explains ", " % of the ranking of 12 trials");
  }

  @Test
  void scoresAreRoundedAsOnTheConsole() {
    assertThat(page).contains("\"score\":0.79375,\"shown\":\"0.7938\"");
  }

  @Test
  void scoresThatAreNoNumbersAreLeftOut() {
    assertThat(page).contains("\"scores\":[null,0.").doesNotContain("NaN,");
  }
}
