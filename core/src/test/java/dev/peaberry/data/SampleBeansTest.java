package dev.peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.config.Progress;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SampleBeansTest {
  @TempDir Path root;

  @Test
  void writesAFolderForEachRoastLevel() throws IOException {
    few(1).write(folder(), Progress.none());
    try (Stream<Path> folders = Files.list(folder()).filter(Files::isDirectory)) {
      assertThat(folders.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("Dark", "Green", "Light", "Medium");
    }
  }

  @Test
  void writesTheAskedNumberOfPicturesOfEachLevel() throws IOException {
    few(1).write(folder(), Progress.none());
    for (String level : List.of("Dark", "Green", "Light", "Medium")) {
      try (Stream<Path> files = Files.list(folder().resolve(level))) {
        assertThat(files).hasSize(3);
      }
    }
  }

  @Test
  void writesJpegFilesOfTheAskedSize() throws IOException {
    few(1).withSide(33).write(folder(), Progress.none());
    for (Path file : pictures(folder()).keySet().stream().map(folder()::resolve).toList()) {
      BufferedImage picture = ImageIO.read(file.toFile());
      assertThat(List.of(picture.getWidth(), picture.getHeight())).containsExactly(33, 33);
    }
  }

  @Test
  void drawsTheSamePicturesForTheSameSeed() throws IOException {
    few(1).write(root.resolve("a"), Progress.none());
    few(1).write(root.resolve("b"), Progress.none());
    assertThat(pictures(root.resolve("a"))).isEqualTo(pictures(root.resolve("b")));
  }

  @Test
  void drawsOtherPicturesForAnotherSeed() throws IOException {
    few(1).write(root.resolve("a"), Progress.none());
    few(2).write(root.resolve("b"), Progress.none());
    assertThat(pictures(root.resolve("a")).values())
        .doesNotContainAnyElementsOf(pictures(root.resolve("b")).values());
  }

  @Test
  void drawsNoPictureTwice() throws IOException {
    few(1).write(folder(), Progress.none());
    assertThat(pictures(folder()).values()).doesNotHaveDuplicates();
  }

  @Test
  void keepsTheFirstPicturesWhenMoreAreAskedFor() throws IOException {
    few(1).write(root.resolve("a"), Progress.none());
    few(1).withPicturesPerClass(4).write(root.resolve("b"), Progress.none());
    assertThat(pictures(root.resolve("b"))).containsAllEntriesOf(pictures(root.resolve("a")));
  }

  @Test
  void leavesACompleteFolderAsItIs() {
    few(1).write(folder(), Progress.none());
    RecordedProgress progress = new RecordedProgress();
    few(1).write(folder(), progress);
    assertThat(progress.log()).isEmpty();
  }

  @Test
  void fillsAnEmptyFolder() throws IOException {
    Files.createDirectories(folder());
    few(1).write(folder(), Progress.none());
    assertThat(pictures(folder())).hasSize(12);
  }

  @Test
  void refusesAFolderWithOtherSettings() {
    few(1).write(folder(), Progress.none());
    assertThatThrownBy(() -> few(2).write(folder(), Progress.none()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("seed=1 ")
        .hasMessageContaining("seed=2 ");
  }

  @Test
  void refusesAFolderThatHoldsSomethingElse() throws IOException {
    Files.createDirectories(folder());
    Path precious = Files.writeString(folder().resolve("thesis.txt"), "precious");
    assertThatThrownBy(() -> few(1).write(folder(), Progress.none()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("something else");
    assertThat(precious).hasContent("precious");
  }

  @Test
  void noticesAMissingPicture() throws IOException {
    few(1).write(folder(), Progress.none());
    Files.delete(folder().resolve(pictures(folder()).keySet().iterator().next()));
    assertThatThrownBy(() -> few(1).write(folder(), Progress.none()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("2 files in Dark");
  }

  @Test
  void leavesNothingBehindWhenItsThreadIsInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> few(1).write(folder(), Progress.none()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void saysWhichFolderCannotBeWritten() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "no folder");
    assertThatThrownBy(() -> few(1).write(file.resolve("beans"), Progress.none()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("Cannot write " + file.resolve("beans"));
  }

  @Test
  void reportsEveryPicture() {
    RecordedProgress progress = new RecordedProgress();
    few(1).write(folder(), progress);
    assertThat(progress.log())
        .hasSize(14)
        .startsWith("start Drawing coffee beans 12 pictures", "advance 1")
        .endsWith("advance 12", "finish");
  }

  @Test
  void refusesNoPictures() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleBeans.withSeed(1).withPicturesPerClass(0))
        .withMessageContaining("found 0");
  }

  private Path folder() {
    return root.resolve("beans");
  }

  private static SampleBeans few(long seed) {
    return SampleBeans.withSeed(seed).withPicturesPerClass(3).withSide(32);
  }

  /** The content of every picture, as text that compares, by its path below the folder. */
  private static Map<String, String> pictures(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".jpg")).toList()) {
        String checksum = Checksum.of(file, Checksum.Algorithm.SHA_256).hex();
        contents.put(folder.relativize(file).toString(), checksum);
      }
    }
    return contents;
  }
}
