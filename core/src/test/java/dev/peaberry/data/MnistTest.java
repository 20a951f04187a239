package dev.peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.engine.Shape;
import dev.peaberry.image.ColorMode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistTest {
  private static final int TRAINING = 6;
  private static final int TEST = 3;
  private static final int PIXELS = 28 * 28;

  @TempDir Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    write("train-images-idx3-ubyte.gz", images(TRAINING));
    write("train-labels-idx1-ubyte.gz", labels(TRAINING));
    write("t10k-images-idx3-ubyte.gz", images(TEST));
    write("t10k-labels-idx1-ubyte.gz", labels(TEST));
  }

  @Test
  void readsGreyPicturesAndLabels() throws Exception {
    Mnist mnist = open();
    assertThat(mnist.training().size()).isEqualTo(TRAINING);
    assertThat(mnist.test().size()).isEqualTo(TEST);
    assertThat(mnist.training().read(4).shape()).isEqualTo(Shape.of(28, 28, 1));
    assertThat(mnist.training().read(4).pixels()[5])
        .isEqualTo(images(TRAINING)[16 + 4 * PIXELS + 5]);
    assertThat(mnist.training().label(4)).isEqualTo(labels(TRAINING)[8 + 4]);
    assertThat(mnist.test().name(2)).isEqualTo("t10k/00002");
  }

  @Test
  void picturesBecomeColouredWhereWanted() throws Exception {
    assertThat(open().test().read(0, ColorMode.RGB).shape()).isEqualTo(Shape.of(28, 28, 3));
  }

  @Test
  void readsUnpackedFilesToo() throws Exception {
    Files.delete(folder.resolve("t10k-images-idx3-ubyte.gz"));
    Files.write(folder.resolve("t10k-images-idx3-ubyte"), images(TEST));
    assertThat(open().test().read(1).pixels()[0]).isEqualTo(images(TEST)[16 + PIXELS]);
  }

  @Test
  void namesTheFileThatIsMissing() throws Exception {
    Files.delete(folder.resolve("t10k-images-idx3-ubyte.gz"));
    assertThatThrownBy(this::open)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("No t10k-images-idx3-ubyte or t10k-images-idx3-ubyte.gz in");
  }

  @Test
  void refusesAnotherMagicNumber() throws Exception {
    write("train-images-idx3-ubyte.gz", labels(TRAINING));
    assertThatThrownBy(this::open)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("begins with 0x00000801, expected 0x00000803");
  }

  @Test
  void refusesASizeThatLies() throws Exception {
    byte[] lie = images(TRAINING);
    ByteBuffer.wrap(lie).putInt(4, Integer.MAX_VALUE);
    write("train-images-idx3-ubyte.gz", lie);
    assertThatThrownBy(this::open)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("announces 2147483647 x 28 x 28 bytes, expected 6 x 28 x 28");
  }

  @Test
  void refusesAFileThatEndsEarly() throws Exception {
    write("train-images-idx3-ubyte.gz", java.util.Arrays.copyOf(images(TRAINING), 1000));
    assertThatThrownBy(this::open)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("ends too early");
  }

  @Test
  void unpacksNoMoreThanIsAnnounced() throws Exception {
    Path bomb = folder.resolve("train-labels-idx1-ubyte.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
      out.write(labels(TRAINING));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 100; i++) {
        out.write(zeros);
      }
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("goes on after the 6 bytes that it announces");
  }

  @Test
  void refusesWhatIsNotPacked() throws Exception {
    Files.write(folder.resolve("train-labels-idx1-ubyte.gz"), labels(TRAINING));
    assertThatThrownBy(this::open)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected an IDX file of MNIST's form");
  }

  @Test
  void refusesALabelThatIsNoClass() throws Exception {
    byte[] labels = labels(TRAINING);
    labels[8 + 3] = 10;
    write("train-labels-idx1-ubyte.gz", labels);
    assertThatThrownBy(this::open)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("picture 3 has the label 10, expected 0 to 9");
  }

  private Mnist open() {
    return Mnist.open(folder, Mnist.DIGITS, TRAINING, TEST);
  }

  private void write(String name, byte[] content) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      out.write(content);
    }
  }

  private static byte[] images(int count) {
    byte[] pixels = new byte[count * PIXELS];
    new Random(count).nextBytes(pixels);
    return ByteBuffer.allocate(16 + pixels.length)
        .putInt(0x803)
        .putInt(count)
        .putInt(28)
        .putInt(28)
        .put(pixels)
        .array();
  }

  private static byte[] labels(int count) {
    ByteBuffer bytes = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
    for (int i = 0; i < count; i++) {
      bytes.put((byte) (i * 7 % 10));
    }
    return bytes.array();
  }
}
