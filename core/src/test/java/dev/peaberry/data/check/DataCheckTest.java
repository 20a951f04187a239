package dev.peaberry.data.check;

import static dev.peaberry.data.check.CheckedFolder.names;
import static dev.peaberry.data.check.CheckedFolder.scene;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.peaberry.config.Progress;
import dev.peaberry.data.ImageFolder;
import dev.peaberry.data.ImageSource;
import dev.peaberry.data.Scenes;
import dev.peaberry.golden.RealData;
import dev.peaberry.image.Image;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCheckTest {
  @TempDir Path temp;
  private CheckedFolder folder;

  @BeforeEach
  void aFolderWithoutFaults() throws IOException {
    folder = new CheckedFolder(temp);
  }

  @Test
  void findsNothingWhereNothingIsWrong() {
    assertThat(folder.check().findings()).isEmpty();
  }

  @Test
  void countsPicturesAndSizes() {
    CheckedPart part = folder.check().parts().get(0);
    assertThat(part.classes()).containsExactly(6, 6);
    assertThat(part.sizes()).containsOnlyKeys("80 x 60");
    assertThat(part.aspectRatios().median()).isEqualTo(80.0 / 60);
    assertThat(part.colours()).containsEntry("RGB", 12);
  }

  @Test
  void findsTruncatedFiles() throws IOException {
    byte[] whole = scene(50);
    folder.add("a/half.jpg", Arrays.copyOf(whole, whole.length / 2));
    expect(Fault.BROKEN, "a/half.jpg");
  }

  @Test
  void findsFilesThatAreNoPictures() throws IOException {
    folder.add("a/text.jpg", "hello, world".getBytes(StandardCharsets.UTF_8));
    expect(Fault.BROKEN, "a/text.jpg");
  }

  @Test
  void findsFilesThatMayNotBeRead() throws IOException {
    folder.add("a/secret.jpg", scene(50));
    Path secret = temp.resolve("a/secret.jpg");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(secret), "this user may read everything");
    expect(Fault.BROKEN, "a/secret.jpg");
  }

  @Test
  void findsFilesThatVanishWhileItRuns() throws IOException {
    ImageFolder listed = ImageFolder.open(temp);
    Files.delete(temp.resolve("a/good0.jpg"));
    DataReport report = DataCheck.of(listed).run(Progress.none());
    assertThat(report.finding(Fault.BROKEN).orElseThrow().cases().get(0).note())
        .isEqualTo("the file is gone");
  }

  @Test
  void findsEmptyFiles() throws IOException {
    folder.add("b/empty.png", new byte[0]);
    expect(Fault.EMPTY, "b/empty.png");
  }

  @Test
  void findsTheSamePictureInTwoClasses() throws IOException {
    folder.add("b/other.jpg", scene(0));
    expect(Fault.CONFLICT, "a/good0.jpg", "b/other.jpg");
  }

  @Test
  void findsAlikePicturesInTwoClasses() throws IOException {
    folder.add("b/other.jpg", Scenes.jpeg(Scenes.scene(0, 60, 80), 0.6f));
    expect(Fault.CONFLICT, "a/good0.jpg", "b/other.jpg");
  }

  @Test
  void findsIdenticalFilesOfOneClass() throws IOException {
    folder.add("a/copy.jpg", scene(0));
    DataReport report = folder.check();
    assertThat(names(report, Fault.IDENTICAL))
        .containsExactly(List.of("a/copy.jpg", "a/good0.jpg"));
    assertThat(report.findings()).hasSize(1);
  }

  @Test
  void findsNearCopiesOfOneClass() throws IOException {
    folder.add("a/small.jpg", Scenes.jpeg(Scenes.resized(Scenes.scene(0, 60, 80), 45, 60), 0.8f));
    expect(Fault.NEAR_COPY, "a/good0.jpg", "a/small.jpg");
  }

  @Test
  void findsCopiesAcrossParts() throws IOException {
    for (String name : List.of("train/a/1.jpg", "train/b/2.jpg", "test/a/3.jpg", "test/b/4.jpg")) {
      folder.add(name, scene(name.hashCode()));
    }
    folder.add("test/a/leak.jpg", Files.readAllBytes(temp.resolve("train/a/1.jpg")));
    DataReport report = DataCheck.ofParts(folder.parts("train", "test")).run(Progress.none());
    assertThat(names(report, Fault.LEAK))
        .containsExactly(List.of("train/a/1.jpg", "test/a/leak.jpg"));
  }

  @Test
  void findsBlankPictures() throws IOException {
    BufferedImage blank = new BufferedImage(80, 60, BufferedImage.TYPE_INT_RGB);
    folder.add("a/blank.jpg", Scenes.jpeg(blank, 0.9f));
    expect(Fault.BLANK, "a/blank.jpg");
  }

  @Test
  void findsTinyPictures() throws IOException {
    folder.add("a/icon.jpg", Scenes.jpeg(Scenes.scene(70, 12, 16), 0.9f));
    expect(Fault.TINY, "a/icon.jpg");
  }

  @Test
  void findsPicturesOfAnOddShape() throws IOException {
    folder.add("a/banner.jpg", Scenes.jpeg(Scenes.scene(70, 40, 400), 0.9f));
    expect(Fault.ODD_SHAPE, "a/banner.jpg");
  }

  @Test
  void findsTurnedPictures() throws IOException {
    folder.add("a/turned.jpg", Scenes.turned(scene(70), 6));
    expect(Fault.TURNED, "a/turned.jpg");
  }

  @Test
  void findsAnimatedPictures() throws IOException {
    folder.add("a/film.gif", Scenes.animation(3));
    expect(Fault.ANIMATED, "a/film.gif");
  }

  @Test
  void findsNamesOfAnotherFormat() throws IOException {
    folder.add("a/png.jpg", Scenes.file(Scenes.scene(70, 60, 80), "png"));
    expect(Fault.WRONG_EXTENSION, "a/png.jpg");
  }

  @Test
  void findsOddColours() throws IOException {
    folder.add("a/grey.jpg", Scenes.jpeg(Scenes.grey(Scenes.scene(70, 60, 80)), 0.9f));
    expect(Fault.ODD_COLOURS, "a/grey.jpg");
  }

  @Test
  void findsFilesThatAreNotUsed() throws IOException {
    folder.add("a/notes.txt", new byte[] {1});
    expect(Fault.STRAY, "a/notes.txt");
  }

  @Test
  void findsLinksOutOfTheFolder(@TempDir Path elsewhere) throws IOException {
    Files.write(elsewhere.resolve("far.jpg"), scene(70));
    Files.createSymbolicLink(temp.resolve("a/link.jpg"), elsewhere.resolve("far.jpg"));
    expect(Fault.LINK_OUT, "a/link.jpg");
  }

  @Test
  void takesLinksWithinTheFolderForCopiesOnly() throws IOException {
    Files.createSymbolicLink(temp.resolve("a/link.jpg"), temp.resolve("a/good0.jpg"));
    assertThat(folder.check().findings())
        .extracting(Finding::fault)
        .containsExactly(Fault.IDENTICAL);
  }

  @Test
  void findsClassesOfVeryDifferentSizes() throws IOException {
    for (int i = 100; i < 114; i++) {
      folder.add("b/more%d.jpg".formatted(i), scene(i));
    }
    assertThat(folder.check().finding(Fault.IMBALANCE).orElseThrow().cases().get(0).note())
        .isEqualTo("b has 20 pictures, a 6");
  }

  @Test
  void putsTheWorstFirst() throws IOException {
    folder
        .add("a/notes.txt", new byte[] {1})
        .add("a/copy.jpg", scene(0))
        .add("b/0.jpg", new byte[0]);
    assertThat(folder.check().findings())
        .extracting(Finding::fault)
        .containsExactly(Fault.EMPTY, Fault.IDENTICAL, Fault.STRAY);
  }

  @Test
  void readsHeadersOnlyIfTold() throws IOException {
    folder.add("a/copy.jpg", scene(0)).add("b/0.jpg", new byte[0]);
    DataReport report = DataCheck.of(ImageFolder.open(temp)).withHeadersOnly().run(Progress.none());
    assertThat(report.findings()).extracting(Finding::fault).containsExactly(Fault.EMPTY);
  }

  @Test
  void leavesEveryFileAsItWas() throws IOException {
    folder.add("a/copy.jpg", scene(0)).add("a/half.jpg", Arrays.copyOf(scene(1), 300));
    List<String> before = listing();
    folder.check();
    assertThat(listing()).isEqualTo(before);
  }

  @Test
  void findsTheKnownPicturesOfTwoLabels() {
    ImageFolder trash = ImageFolder.open(RealData.path("trashnet"));
    assertThat(names(DataCheck.of(trash).run(Progress.none()), Fault.CONFLICT))
        .containsExactly(
            List.of("glass/glass115.jpg", "metal/metal91.jpg"),
            List.of("glass/glass176.jpg", "plastic/plastic152.jpg"),
            List.of("glass/glass389.jpg", "plastic/plastic332.jpg"));
  }

  /** Checks that this is found, once, and nothing else. */
  @Test
  void decodesWherePicturesAreNoFiles() {
    CheckedPart part = DataCheck.of(new Plain(6)).run(Progress.none()).parts().get(0);
    assertThat(part.sizes()).isEqualTo(Map.of("8 x 4", 6));
    assertThat(part.formats()).isEmpty();
  }

  /** Grey pictures of 8 x 4 pixels that are computed. */
  record Plain(int size) implements ImageSource {
    @Override
    public List<String> classNames() {
      return List.of("grey");
    }

    @Override
    public String name(int index) {
      return "picture " + index;
    }

    @Override
    public int label(int index) {
      return 0;
    }

    @Override
    public Image read(int index) {
      return new Image(4, 8, 1, new byte[32]);
    }
  }

  private void expect(Fault fault, String... pictures) {
    DataReport report = folder.check();
    assertThat(report.findings()).extracting(Finding::fault).containsExactly(fault);
    assertThat(names(report, fault)).containsExactly(List.of(pictures));
  }

  private List<String> listing() throws IOException {
    try (var files = Files.walk(temp)) {
      return files
          .filter(Files::isRegularFile)
          .map(
              file -> {
                try {
                  return file + " " + Files.getLastModifiedTime(file) + " " + Files.size(file);
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              })
          .sorted()
          .toList();
    }
  }
}
