package dev.peaberry.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The size of the pictures that a model sees. Immutable.
 *
 * @param height rows, in pixels
 * @param width columns, in pixels
 */
record ImageSize(int height, int width) {
  private static final int LARGEST = 4096;
  private static final Pattern FORM = Pattern.compile("(\\d{1,5})[xX×](\\d{1,5})");

  static ImageSize square(int side) {
    return new ImageSize(side, side);
  }

  @Override
  public String toString() {
    return height + "x" + width;
  }

  /** Reads a size as it stands on a command line. */
  static final class Converter implements ITypeConverter<ImageSize> {
    @Override
    public ImageSize convert(String text) {
      Matcher matcher = FORM.matcher(text);
      if (!matcher.matches()) {
        String example = text.matches("[1-9]\\d{0,3}") ? text + "x" + text : "64x64";
        throw new TypeConversionException(
            "found '%s', expected HEIGHTxWIDTH in pixels, such as %s".formatted(text, example));
      }
      int height = Integer.parseInt(matcher.group(1));
      int width = Integer.parseInt(matcher.group(2));
      if (Math.min(height, width) < 1 || Math.max(height, width) > LARGEST) {
        throw new TypeConversionException(
            "found '%s', expected sides of 1 to %d pixels".formatted(text, LARGEST));
      }
      return new ImageSize(height, width);
    }
  }
}
