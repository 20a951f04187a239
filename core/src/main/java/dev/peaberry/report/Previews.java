package dev.peaberry.report;

import dev.peaberry.config.Progress;
import dev.peaberry.data.BrokenImageException;
import dev.peaberry.data.ImageSource;
import dev.peaberry.data.ParallelScan;
import dev.peaberry.data.check.Picture;
import dev.peaberry.image.ColorMode;
import dev.peaberry.image.Image;
import dev.peaberry.image.ImageDecoder;
import dev.peaberry.image.Jpeg;
import dev.peaberry.image.UndecodableImageException;
import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Small pictures to be put into a page, as addresses that hold the picture itself. Stateless. */
final class Previews {
  private static final int SIDE = 240;
  private static final int SMALL_SIDE = 160;
  private static final float QUALITY = 0.75f;

  private Previews() {}

  /** Those of the pictures that can be decoded. */
  static Map<Picture, String> of(
      List<Picture> pictures, Map<String, ImageSource> parts, Progress progress) {
    return made(pictures, each -> preview(parts.get(each.part()), each.index(), SIDE), progress);
  }

  /** Those of a source's pictures, by their indices, that can be decoded; smaller ones. */
  static Map<Integer, String> of(ImageSource source, List<Integer> indices, Progress progress) {
    return made(indices, each -> preview(source, each, SMALL_SIDE), progress);
  }

  private static <T> Map<T, String> made(
      List<T> pictures, Function<T, Optional<String>> preview, Progress progress) {
    String[] made = new String[pictures.size()];
    ParallelScan.run(
        "Making previews",
        made.length,
        ParallelScan.allProcessors(),
        progress,
        i -> made[i] = preview.apply(pictures.get(i)).orElse(""));
    Map<T, String> previews = new LinkedHashMap<>();
    for (int i = 0; i < made.length; i++) {
      if (!made[i].isEmpty()) {
        previews.put(pictures.get(i), made[i]);
      }
    }
    return previews;
  }

  /** A picture that is in memory, as large as it is. */
  static String address(Image image) {
    return address(Thumbnail.of(image, Math.max(image.height(), image.width())));
  }

  /** A picture that is in memory, enlarged or made smaller to the size of a preview. */
  static String fitted(Image image) {
    return address(Thumbnail.of(image, SIDE));
  }

  private static Optional<String> preview(ImageSource source, int index, int side) {
    try {
      Optional<byte[]> file = source.file(index);
      Image image =
          file.isPresent()
              ? ImageDecoder.of(ColorMode.RGB).decodeReduced(file.get(), side)
              : source.read(index, ColorMode.RGB);
      return Optional.of(address(Thumbnail.of(image, side)));
    } catch (BrokenImageException | UndecodableImageException e) {
      // The page says that there is no preview; why is among the findings.
      return Optional.empty();
    }
  }

  private static String address(BufferedImage picture) {
    byte[] jpeg = Jpeg.encode(picture, QUALITY);
    return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg);
  }
}
