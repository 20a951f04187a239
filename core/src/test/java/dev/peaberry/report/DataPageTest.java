package dev.peaberry.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.config.Progress;
import dev.peaberry.data.ImageFolder;
import dev.peaberry.data.Scenes;
import dev.peaberry.data.check.DataCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataPageTest {
  private static final String HOSTILE = "\"'<script>document.title='hit'<!--\n&amp;.jpg";

  @TempDir Path temp;

  @Test
  void takesNothingInNamesForMarkup() throws IOException {
    String page = page(1);
    assertThat(page).doesNotContain("<script>document").doesNotContain("<!--\\n");
    assertThat(texts(data(page), "name")).contains("a/" + HOSTILE);
  }

  @Test
  void embedsAPreviewOfEachPicture() throws IOException {
    assertThat(texts(data(page(3)), "thumb"))
        .filteredOn(thumb -> thumb.startsWith("data:image/jpeg;base64,"))
        .hasSize(4);
  }

  @Test
  void needsNoNetwork() throws IOException {
    assertThat(page(1)).doesNotContainPattern("(src|href)=\"?(https?:)?//");
  }

  @Test
  void linksToFilesBesideIt() throws IOException {
    assertThat(texts(data(page(1)), "href"))
        .contains("./pictures/a/copy0.jpg", "./pictures/b/gone0.jpg");
  }

  @Test
  void embedsNoMorePreviewsThanItSays() throws IOException {
    assertThat(texts(data(page(DataPage.MOST_PREVIEWS + 20)), "thumb"))
        .filteredOn(thumb -> !thumb.isEmpty())
        .hasSizeBetween(1, DataPage.MOST_PREVIEWS);
  }

  /** A page about a picture of a hostile name that has so many tiny copies. */
  private String page(int copies) throws IOException {
    return Files.readString(write(temp, copies));
  }

  static Path write(Path folder, int copies) throws IOException {
    Path pictures = folder.resolve("pictures");
    Files.createDirectories(pictures.resolve("a"));
    Files.createDirectories(pictures.resolve("b"));
    byte[] scene = Scenes.jpeg(Scenes.scene(1, 20, 20), 0.9f);
    Files.write(pictures.resolve("a/" + HOSTILE), scene);
    for (int i = 0; i < copies; i++) {
      Files.write(pictures.resolve("a/copy" + i + ".jpg"), scene);
      Files.write(pictures.resolve("b/gone" + i + ".jpg"), new byte[] {1, 2, 3});
    }
    Files.write(pictures.resolve("b/other.jpg"), Scenes.jpeg(Scenes.scene(2, 20, 20), 0.9f));
    ImageFolder source = ImageFolder.open(pictures);
    Path page = folder.resolve("page.html");
    DataPage.of(DataCheck.of(source).run(Progress.none()), Map.of("", source))
        .withTitle("<b>title")
        .write(page, Progress.none());
    return page;
  }

  private static JsonNode data(String page) throws IOException {
    Matcher found =
        Pattern.compile("<script type=\"application/json\" id=\"data\">(.*)</script>")
            .matcher(page);
    assertThat(found.find()).isTrue();
    return new ObjectMapper().readTree(found.group(1));
  }

  private static List<String> texts(JsonNode data, String field) {
    List<String> texts = new ArrayList<>();
    data.get("files").forEach(file -> texts.add(file.get(field).textValue()));
    return texts;
  }
}
