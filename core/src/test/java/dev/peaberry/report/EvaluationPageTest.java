package dev.peaberry.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.config.Progress;
import dev.peaberry.data.ImageFolder;
import dev.peaberry.data.Scenes;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.evaluate.Evaluation;
import dev.peaberry.evaluate.Evaluator;
import dev.peaberry.evaluate.Outputs;
import dev.peaberry.image.Image;
import dev.peaberry.train.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationPageTest {
  private static final String HOSTILE = "<script>document.title='hit'<!--&amp;.jpg";

  @TempDir Path temp;

  @Test
  void listsTheMistakesFirst() throws IOException {
    JsonNode data = data(write(temp));
    JsonNode first = data.get("pictures").get(0);
    assertThat(first.get("name").asText()).isEqualTo("a/" + HOSTILE);
    assertThat(first.get("predicted").asInt()).isEqualTo(1);
    assertThat(first.get("top").get(0).get(1).asDouble()).isEqualTo(0.9);
    assertThat(data.get("worst")).hasSize(1);
  }

  @Test
  void showsPicturesAndLinksToThem() throws IOException {
    JsonNode picture = data(write(temp)).get("pictures").get(1);
    assertThat(picture.get("thumb").asText()).startsWith("data:image/jpeg;base64,");
    assertThat(picture.get("href").asText()).startsWith("./pictures/");
  }

  @Test
  void explainsTheMistakesOnly() throws IOException {
    List<JsonNode> pictures = new ArrayList<>();
    data(write(temp)).get("pictures").forEach(pictures::add);
    assertThat(pictures).filteredOn(each -> each.has("heat")).hasSize(1);
    assertThat(pictures.get(0).get("heat").asText()).startsWith("data:image/jpeg;base64,");
  }

  @Test
  void takesNothingInNamesForMarkup() throws IOException {
    assertThat(Files.readString(write(temp)))
        .doesNotContain("<script>document")
        .doesNotContainPattern("(src|href)=\"?(https?:)?//");
  }

  @Test
  void saysWhatTheCurvesSay() throws IOException {
    assertThat(texts(data(write(temp)).get("summary")))
        .contains(
            "A line of one's own.",
            "It over-fits after epoch 1: the validation loss rises from 0.500 to 0.900.",
            "The most frequent mistake: 1 of 3 a taken for b.");
  }

  @Test
  void tellsTheSameAsJsonWithoutPictures() {
    Map<String, Object> json = page(temp).toJson();
    assertThat(json)
        .containsKeys("evaluation", "calibration", "curves", "coverage", "thresholds", "worst");
    assertThat(String.valueOf(json)).doesNotContain("data:image");
  }

  private static List<String> texts(JsonNode array) {
    return IntStream.range(0, array.size()).mapToObj(i -> array.get(i).asText()).toList();
  }

  private static JsonNode data(Path page) throws IOException {
    String text = Files.readString(page);
    String mark = "<script type=\"application/json\" id=\"data\">";
    int from = text.indexOf(mark) + mark.length();
    return new ObjectMapper().readTree(text.substring(from, text.indexOf("</script>", from)));
  }

  static Path write(Path folder) throws IOException {
    Path page = folder.resolve("page.html");
    page(folder).write(page, Progress.none());
    return page;
  }

  /** Three pictures of class a, one of them taken for b, and two of b. */
  private static EvaluationPage page(Path folder) {
    ImageFolder source = pictures(folder.resolve("pictures"));
    Map<String, Double> early = Map.of("loss", 0.6, "val_loss", 0.5);
    Map<String, Double> late = Map.of("loss", 0.1, "val_loss", 0.9);
    Duration second = Duration.ofSeconds(1);
    History history =
        new History(
            List.of(
                new History.Epoch(early, second, second), new History.Epoch(late, second, second)));
    return EvaluationPage.of("<b>title", evaluation(), source, List.of(0, 1, 2, 3, 4))
        .withAbout("Model", Map.of("File", "best.keras"))
        .withHistory(history, OptionalInt.of(0), "val_loss")
        .withSummary(List.of("A line of one's own."))
        .withFindings(List.of())
        .withSeconds(Map.of("the model", 1.5))
        .withExplanations(
            (places, classes) -> {
              assertThat(classes).containsExactly(1);
              return List.of(new Image(4, 4, 3, new byte[48]));
            });
  }

  private static Evaluation evaluation() {
    Evaluator evaluator = new Evaluator(List.of("a", "b"), Outputs.PROBABILITIES);
    evaluator.add(
        FloatArray.of(0, 0, 0, 1, 1),
        new FloatArray(Shape.of(5, 1), new float[] {0.9f, 0.2f, 0.1f, 0.8f, 0.7f}));
    return evaluator.result();
  }

  private static ImageFolder pictures(Path folder) {
    try {
      Files.createDirectories(folder.resolve("a"));
      Files.createDirectories(folder.resolve("b"));
      List<String> names = List.of("a/" + HOSTILE, "a/x.jpg", "a/y.jpg", "b/x.jpg", "b/y.jpg");
      for (int i = 0; i < names.size(); i++) {
        Files.write(folder.resolve(names.get(i)), Scenes.jpeg(Scenes.scene(i, 24, 24), 0.9f));
      }
      return ImageFolder.open(folder);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
