package dev.peaberry.data.check;

import static dev.peaberry.data.check.CheckedFolder.scene;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.config.Progress;
import dev.peaberry.data.DataException;
import dev.peaberry.data.ImageFolder;
import dev.peaberry.data.ImageManifest;
import dev.peaberry.data.ImageSource;
import dev.peaberry.data.Scenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanListTest {
  @TempDir Path temp;
  private CheckedFolder folder;
  private Path file;

  @BeforeEach
  void aFolderWithFaults() throws IOException {
    folder =
        new CheckedFolder(temp)
            .add("a/broken.jpg", new byte[] {1})
            .add("a/empty.jpg", new byte[0])
            .add("a/good0-copy.jpg", scene(0))
            .add("a/good2-near.jpg", Scenes.jpeg(Scenes.scene(2, 60, 80), 0.6f))
            .add("b/good4-other.jpg", scene(4));
    file = temp.resolve("clean.csv");
  }

  @Test
  void leavesOutWhatIsBrokenCopiedOrContradictory() throws IOException {
    list().write(file);
    assertThat(Files.readString(file))
        .contains("a/good2.jpg,a,", "a/good2-near.jpg,a,")
        .doesNotContain("broken", "empty", "good0.jpg", "good4");
  }

  @Test
  void countsWhatItHolds() {
    assertThat(list()).returns(12, CleanList::kept).returns(5, CleanList::leftOut);
  }

  @Test
  void marksConflictsThatAreKept() throws IOException {
    list().withConflicts(CleanList.Treatment.KEEP).write(file);
    assertThat(Files.readString(file))
        .contains("a/good4.jpg,a,,,,conflict\r\n", "b/good4-other.jpg,b,,,,conflict\r\n");
  }

  @Test
  void leavesOutNearCopiesIfTold() throws IOException {
    list().withNearCopies(CleanList.Treatment.DROP).write(file);
    assertThat(Files.readString(file)).contains("a/good2-near.jpg").doesNotContain("good2.jpg");
  }

  @Test
  void keepsTheTestPictureOfCopiesInSeveralParts() throws IOException {
    folder
        .add("parts/train/a/1.jpg", scene(31))
        .add("parts/train/a/2.jpg", scene(32))
        .add("parts/test/a/3.jpg", scene(31));
    Map<String, ImageSource> parts = folder.parts("parts/train", "parts/test");
    Map<String, ImageSource> named =
        Map.of("train", parts.get("parts/train"), "test", parts.get("parts/test"));
    DataReport report = DataCheck.ofParts(named).run(Progress.none());
    CleanList.of(report, named).write(file);
    assertThat(Files.readString(file))
        .contains("parts/test/a/3.jpg,a,test,,,leak\r\n", "parts/train/a/2.jpg,a,train,,,\r\n")
        .doesNotContain("1.jpg");
  }

  @Test
  void quotesNamesThatHoldCommasQuotesAndLineBreaks() throws IOException {
    folder.add("a/1, \"2\"\n3.jpg", scene(70));
    list().write(file);
    assertThat(Files.readString(file)).contains("\"a/1, \"\"2\"\"\n3.jpg\",a,");
  }

  @Test
  void writesJsonLines() throws IOException {
    Path lines = temp.resolve("clean.jsonl");
    list().write(lines);
    assertThat(Files.readAllLines(lines))
        .contains("{\"path\":\"a/good6.jpg\",\"label\":[\"a\"]}")
        .hasSize(12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"clean.csv", "clean.jsonl"})
  void isReadAsTheSamePicturesWithoutFaults(String name) throws IOException {
    folder.add("a/1, \"2\"\n3 \u00e4.jpg", scene(70));
    Path list = temp.resolve(name);
    list().write(list);
    ImageManifest read = ImageManifest.open(list);
    assertThat(read.size()).isEqualTo(13);
    assertThat(DataCheck.of(read).run(Progress.none()).findings())
        .extracting(Finding::fault)
        .containsExactly(Fault.NEAR_COPY);
  }

  @Test
  void mayLieAnywhereWithPathsRelativeToThePicturesFolder(@TempDir Path elsewhere)
      throws IOException {
    Path list = elsewhere.resolve("clean.csv");
    list().write(list);
    Path root = CleanList.root(list, List.of(ImageFolder.open(temp))).orElseThrow();
    assertThat(ImageManifest.open(list, root).size()).isEqualTo(12);
  }

  @Test
  void mayLieAboveThePictures() throws IOException {
    folder.add("parts/train/a/1.jpg", scene(31)).add("parts/train/b/2.jpg", scene(32));
    ImageFolder train = ImageFolder.open(temp.resolve("parts"), "train");
    CleanList.of(DataCheck.of(train).run(Progress.none()), Map.of("", train)).write(file);
    assertThat(CleanList.root(file, List.of(train))).isEmpty();
    assertThat(Files.readString(file)).contains("parts/train/a/1.jpg,a,");
  }

  @Test
  void holdsThePicturesOfAnArchive(@TempDir Path elsewhere) throws IOException {
    Path archive = elsewhere.resolve("photos.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (int i = 0; i < 4; i++) {
        zip.putNextEntry(new ZipEntry("photos/%s/%d.jpg".formatted(i % 2 == 0 ? "a" : "b", i)));
        zip.write(i == 3 ? new byte[1] : scene(i));
      }
    }
    Path list = elsewhere.resolve("clean.jsonl");
    try (ImageFolder opened = ImageFolder.open(archive)) {
      CleanList.of(DataCheck.of(opened).run(Progress.none()), Map.of("", opened)).write(list);
      assertThat(CleanList.root(list, List.of(opened))).contains(archive);
    }
    try (ImageManifest read = ImageManifest.open(list, archive)) {
      assertThat(read.size()).isEqualTo(3);
      assertThat(DataCheck.of(read).run(Progress.none()).finding(Fault.BROKEN)).isEmpty();
    }
  }

  @Test
  void refusesPicturesThatAreNoFiles() {
    ImageSource computed = new DataCheckTest.Plain(3);
    assertThatThrownBy(() -> CleanList.root(file, List.of(computed)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected a folder or an archive");
  }

  private CleanList list() {
    ImageFolder opened = ImageFolder.open(temp);
    DataReport report = DataCheck.of(opened).run(Progress.none());
    return CleanList.of(report, Map.of("", opened));
  }
}
