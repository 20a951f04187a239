package dev.peaberry.image;

import java.util.Locale;

/** What a picture file stores for each pixel, before any decoder converts it. */
public enum Colours {
  /** Brightness. */
  GREY,
  /** Brightness and opacity. */
  GREY_ALPHA,
  /** Red, green and blue; also the luma and chroma of a JPEG or WebP file. */
  RGB,
  /** Red, green, blue and opacity. */
  RGBA,
  /** A number in a table of colours. */
  PALETTE,
  /** The four inks of a printer. */
  CMYK;

  /** Whether pixels have an opacity. */
  public boolean hasAlpha() {
    return this == GREY_ALPHA || this == RGBA;
  }

  /** In lower case, words separated by blanks. */
  @Override
  public String toString() {
    return this == CMYK || this == RGB || this == RGBA
        ? name()
        : name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
