package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report that evaluate writes. */
class EvaluateReportTest {
  @TempDir Path root;
  private Path pictures;
  private Path model;

  @BeforeEach
  void drawPictures() throws IOException {
    pictures = SamplePictures.in(root.resolve("beans"));
    model = root.resolve("beans.keras");
    UntaughtModel.file().write(model);
  }

  @Test
  void liesBesideTheModel() throws IOException {
    CommandRun run = CommandRun.of("evaluate", model, pictures);
    Path page = root.resolve("beans-evaluation.html");
    assertThat(run.out()).contains("Written " + page);
    assertThat(page).exists();
    JsonNode json = new ObjectMapper().readTree(root.resolve("beans-evaluation.json").toFile());
    assertThat(json.get("evaluation").get("examples").asInt()).isEqualTo(40);
    assertThat(json.get("map").get("points")).hasSize(40);
    assertThat(json.get("model").get("multiply_adds").asInt()).isEqualTo(8 * 8 * 3 * 5 + 5 * 4);
    assertThat(json.get("seconds").get("the model").asDouble()).isPositive();
  }

  @Test
  void liesWhereItIsWanted() {
    Path page = root.resolve("pages/report.html");
    assertThat(CommandRun.of("evaluate", model, pictures, "--report", page).code()).isZero();
    assertThat(page).exists();
    assertThat(root.resolve("pages/report.json")).exists();
  }

  @Test
  void isLeftOutWhereItIsNotWanted() throws IOException {
    assertThat(CommandRun.of("evaluate", model, pictures, "--no-report").code()).isZero();
    try (var files = Files.list(root)) {
      assertThat(files).containsExactlyInAnyOrder(pictures, model);
    }
  }

  @Test
  void saysWherePicturesOfOneClassSayLittle() throws IOException {
    Path one = Files.createDirectories(root.resolve("one"));
    Files.move(pictures.resolve("Dark"), one.resolve("Dark"));
    CommandRun run = CommandRun.of("evaluate", model, one);
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("All pictures are of Dark: ");
    assertThat(Files.readString(root.resolve("beans-evaluation.html")))
        .contains("All pictures are of Dark: ");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsToldBeforeTheWork() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "");
    CommandRun run =
        CommandRun.of("evaluate", model, pictures, "--report", file.resolve("report.html"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.failure())
        .contains("Cannot write", "is no folder to write into")
        .hasLineCount(1);
  }

  @Test
  void isAPage() {
    CommandRun run = CommandRun.of("evaluate", model, pictures, "--report", "report.pdf");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.failure()).contains("ends in .html");
  }
}
