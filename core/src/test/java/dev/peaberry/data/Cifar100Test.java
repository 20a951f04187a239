package dev.peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar100Test {
  private static final int TRAINING = 9;
  private static final int TEST = 4;
  private static final int RECORD = 2 + 3072;

  @TempDir Path folder;
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  Cifar100Test() {
    files.put("coarse_label_names.txt", names("super", 20));
    files.put("fine_label_names.txt", names("class", 100));
    files.put("train.bin", records(TRAINING));
    files.put("test.bin", records(TEST));
  }

  @Test
  void hasBothKindsOfLabels() throws IOException {
    Cifar100 fine = open();
    Cifar100 coarse = fine.withLabelling(Cifar100.Labelling.COARSE);
    byte[] stored = files.get("train.bin");
    assertThat(fine.training().classNames()).hasSize(100).last().isEqualTo("class99");
    assertThat(coarse.training().classNames()).hasSize(20).last().isEqualTo("super19");
    for (int i = 0; i < TRAINING; i++) {
      assertThat(coarse.training().label(i)).isEqualTo(stored[i * RECORD]);
      assertThat(fine.training().label(i)).isEqualTo(stored[i * RECORD + 1]);
    }
  }

  @Test
  void readsPixelsAfterBothLabels() throws Exception {
    byte[] stored = files.get("test.bin");
    byte[] pixels = open().test().read(1).pixels();
    assertThat(pixels[0]).isEqualTo(stored[RECORD + 2]);
    assertThat(pixels[1]).isEqualTo(stored[RECORD + 2 + 1024]);
    assertThat(open().test().size()).isEqualTo(TEST);
  }

  @Test
  void readsAFolderToo() throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
    assertThat(Cifar100.open(folder, layout()).training().size()).isEqualTo(TRAINING);
  }

  @Test
  void refusesAFineLabelThatIsNoClass() {
    files.get("train.bin")[2 * RECORD + 1] = 100;
    assertThatThrownBy(this::open)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("picture 2 of train.bin has the label 100, expected 0 to 99");
  }

  @Test
  void refusesAFileOfAnotherSize() {
    files.put("test.bin", records(TEST + 1));
    assertThatThrownBy(this::open)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("this is not CIFAR-100's binary version");
  }

  @Test
  void refusesTooFewNames() {
    files.put("fine_label_names.txt", names("class", 99));
    assertThatThrownBy(this::open)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("fine_label_names.txt names the classes")
        .hasMessageContaining("expected 100 different names");
  }

  @Test
  void namesWhatIsMissing() {
    files.remove("fine_label_names.txt");
    assertThatThrownBy(this::open)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("holds no fine_label_names.txt; expected CIFAR-100's");
  }

  private Cifar100 open() throws IOException {
    Path archive = folder.resolve(Cifar100.ARCHIVE);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive));
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry header = new TarArchiveEntry("cifar-100-binary/" + file.getKey());
        header.setSize(file.getValue().length);
        tar.putArchiveEntry(header);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
    return Cifar100.open(archive, layout());
  }

  private static CifarLayout layout() {
    return CifarLayout.CIFAR100.withPictures(TRAINING, TEST);
  }

  private static byte[] names(String word, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> word + i)
        .collect(Collectors.joining("\n", "", "\n"))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] records(int count) {
    Random random = new Random(count);
    byte[] bytes = new byte[count * RECORD];
    random.nextBytes(bytes);
    for (int i = 0; i < count; i++) {
      bytes[i * RECORD] = (byte) random.nextInt(20);
      bytes[i * RECORD + 1] = (byte) random.nextInt(100);
    }
    return bytes;
  }
}
