package dev.peaberry.data;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures with something to recognise in them, and what people do to pictures. */
public final class Scenes {
  private static final int SHAPES = 60;

  private Scenes() {}

  /** Shapes of all sizes and colours; another number is another scene. */
  public static BufferedImage scene(long number, int height, int width) {
    Random random = new Random(number);
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    for (int shape = 0; shape < SHAPES; shape++) {
      graphics.setColor(new Color(random.nextInt(1 << 24)));
      double size = Math.min(height, width) * (0.6 - 0.5 * shape / SHAPES) * random.nextDouble();
      int x = (int) (random.nextDouble() * width - size / 2);
      int y = (int) (random.nextDouble() * height - size / 2);
      if (random.nextBoolean()) {
        graphics.fillOval(x, y, (int) size + 2, (int) (size * (0.3 + random.nextDouble())) + 2);
      } else {
        graphics.fillRect(x, y, (int) (size * (0.3 + random.nextDouble())) + 2, (int) size + 2);
      }
    }
    graphics.dispose();
    return picture;
  }

  /** A smaller or larger version. */
  public static BufferedImage resized(BufferedImage picture, int height, int width) {
    BufferedImage resized = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = resized.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(picture, 0, 0, width, height, null);
    graphics.dispose();
    return resized;
  }

  /** A version without so much of each side, as a share of it. */
  public static BufferedImage cropped(
      BufferedImage picture, double left, double top, double right, double bottom) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    return picture.getSubimage(
        (int) (left * width),
        (int) (top * height),
        (int) ((1 - left - right) * width),
        (int) ((1 - top - bottom) * height));
  }

  /** A version with all levels multiplied. */
  public static BufferedImage brightened(BufferedImage picture, float factor) {
    return new RescaleOp(factor, 0, null).filter(picture, null);
  }

  /** A version without colour. */
  public static BufferedImage grey(BufferedImage picture) {
    BufferedImage grey =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = grey.createGraphics();
    graphics.drawImage(picture, 0, 0, null);
    graphics.dispose();
    return grey;
  }

  /** A JPEG file of a quality from 0 to 1. */
  public static byte[] jpeg(BufferedImage picture, float quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
    ImageWriteParam settings = writer.getDefaultWriteParam();
    settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    settings.setCompressionQuality(quality);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), settings);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** A file of a format that the Java platform writes: png, bmp, gif. */
  public static byte[] file(BufferedImage picture, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(picture, format, bytes)) {
        throw new IllegalArgumentException("No writer for " + format);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  /** A JPEG file whose EXIF says how it is to be turned. */
  public static byte[] turned(byte[] jpeg, int orientation) {
    ByteBuffer exif =
        ByteBuffer.allocate(36)
            .putShort((short) 0xffe1)
            .putShort((short) 34)
            .put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII))
            .putInt(8)
            .putShort((short) 1)
            .putShort((short) 0x0112)
            .putShort((short) 3)
            .putInt(1)
            .putShort((short) orientation)
            .putShort((short) 0)
            .putInt(0);
    return ByteBuffer.allocate(jpeg.length + exif.capacity())
        .put(jpeg, 0, 2)
        .put(exif.array())
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /** A GIF file of so many frames. */
  public static byte[] animation(int frames) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int frame = 0; frame < frames; frame++) {
        writer.writeToSequence(new IIOImage(scene(frame, 40, 40), null, null), null);
      }
      writer.endWriteSequence();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
