package dev.peaberry.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files of every kind, cut off and with flipped bits: an answer comes, and it is one of two. */
final class DamagedPicturesTest {
  private static final List<ColorMode> MODES = List.of(ColorMode.values());
  private static final int VARIANTS = 120;
  private static final long MOST_PIXELS = 1 << 18;
  private static final String WEBP =
      "UklGRmYAAABXRUJQVlA4WAoAAAAQAAAAAwAAAwAAQUxQSBEAAAAABxAgMEBQYHCAkKCwwNDg8ABWUDgg"
          + "LgAAAPABAJ0BKgQABAABQCYloAJ0ugH4AATIAAD+rhf/NgQM0Ppg/9Js8TZ4mz45gAA=";

  private enum Kind {
    JPEG,
    PROGRESSIVE_JPEG,
    CMYK_JPEG,
    PNG,
    PNG_16_BITS,
    GIF,
    ANIMATED_GIF,
    BMP,
    PALETTE_BMP,
    WEBP
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void wholeFilesAreDecoded(Kind kind) throws Exception {
    Image image = ImageDecoder.of(ColorMode.RGB).decode(file(kind));
    assertThat(image.channels()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  @Timeout(120)
  void damagedFilesGiveAPictureOrTheReasonWhyNot(Kind kind) throws Exception {
    byte[] whole = file(kind);
    Random random = new Random(kind.name().hashCode());
    for (int i = 0; i < VARIANTS; i++) {
      byte[] damaged = damage(whole, random);
      ColorMode mode = MODES.get(i % MODES.size());
      assertAnswers(ImageDecoder.of(mode).withPixelLimit(MOST_PIXELS), damaged);
    }
  }

  private static void assertAnswers(ImageDecoder decoder, byte[] damaged) {
    try {
      Image image = decoder.withExifRotation(true).decode(damaged);
      assertThat((long) image.height() * image.width()).isLessThanOrEqualTo(MOST_PIXELS);
      assertThat(image.channels()).isEqualTo(decoder.colorMode().channels());
    } catch (UndecodableImageException e) {
      assertThat(e).hasMessageNotContaining("\n");
    }
  }

  @Test
  void ofSixteenBitsTheHighByteCounts() throws Exception {
    Image image = ImageDecoder.of(ColorMode.GRAYSCALE).decode(file(Kind.PNG_16_BITS));
    assertThat(image.pixels()[5] & 0xff).isEqualTo((5 * 2000) >> 8);
  }

  @Test
  void ofAnAnimationTheFirstFrameCounts() throws Exception {
    Image image = ImageDecoder.of(ColorMode.GRAYSCALE).decode(file(Kind.ANIMATED_GIF));
    assertThat(image.pixels()).containsOnly(0);
  }

  private static byte[] damage(byte[] whole, Random random) {
    byte[] damaged =
        random.nextInt(3) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
    int flips = damaged.length == 0 ? 0 : random.nextInt(20);
    for (int i = 0; i < flips; i++) {
      // Headers are short: half of the flips hit the beginning.
      int most = random.nextBoolean() ? Math.min(64, damaged.length) : damaged.length;
      damaged[random.nextInt(most)] ^= (byte) (1 << random.nextInt(8));
    }
    return damaged;
  }

  private static byte[] file(Kind kind) throws IOException {
    BufferedImage colours = picture(BufferedImage.TYPE_INT_RGB);
    return switch (kind) {
      case JPEG -> encode("jpeg", colours);
      case PROGRESSIVE_JPEG -> progressive(colours);
      case CMYK_JPEG -> cmyk();
      case PNG -> encode("png", colours);
      case PNG_16_BITS -> encode("png", sixteenBits());
      case GIF -> encode("gif", colours);
      case ANIMATED_GIF -> animated(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB), colours);
      case BMP -> encode("bmp", colours);
      case PALETTE_BMP -> encode("bmp", picture(BufferedImage.TYPE_BYTE_INDEXED));
      case WEBP -> Base64.getDecoder().decode(WEBP);
    };
  }

  private static BufferedImage picture(int type) {
    BufferedImage picture = new BufferedImage(30, 20, type);
    for (int y = 0; y < 20; y++) {
      for (int x = 0; x < 30; x++) {
        picture.setRGB(x, y, ((x * 8) << 16) | ((y * 12) << 8) | ((x * y * 7) & 0xff));
      }
    }
    return picture;
  }

  private static BufferedImage sixteenBits() {
    BufferedImage picture = new BufferedImage(30, 20, BufferedImage.TYPE_USHORT_GRAY);
    for (int x = 0; x < 30; x++) {
      picture.getRaster().setSample(x, 0, 0, x * 2000);
    }
    return picture;
  }

  private static byte[] encode(String format, BufferedImage picture) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(picture, format, out)).isTrue();
    return out.toByteArray();
  }

  private static byte[] progressive(BufferedImage picture) throws IOException {
    return write(
        "jpeg",
        writer -> {
          ImageWriteParam settings = writer.getDefaultWriteParam();
          settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
          writer.write(null, new IIOImage(picture, null, null), settings);
        });
  }

  private static byte[] cmyk() throws IOException {
    WritableRaster raster = Raster.createInterleavedRaster(0, 30, 20, 4, null);
    for (int x = 0; x < 30; x++) {
      raster.setPixel(x, x % 20, new int[] {x, 2 * x, 3 * x, 4 * x});
    }
    return write("jpeg", writer -> writer.write(null, new IIOImage(raster, null, null), null));
  }

  private static byte[] animated(BufferedImage... frames) throws IOException {
    return write(
        "gif",
        writer -> {
          writer.prepareWriteSequence(null);
          for (BufferedImage frame : frames) {
            writer.writeToSequence(new IIOImage(frame, null, null), null);
          }
          writer.endWriteSequence();
        });
  }

  /** Writes with a format's writer. */
  @FunctionalInterface
  private interface Writing {
    void write(ImageWriter writer) throws IOException;
  }

  private static byte[] write(String format, Writing writing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writing.write(writer);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
