package dev.peaberry.callback;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file's path with places for numbers, as Python's {@code str.format} fills them: {@code
 * {epoch:02d}-{val_loss:.2f}.keras}. Immutable.
 */
final class FileNameTemplate {
  private static final Pattern PLACE = Pattern.compile("\\{\\{|}}|\\{([^{}]*)}|[{}]");
  private static final Pattern FIELD =
      Pattern.compile("(\\w+)(?::(0?)([1-9]\\d?)?(?:\\.(\\d\\d?))?([dfeEg%]?))?");

  private final String text;
  private final List<Piece> pieces;

  /** A part of the path: a text as it is, or a number by name. */
  private sealed interface Piece {}

  private record Fixed(String text) implements Piece {}

  private record Field(String name, Optional<String> format, boolean whole, boolean percent)
      implements Piece {}

  private FileNameTemplate(String text, List<Piece> pieces) {
    this.text = text;
    this.pieces = List.copyOf(pieces);
  }

  /** The template of a text; empty if its places are not understood. */
  static Optional<FileNameTemplate> parse(String text) {
    List<Piece> pieces = new ArrayList<>();
    Matcher place = PLACE.matcher(text);
    int from = 0;
    while (place.find()) {
      pieces.add(new Fixed(text.substring(from, place.start())));
      from = place.end();
      String found = place.group();
      if (found.equals("{{") || found.equals("}}")) {
        pieces.add(new Fixed(found.substring(1)));
      } else if (place.group(1) == null || !FIELD.matcher(place.group(1)).matches()) {
        return Optional.empty();
      } else {
        pieces.add(field(place.group(1)));
      }
    }
    pieces.add(new Fixed(text.substring(from)));
    return Optional.of(new FileNameTemplate(text, pieces));
  }

  private static Field field(String place) {
    Matcher field = FIELD.matcher(place);
    if (!field.matches()) {
      throw new IllegalStateException("Found " + place + ", expected a field");
    }
    String type = field.group(5) == null ? "" : field.group(5);
    String width = field.group(3) == null ? "" : field.group(2) + field.group(3);
    String precision = field.group(4) == null ? "" : "." + field.group(4);
    if (type.equals("d")) {
      return new Field(field.group(1), Optional.of("%" + width + "d"), true, false);
    }
    if (type.isEmpty() && precision.isEmpty() && width.isEmpty()) {
      return new Field(field.group(1), Optional.empty(), false, false);
    }
    boolean percent = type.equals("%");
    String letter = percent || type.isEmpty() ? "f" : type;
    return new Field(
        field.group(1),
        Optional.of("%" + width + precision + letter + (percent ? "%%" : "")),
        false,
        percent);
  }

  /**
   * The path with the numbers in their places.
   *
   * @param whole counters such as {@code epoch}
   * @param logs measures such as {@code val_loss}
   * @throws IllegalArgumentException if a place has no number, or one that does not fit
   */
  Path fill(Map<String, Long> whole, Map<String, Double> logs) {
    StringBuilder filled = new StringBuilder();
    for (Piece piece : pieces) {
      if (piece instanceof Fixed fixed) {
        filled.append(fixed.text);
      } else if (piece instanceof Field field && whole.containsKey(field.name)) {
        filled.append(number(field, whole.get(field.name)));
      } else if (piece instanceof Field field && logs.containsKey(field.name) && !field.whole) {
        filled.append(number(field, logs.get(field.name)));
      } else {
        throw new IllegalArgumentException(
            "Found the file name "
                + text
                + ", expected places of "
                + whole.keySet()
                + " and, without 'd', of "
                + logs.keySet());
      }
    }
    return Path.of(filled.toString());
  }

  private static String number(Field field, long value) {
    if (field.format.isEmpty()) {
      return Long.toString(value);
    }
    return field.whole
        ? String.format(Locale.ROOT, field.format.get(), value)
        : number(field, (double) value);
  }

  private static String number(Field field, double value) {
    return field.format.isEmpty()
        ? PythonNumber.text(value)
        : String.format(Locale.ROOT, field.format.get(), field.percent ? 100 * value : value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FileNameTemplate template && text.equals(template.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
