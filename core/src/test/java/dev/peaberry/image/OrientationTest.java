package dev.peaberry.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEG files of cameras that were not held upright. */
final class OrientationTest {
  /** Three columns, two rows. */
  private static final Image PICTURE = new Image(2, 3, 1, new byte[] {1, 2, 3, 4, 5, 6});

  @ParameterizedTest
  @CsvSource({
    "1, 2, 123456",
    "2, 2, 321654",
    "3, 2, 654321",
    "4, 2, 456123",
    "5, 3, 142536",
    "6, 3, 415263",
    "7, 3, 635241",
    "8, 3, 362514"
  })
  void turnsAPictureAsItsNumberSays(int number, int height, String expected) {
    Image turned = Orientation.ofNumber(number).apply(PICTURE);
    assertThat(turned.height()).isEqualTo(height);
    StringBuilder found = new StringBuilder();
    for (byte pixel : turned.pixels()) {
      found.append(pixel);
    }
    assertThat(found).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isReadInEitherByteOrder(boolean little) throws Exception {
    byte[] jpeg = withExif(exif(6, little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN));
    assertThat(Orientation.of(jpeg)).isEqualTo(Orientation.ofNumber(6));
  }

  @Test
  void isIgnoredAsInKerasUnlessAskedFor() throws Exception {
    byte[] jpeg = withExif(exif(6, ByteOrder.BIG_ENDIAN));
    ImageDecoder decoder = ImageDecoder.of(ColorMode.RGB);
    assertThat(decoder.decode(jpeg).height()).isEqualTo(20);
    assertThat(decoder.withExifRotation(true).decode(jpeg).height()).isEqualTo(30);
  }

  @Test
  void damagedExifDataLeaveThePictureAsItIs() throws Exception {
    byte[] whole = withExif(exif(6, ByteOrder.LITTLE_ENDIAN));
    Random random = new Random(3);
    for (int i = 0; i < 2000; i++) {
      byte[] damaged = Arrays.copyOf(whole, 2 + random.nextInt(60));
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      Orientation found = Orientation.of(damaged);
      assertThat(found.apply(PICTURE).pixels()).hasSize(6);
    }
  }

  private static byte[] exif(int number, ByteOrder order) {
    byte[] head = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer tiff = ByteBuffer.allocate(26).order(order);
    tiff.putShort((short) (order == ByteOrder.LITTLE_ENDIAN ? 0x4949 : 0x4d4d));
    tiff.putShort((short) 42).putInt(8).putShort((short) 1);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) number);
    byte[] segment = Arrays.copyOf(head, head.length + 26);
    System.arraycopy(tiff.array(), 0, segment, head.length, 26);
    return segment;
  }

  private static byte[] withExif(byte[] segment) throws Exception {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB), "jpg", plain);
    byte[] jpeg = plain.toByteArray();
    return ByteBuffer.allocate(jpeg.length + segment.length + 4)
        .put(jpeg, 0, 2)
        .putShort((short) 0xffe1)
        .putShort((short) (segment.length + 2))
        .put(segment)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }
}
