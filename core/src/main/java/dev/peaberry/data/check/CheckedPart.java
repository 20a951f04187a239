package dev.peaberry.data.check;

import dev.peaberry.image.ImageFormat;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The facts about one part of a data set. Immutable.
 *
 * @param name {@code "train"}, {@code "validation"}, {@code "test"}, or empty if there are no parts
 * @param pictures how many there are, broken ones included
 * @param classes how many of each class, in the order of the labels; of pictures with several
 *     labels each counts
 * @param heights of the pictures that could be read, in pixels
 * @param widths of the pictures that could be read, in pixels
 * @param aspectRatios width by height
 * @param sizes how many pictures have each size, such as {@code "150 x 100"}, width first
 * @param formats how many files there are of each format; empty where pictures are not files
 * @param colours how many files store their colours in each way; empty if only headers were read
 * @param broken how many could not be read
 */
public record CheckedPart(
    String name,
    int pictures,
    List<Integer> classes,
    Spread heights,
    Spread widths,
    Spread aspectRatios,
    Map<String, Integer> sizes,
    Map<ImageFormat, Integer> formats,
    Map<String, Integer> colours,
    int broken) {
  /** Copies the collections. */
  public CheckedPart {
    classes = List.copyOf(classes);
    sizes = Map.copyOf(sizes);
    formats = Map.copyOf(formats);
    colours = Map.copyOf(colours);
  }

  static CheckedPart of(String name, List<Integer> classes, List<Look> looks) {
    List<Look> whole = looks.stream().filter(Look::isWhole).toList();
    Map<String, Integer> sizes = new HashMap<>();
    Map<ImageFormat, Integer> formats = new EnumMap<>(ImageFormat.class);
    Map<String, Integer> colours = new TreeMap<>();
    for (Look look : whole) {
      sizes.merge(look.width() + " x " + look.height(), 1, Integer::sum);
      look.format().ifPresent(format -> formats.merge(format, 1, Integer::sum));
      look.colours().ifPresent(each -> colours.merge(each, 1, Integer::sum));
    }
    return new CheckedPart(
        name,
        looks.size(),
        classes,
        Spread.of(whole.stream().mapToDouble(Look::height).toArray()),
        Spread.of(whole.stream().mapToDouble(Look::width).toArray()),
        Spread.of(whole.stream().mapToDouble(Look::aspectRatio).toArray()),
        sizes,
        formats,
        colours,
        looks.size() - whole.size());
  }
}
