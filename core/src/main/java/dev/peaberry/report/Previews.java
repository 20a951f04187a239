package dev.peaberry.report;

import dev.peaberry.config.Progress;
import dev.peaberry.data.BrokenImageException;
import dev.peaberry.data.ImageSource;
import dev.peaberry.data.ParallelScan;
import dev.peaberry.data.check.Picture;
import dev.peaberry.image.ColorMode;
import dev.peaberry.image.Image;
import dev.peaberry.image.ImageDecoder;
import dev.peaberry.image.UndecodableImageException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Small pictures to be put into a page, as addresses that hold the picture itself. Stateless. */
final class Previews {
  private static final int SIDE = 240;
  private static final float QUALITY = 0.75f;

  private Previews() {}

  /** Those of the pictures that can be decoded. */
  static Map<Picture, String> of(
      List<Picture> pictures, Map<String, ImageSource> parts, Progress progress) {
    String[] made = new String[pictures.size()];
    ParallelScan.run(
        "Making previews",
        made.length,
        ParallelScan.allProcessors(),
        progress,
        i -> made[i] = preview(pictures.get(i), parts).orElse(""));
    Map<Picture, String> previews = new LinkedHashMap<>();
    for (int i = 0; i < made.length; i++) {
      if (!made[i].isEmpty()) {
        previews.put(pictures.get(i), made[i]);
      }
    }
    return previews;
  }

  private static Optional<String> preview(Picture picture, Map<String, ImageSource> parts) {
    try {
      ImageSource source = parts.get(picture.part());
      Optional<byte[]> file = source.file(picture.index());
      Image image =
          file.isPresent()
              ? ImageDecoder.of(ColorMode.RGB).decodeReduced(file.get(), SIDE)
              : source.read(picture.index(), ColorMode.RGB);
      return Optional.of(
          "data:image/jpeg;base64,"
              + Base64.getEncoder().encodeToString(jpeg(Thumbnail.of(image, SIDE))));
    } catch (BrokenImageException | UndecodableImageException e) {
      // The page says that there is no preview; why is among the findings.
      return Optional.empty();
    }
  }

  private static byte[] jpeg(BufferedImage picture) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam settings = writer.getDefaultWriteParam();
    settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    settings.setCompressionQuality(QUALITY);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), settings);
    } catch (IOException e) {
      throw new IllegalStateException("Writing to memory failed", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
