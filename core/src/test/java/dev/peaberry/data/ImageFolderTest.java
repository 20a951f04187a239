package dev.peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.golden.RealData;
import dev.peaberry.image.ColorMode;
import dev.peaberry.image.ImageFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFolderTest {
  @TempDir Path temp;

  @Test
  void listsClassesAndFilesByCodePoint() throws Exception {
    byte[] png = Pictures.png(2, 2, 0);
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String name :
        List.of("b/cat.2.png", "b/cat.10.png", "b/x/0.png", "b/B.png", "Z/1.png", "b/ab/1.png")) {
      files.put(name, png);
    }
    files.put(".hidden/1.png", png);
    files.put("loose.png", png);
    try (ImageFolder folder = ImageFolder.open(Pictures.write(temp, files))) {
      assertThat(folder.classNames()).containsExactly("Z", "b");
      assertThat(names(folder))
          .containsExactly(
              "Z/1.png", "b/B.png", "b/cat.10.png", "b/cat.2.png", "b/ab/1.png", "b/x/0.png");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder", "zip", "tar", "tar.gz"})
  void readsTheSamePicturesFromFolderAndArchives(String kind) throws Exception {
    try (ImageFolder folder = ImageFolder.open(pack(kind, Pictures.classes(2, 3)))) {
      assertThat(folder.classNames()).containsExactly("a", "b");
      assertThat(names(folder))
          .containsExactly(
              "a/000.png", "a/001.png", "a/002.png", "b/000.png", "b/001.png", "b/002.png");
      for (int i = 0; i < folder.size(); i++) {
        assertThat(folder.label(i)).isEqualTo(i / 3);
        assertThat(folder.read(i).pixels()[0]).isEqualTo((byte) i);
        assertThat(folder.header(i).orElseThrow().format()).isEqualTo(ImageFormat.PNG);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip", "tar", "tar.gz"})
  void looksThroughAnArchivesCommonTopFolder(String kind) throws Exception {
    try (ImageFolder folder =
        ImageFolder.open(pack(kind, prefixed("beans-1.0/", Pictures.classes(2, 1))))) {
      assertThat(names(folder)).containsExactly("a/000.png", "b/000.png");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder", "zip", "tar", "tar.gz"})
  void opensPreparedParts(String kind) throws Exception {
    Map<String, byte[]> files = prefixed("train/", Pictures.classes(2, 2));
    files.putAll(prefixed("test/", Pictures.classes(2, 1)));
    Path path = pack(kind, files);
    assertThat(ImageFolder.parts(path))
        .contains(new Parts("train", Optional.empty(), Optional.of("test")));
    try (ImageFolder training = ImageFolder.open(path, "train")) {
      assertThat(names(training)).hasSize(4).first().isEqualTo("a/000.png");
      assertThat(names(training.folder("test"))).containsExactly("a/000.png", "b/000.png");
    }
  }

  @Test
  void findsNoPartsWhereTheClassesAre() throws Exception {
    assertThat(ImageFolder.parts(Pictures.write(temp, Pictures.classes(2, 1)))).isEmpty();
  }

  @Test
  void namesTheFoldersThereAreWhenAPartIsMissing() throws Exception {
    Path path = Pictures.write(temp, Pictures.classes(2, 1));
    assertThatThrownBy(() -> ImageFolder.open(path, "train"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("No folder train")
        .hasMessageContaining("[a, b]");
  }

  @Test
  void decodesToTheAskedChannels() throws Exception {
    try (ImageFolder folder = ImageFolder.open(Pictures.write(temp, Pictures.classes(1, 1)))) {
      assertThat(folder.read(0, ColorMode.GRAYSCALE).channels()).isEqualTo(1);
      assertThat(folder.read(0, ColorMode.RGBA).channels()).isEqualTo(4);
    }
  }

  @Test
  void saysThatNothingIsThere() {
    assertThatThrownBy(() -> ImageFolder.open(temp.resolve("nothing")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("No folder or archive at");
  }

  @Test
  void saysThatATextFileIsNoArchive() throws Exception {
    Path file = Files.writeString(temp.resolve("data.zip"), "hello");
    assertThatThrownBy(() -> ImageFolder.open(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("neither a folder nor a zip");
  }

  @Test
  void saysThatACompressedTextIsNoArchive() throws Exception {
    Path file = temp.resolve("data.tar.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("hello".repeat(1000).getBytes(StandardCharsets.UTF_8));
    }
    assertThatThrownBy(() -> ImageFolder.open(file)).isInstanceOf(DataException.class);
  }

  @Test
  void saysThatATruncatedZipCannotBeListed() throws Exception {
    byte[] zip = Files.readAllBytes(pack("zip", Pictures.classes(2, 2)));
    Path half = Files.write(temp.resolve("half.zip"), Arrays.copyOf(zip, 200));
    assertThatThrownBy(() -> ImageFolder.open(half))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("Cannot list the pictures in");
  }

  @Test
  void saysThatPicturesNeedClassFolders() throws Exception {
    Pictures.write(temp, Map.of("1.png", Pictures.png(2, 2, 0)));
    assertThatThrownBy(() -> ImageFolder.open(temp))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("put each class into a folder of its own");
  }

  @Test
  void saysThatAFolderHoldsNoPictures() throws Exception {
    Files.createDirectories(temp.resolve("a"));
    assertThatThrownBy(() -> ImageFolder.open(temp))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("No pictures in");
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder", "zip", "tar", "tar.gz"})
  void namesAnEmptyClass(String kind) throws Exception {
    Map<String, byte[]> files = Pictures.classes(2, 1);
    files.put("c/readme.txt", new byte[0]);
    Path path = pack(kind, files);
    assertThatThrownBy(() -> ImageFolder.open(path))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("Class c of")
        .hasMessageContaining("holds no pictures");
  }

  @Test
  void saysWhyAPictureIsBroken() throws Exception {
    Map<String, byte[]> files = Pictures.classes(1, 1);
    files.put("a/empty.png", new byte[0]);
    files.put("a/text.jpg", "text".getBytes(StandardCharsets.UTF_8));
    files.put("a/bomb.png", Pictures.bomb(50_000, 50_000));
    try (ImageFolder folder = ImageFolder.open(Pictures.write(temp, files))) {
      assertThatThrownBy(() -> folder.read(1))
          .isInstanceOf(BrokenImageException.class)
          .hasMessageStartingWith("a/bomb.png: PNG file of 50000 x 50000 pixels");
      assertThatThrownBy(() -> folder.read(2)).hasMessage("a/empty.png: the file is empty");
      assertThatThrownBy(() -> folder.read(3)).hasMessageStartingWith("a/text.jpg: not a picture");
    }
  }

  @Test
  void saysThatAPictureIsGone() throws Exception {
    try (ImageFolder folder = ImageFolder.open(Pictures.write(temp, Pictures.classes(1, 2)))) {
      Files.delete(temp.resolve("a/000.png"));
      assertThatThrownBy(() -> folder.read(0)).hasMessage("a/000.png: the file is gone");
    }
  }

  @Test
  void refusesAnEntryThatUnpacksToAGiant() throws Exception {
    Path file = temp.resolve("bomb.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("a/bomb.png"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 257; i++) {
        zip.write(zeros);
      }
    }
    try (ImageFolder folder = ImageFolder.open(file)) {
      assertThatThrownBy(() -> folder.read(0)).hasMessage("a/bomb.png: larger than 256 MiB");
    }
  }

  @Test
  void takesHostileNamesAsNames() throws Exception {
    Map<String, byte[]> files = prefixed("../../", Pictures.classes(1, 1));
    files.putAll(prefixed("/etc/", Pictures.classes(1, 1)));
    try (ImageFolder folder = ImageFolder.open(pack("zip", files))) {
      assertThat(names(folder)).containsExactly("a/000.png");
      assertThatCode(() -> folder.read(0)).doesNotThrowAnyException();
    }
  }

  @Test
  void leavesNoTemporaryFileBehind() throws Exception {
    Path path = pack("tar.gz", Pictures.classes(1, 1));
    long before = temporaryTars();
    ImageFolder.open(path).close();
    assertThat(temporaryTars()).isEqualTo(before);
  }

  @Test
  void opensAnArchiveOfSixtyThousandPictures() {
    Path archive = RealData.path("cifar10-images.zip");
    try (ImageFolder folder = ImageFolder.open(archive, "train")) {
      assertThat(folder.size()).isEqualTo(50_000);
    }
  }

  private static long temporaryTars() throws IOException {
    try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("peaberry-") && name.endsWith(".tar"))
          .count();
    }
  }

  private static List<String> names(ImageSource source) {
    return IntStream.range(0, source.size()).mapToObj(source::name).toList();
  }

  private static Map<String, byte[]> prefixed(String prefix, Map<String, byte[]> files) {
    Map<String, byte[]> result = new LinkedHashMap<>();
    files.forEach((name, contents) -> result.put(prefix + name, contents));
    return result;
  }

  private Path pack(String kind, Map<String, byte[]> files) throws IOException {
    return Pictures.pack(temp, kind, files);
  }
}
