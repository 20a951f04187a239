package dev.peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.data.Duplicates.Copy;
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

class DuplicatesTest {
  private static final long ENOUGH = 1 << 20;

  @TempDir Path temp;
  private ImageFolder folder;

  @BeforeEach
  void twoFilesOfFiveAreTheSame() throws IOException {
    byte[] one = Pictures.png(6, 5, 10);
    byte[] sameLength = one.clone();
    sameLength[sameLength.length - 1]++;
    folder =
        ImageFolder.open(
            Pictures.write(
                temp,
                Map.of(
                    "a/1.png", one,
                    "a/2.png", sameLength,
                    "a/3.png", Pictures.png(60, 50, 10),
                    "b/4.png", one,
                    "b/5.png", Pictures.jpeg(6, 5, 10))));
  }

  @Test
  void findsFilesOfTheSameContent() {
    assertThat(Duplicates.among(List.of(folder), ENOUGH).groups())
        .containsExactly(List.of(new Copy(0, 0), new Copy(0, 3)));
  }

  @Test
  void findsThemAcrossSources() {
    List<ImageSource> halves = List.of(new Subset(folder, 0, 1, 2), new Subset(folder, 3, 4));
    assertThat(Duplicates.among(halves, ENOUGH).groups())
        .containsExactly(List.of(new Copy(0, 0), new Copy(1, 0)));
  }

  @Test
  void countsWhatWouldBeTooMuchToRead() {
    Duplicates none = Duplicates.among(List.of(folder), 10);
    assertThat(none).isEqualTo(new Duplicates(List.of(), 2, 3));
  }

  @Test
  void findsThemInsideAnArchive() throws IOException {
    Path zip = temp.resolveSibling(temp.getFileName() + ".zip");
    try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (int i = 0; i < folder.size(); i++) {
        out.putNextEntry(new ZipEntry(folder.name(i)));
        out.write(Files.readAllBytes(temp.resolve(folder.name(i))));
      }
    }
    try (ImageFolder zipped = ImageFolder.open(zip)) {
      assertThat(Duplicates.among(List.of(zipped), ENOUGH).groups()).hasSize(1);
    } finally {
      Files.delete(zip);
    }
  }

  @Test
  void leavesOutPicturesThatAreNoFiles() {
    assertThat(Duplicates.among(List.of(ListedSource.ofSize(4)), ENOUGH))
        .isEqualTo(new Duplicates(List.of(), 0, 0));
  }
}
