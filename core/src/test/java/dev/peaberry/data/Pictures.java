package dev.peaberry.data;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Makes picture files for tests: plain colours, so that a pixel tells which file it is from. */
final class Pictures {
  private Pictures() {}

  /** A PNG file of one grey level. */
  static byte[] png(int height, int width, int grey) {
    return encode(plain(height, width, grey), "png");
  }

  /** A JPEG file of one grey level. */
  static byte[] jpeg(int height, int width, int grey) {
    return encode(plain(height, width, grey), "jpg");
  }

  /** A PNG file that claims a size and holds no pixels. */
  static byte[] bomb(int height, int width) {
    byte[] chunk =
        ByteBuffer.allocate(17)
            .putInt(0x49484452)
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array();
    CRC32 crc = new CRC32();
    crc.update(chunk);
    return ByteBuffer.allocate(33)
        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 26, '\n'})
        .putInt(13)
        .put(chunk)
        .putInt((int) crc.getValue())
        .array();
  }

  /** Classes {@code a}, {@code b}, ... of PNG files whose grey level is their index in the list. */
  static Map<String, byte[]> classes(int classes, int each) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < classes * each; i++) {
      String name = "%c/%03d.png".formatted('a' + i / each, i % each);
      files.put(name, png(6, 5, i));
    }
    return files;
  }

  /** Writes files below a folder. */
  static Path write(Path folder, Map<String, byte[]> files) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    return folder;
  }

  /** Writes files as a {@code folder}, {@code zip}, {@code tar} or {@code tar.gz} below another. */
  static Path pack(Path folder, String kind, Map<String, byte[]> files) throws IOException {
    Path path = folder.resolve("packed." + kind);
    switch (kind) {
      case "folder" -> write(path, files);
      case "zip" -> zip(path, files);
      case "tar" -> tar(Files.newOutputStream(path), files);
      default -> tar(new GZIPOutputStream(Files.newOutputStream(path)), files);
    }
    return path;
  }

  private static void zip(Path path, Map<String, byte[]> files) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
  }

  private static void tar(OutputStream out, Map<String, byte[]> files) throws IOException {
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry("./" + file.getKey());
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
  }

  private static BufferedImage plain(int height, int width, int grey) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(new Color(grey, grey, grey));
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return picture;
  }

  private static byte[] encode(BufferedImage picture, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(picture, format, out)) {
        throw new IllegalArgumentException("No writer for " + format);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }
}
