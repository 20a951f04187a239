package dev.peaberry.lint;

import dev.peaberry.data.BrokenImageException;
import dev.peaberry.data.ImageSource;
import dev.peaberry.image.ColorMode;
import dev.peaberry.image.Image;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Chooses and decodes some pictures, evenly spread over a source. Stateless. */
final class PictureSample {
  private static final int MOST_PICTURES = 64;
  private static final long MOST_PIXELS = 8_000_000;
  private static final long PIXELS_OF_UNKNOWN = 1_000;

  private PictureSample() {}

  /** Some pictures in red, green and blue; fewer where they are large, none if all are broken. */
  static List<Image> of(ImageSource source) {
    int count = Math.min(MOST_PICTURES, source.size());
    List<Integer> spread =
        IntStream.range(0, count).mapToObj(i -> (int) ((long) i * source.size() / count)).toList();
    long pixels = spread.stream().mapToLong(index -> pixels(source, index)).sum();
    int step = (int) Math.min(count, 1 + (pixels - 1) / MOST_PIXELS);
    return IntStream.range(0, count)
        .filter(i -> i % step == 0)
        .mapToObj(spread::get)
        .parallel()
        .flatMap(index -> read(source, index).stream())
        .toList();
  }

  private static long pixels(ImageSource source, int index) {
    try {
      return source
          .header(index)
          .map(header -> (long) header.height() * header.width())
          .orElse(PIXELS_OF_UNKNOWN);
    } catch (BrokenImageException e) {
      return 1;
    }
  }

  private static Optional<Image> read(ImageSource source, int index) {
    try {
      return Optional.of(source.read(index, ColorMode.RGB));
    } catch (BrokenImageException e) {
      return Optional.empty(); // training leaves it out, too, and says so
    }
  }
}
