package dev.peaberry.data;

import dev.peaberry.config.Progress;
import dev.peaberry.image.Image;
import dev.peaberry.image.ImageFormat;
import dev.peaberry.image.ImageHeader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The facts about a data set: how many pictures of each class, how large, in which formats, which
 * are broken. Immutable.
 *
 * @param pictures the number of pictures, broken ones included
 * @param classes the classes in the order of their labels
 * @param heights the rows of the pictures that could be read; all 0 if none could
 * @param widths the columns of the pictures that could be read; all 0 if none could
 * @param formats how many files there are of each format; empty where pictures are not files
 * @param broken the pictures that could not be read
 */
public record DataSheet(
    int pictures,
    List<ClassCount> classes,
    Range heights,
    Range widths,
    Map<ImageFormat, Integer> formats,
    List<BrokenImage> broken) {
  /** Copies the lists. */
  public DataSheet {
    classes = List.copyOf(classes);
    formats = Map.copyOf(formats);
    broken = List.copyOf(broken);
  }

  /**
   * A class and its pictures. Immutable.
   *
   * @param name the class's name
   * @param pictures how many pictures it has, broken ones included
   */
  public record ClassCount(String name, int pictures) {}

  /**
   * The spread of a size, in pixels. Immutable.
   *
   * @param smallest the smallest value
   * @param median the middle value, of an even number of values the lower one of the two
   * @param largest the largest value
   */
  public record Range(int smallest, int median, int largest) {
    private static Range of(List<Integer> values) {
      if (values.isEmpty()) {
        return new Range(0, 0, 0);
      }
      int[] sorted = values.stream().mapToInt(Integer::intValue).sorted().toArray();
      return new Range(sorted[0], sorted[(sorted.length - 1) / 2], sorted[sorted.length - 1]);
    }
  }

  /**
   * Reads the headers of all pictures, which finds files that are no pictures but not those damaged
   * further inside. Pictures that are not files are decoded.
   */
  public static DataSheet of(ImageSource source, Progress progress) {
    return new Survey(source, false).run(progress);
  }

  /** Decodes all pictures, which finds every broken one. */
  public static DataSheet verified(ImageSource source, Progress progress) {
    return new Survey(source, true).run(progress);
  }

  /** What is known of one picture. */
  private record Fact(int height, int width, Optional<ImageFormat> format) {}

  private static final class Survey {
    private static final int CHUNK = 256;

    private final ImageSource source;
    private final boolean decoding;
    private final List<Integer> heights = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();
    private final Map<ImageFormat, Integer> formats = new EnumMap<>(ImageFormat.class);
    private final BrokenImages broken;

    Survey(ImageSource source, boolean decoding) {
      this.source = source;
      this.decoding = decoding;
      this.broken = new BrokenImages(Integer.MAX_VALUE, 1);
    }

    DataSheet run(Progress progress) {
      progress.start("Looking at pictures", source.size(), "pictures");
      try {
        for (int from = 0; from < source.size(); from += CHUNK) {
          int to = Math.min(from + CHUNK, source.size());
          IntStream.range(from, to)
              .parallel()
              .mapToObj(this::look)
              .flatMap(Optional::stream)
              .toList()
              .forEach(this::add);
          progress.advance(to);
        }
      } finally {
        progress.finish();
      }
      return new DataSheet(
          source.size(), classes(), Range.of(heights), Range.of(widths), formats, broken.list());
    }

    private Optional<Fact> look(int index) {
      try {
        Optional<ImageHeader> header = source.header(index);
        if (header.isPresent() && !decoding) {
          return header.map(
              found -> new Fact(found.height(), found.width(), Optional.of(found.format())));
        }
        Image image = source.read(index);
        return Optional.of(
            new Fact(image.height(), image.width(), header.map(ImageHeader::format)));
      } catch (BrokenImageException e) {
        broken.add(index, e.toBrokenImage());
        return Optional.empty();
      }
    }

    private void add(Fact fact) {
      heights.add(fact.height());
      widths.add(fact.width());
      fact.format().ifPresent(format -> formats.merge(format, 1, Integer::sum));
    }

    private List<ClassCount> classes() {
      int[] counts = new int[source.classNames().size()];
      for (int i = 0; i < source.size(); i++) {
        counts[source.label(i)]++;
      }
      return IntStream.range(0, counts.length)
          .mapToObj(label -> new ClassCount(source.classNames().get(label), counts[label]))
          .toList();
    }
  }
}
