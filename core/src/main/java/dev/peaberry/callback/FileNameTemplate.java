package dev.peaberry.callback;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  private static final Pattern FIELD = Pattern.compile("(\\w+)(?::(.*))?");

  private final String text;
  private final List<Piece> pieces;

  /** A part of the path: a text as it is, or a number by name. */
  private sealed interface Piece {}

  private record Fixed(String text) implements Piece {}

  private record Field(String name, PythonFormat format) implements Piece {}

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
      } else {
        Optional<Field> field =
            Optional.ofNullable(place.group(1)).flatMap(FileNameTemplate::field);
        if (field.isEmpty()) {
          return Optional.empty();
        }
        pieces.add(field.get());
      }
    }
    pieces.add(new Fixed(text.substring(from)));
    return Optional.of(new FileNameTemplate(text, pieces));
  }

  private static Optional<Field> field(String place) {
    Matcher field = FIELD.matcher(place);
    if (!field.matches()) {
      return Optional.empty();
    }
    return PythonFormat.parse(Optional.ofNullable(field.group(2)).orElse(""))
        .map(format -> new Field(field.group(1), format));
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
        filled.append(field.format.text(whole.get(field.name).longValue()));
      } else if (piece instanceof Field field
          && logs.containsKey(field.name)
          && !field.format.whole()) {
        filled.append(field.format.text(logs.get(field.name).doubleValue()));
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
