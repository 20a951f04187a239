package dev.peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.engine.Shape;
import dev.peaberry.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10Test {
  private static final int PICTURES = CifarArchive.PICTURES;

  @TempDir Path folder;
  private final CifarArchive archive = new CifarArchive();

  @Test
  void readsTheArchiveWithoutUnpackingIt() throws IOException {
    Cifar10 cifar = open(archive.writeArchive(file()));
    assertThat(cifar.training().size()).isEqualTo(5 * PICTURES);
    assertThat(cifar.test().size()).isEqualTo(PICTURES);
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(file()));
  }

  @Test
  void turnsPlanesIntoPixels() throws Exception {
    Image image = open(archive.writeArchive(file())).training().read(PICTURES + 2);
    byte[] stored = archive.file("data_batch_2.bin");
    int start = 2 * CifarArchive.RECORD_BYTES + 1;
    int row = 5;
    int column = 9;
    int pixel = 32 * row + column;
    assertThat(image.shape()).isEqualTo(Shape.of(32, 32, 3));
    assertThat(Arrays.copyOfRange(image.pixels(), 3 * pixel, 3 * pixel + 3))
        .containsExactly(
            stored[start + pixel], stored[start + 1024 + pixel], stored[start + 2048 + pixel]);
  }

  @Test
  void readsTheLabelBeforeThePixels() throws IOException {
    ImageSource test = open(archive.writeArchive(file())).test();
    byte[] stored = archive.file("test_batch.bin");
    for (int i = 0; i < PICTURES; i++) {
      assertThat(test.label(i)).isEqualTo(stored[i * CifarArchive.RECORD_BYTES]);
    }
  }

  @Test
  void namesAPictureByItsFileAndPlace() throws IOException {
    assertThat(open(archive.writeArchive(file())).training().name(3 * PICTURES + 4))
        .isEqualTo("data_batch_4/00004");
  }

  @Test
  void namesTheClassesInTheOfficialOrder() throws IOException {
    assertThat(open(archive.writeArchive(file())).test().classNames())
        .containsExactly(
            "airplane",
            "automobile",
            "bird",
            "cat",
            "deer",
            "dog",
            "frog",
            "horse",
            "ship",
            "truck");
  }

  @Test
  void readsAFolderLikeTheArchive() throws Exception {
    Cifar10 packed = open(archive.writeArchive(file()));
    Cifar10 unpacked = open(archive.writeFolder(folder.resolve("extracted")));
    assertThat(unpacked.training().read(20).pixels())
        .isEqualTo(packed.training().read(20).pixels());
  }

  @Test
  void findsTheFolderInsideTheFolder() throws IOException {
    archive.writeFolder(folder.resolve("cifar-10-batches-bin"));
    assertThat(open(folder).test().size()).isEqualTo(PICTURES);
  }

  @Test
  void saysWhichFileIsMissing() throws IOException {
    Path file = archive.without("data_batch_3.bin").writeArchive(file());
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("holds no data_batch_3.bin");
  }

  @Test
  void refusesALabelThatIsNoClass() throws IOException {
    byte[] records = archive.file("data_batch_1.bin").clone();
    records[4 * CifarArchive.RECORD_BYTES] = 10;
    Path file = archive.with("data_batch_1.bin", records).writeArchive(file());
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("picture 4 of data_batch_1.bin has the label 10, expected 0 to 9");
  }

  @Test
  void refusesAFileOfAnotherSize() throws IOException {
    byte[] shorter = Arrays.copyOf(archive.file("test_batch.bin"), 1000);
    Path file = archive.with("test_batch.bin", shorter).writeArchive(file());
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("test_batch.bin has 1000 bytes, expected 21511");
  }

  @Test
  void refusesALargeFileThatDoesNotBelong() throws IOException {
    Path file = archive.with("bomb", new byte[(1 << 20) + 1]).writeArchive(file());
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("bomb has 1048577 bytes, expected at most 1048576");
  }

  @Test
  void refusesOtherClassNames() throws IOException {
    byte[] names = CifarArchive.text("apple\npear\n");
    Path file = archive.with("batches.meta.txt", names).writeArchive(file());
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("names the classes [apple, pear]");
  }

  @Test
  void refusesATruncatedArchive() throws IOException {
    Path file = archive.writeArchive(file());
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 50_000));
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("Cannot read CIFAR-10 from " + file);
  }

  @Test
  void refusesAnArchiveWhoseChecksumIsWrong() throws IOException {
    Path file = archive.writeArchive(file());
    byte[] bytes = Files.readAllBytes(file);
    int checksum = bytes.length - 8;
    bytes[checksum] ^= 0x55;
    Files.write(file, bytes);
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("Cannot read CIFAR-10 from " + file);
  }

  @Test
  void refusesAFileThatIsNoArchive() throws IOException {
    Path file = Files.writeString(file(), "hello, this is not an archive");
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected the binary version");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertThatThrownBy(() -> open(file()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(file() + " does not exist");
  }

  @Test
  void refusesAnIndexOutsideTheSet() throws IOException {
    ImageSource test = open(archive.writeArchive(file())).test();
    assertThatThrownBy(() -> test.label(PICTURES)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private Path file() {
    return folder.resolve(Cifar10.ARCHIVE);
  }

  private static Cifar10 open(Path path) {
    return Cifar10.open(path, CifarLayout.CIFAR10.withPictures(PICTURES, PICTURES));
  }
}
