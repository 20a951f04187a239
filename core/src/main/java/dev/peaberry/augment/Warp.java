package dev.peaberry.augment;

import java.util.Arrays;

/**
 * Moves, turns, shears and scales a picture: for each of its pixels a matrix says where in the old
 * picture the new value is found. Immutable and thread-safe.
 *
 * @param rowByRow the old row for a step to the next row
 * @param rowByColumn the old row for a step to the next column
 * @param row the old row of the new picture's first pixel
 * @param columnByRow the old column for a step to the next row
 * @param columnByColumn the old column for a step to the next column
 * @param column the old column of the new picture's first pixel
 * @param interpolation between four pixels or from the nearest
 * @param border what lies outside
 * @param fill the constant outside, for borders that have one
 */
record Warp(
    double rowByRow,
    double rowByColumn,
    double row,
    double columnByRow,
    double columnByColumn,
    double column,
    Sampling interpolation,
    Border border,
    float fill) {
  /** How a value between pixels is found. */
  enum Sampling {
    /** From the nearest pixel. */
    NEAREST,
    /** From the four around it, linearly. */
    BILINEAR
  }

  /** With another way between pixels. */
  Warp with(Sampling other) {
    return new Warp(
        rowByRow, rowByColumn, row, columnByRow, columnByColumn, column, other, border, fill);
  }

  /** Writes the picture anew. */
  void apply(Picture picture) {
    for (int y = 0; y < picture.height(); y++) {
      row(picture, y);
    }
    picture.swap();
  }

  /** With the new picture mirrored. */
  Warp flipped(int height, int width, boolean horizontal, boolean vertical) {
    int lastRow = vertical ? height - 1 : 0;
    int lastColumn = horizontal ? width - 1 : 0;
    return new Warp(
        vertical ? -rowByRow : rowByRow,
        horizontal ? -rowByColumn : rowByColumn,
        row + rowByRow * lastRow + rowByColumn * lastColumn,
        vertical ? -columnByRow : columnByRow,
        horizontal ? -columnByColumn : columnByColumn,
        column + columnByRow * lastRow + columnByColumn * lastColumn,
        interpolation,
        border,
        fill);
  }

  /** Most of a row lies inside the old picture and needs no look at the border. */
  private void row(Picture picture, int y) {
    double rowAt = row + rowByRow * y;
    double columnAt = column + columnByRow * y;
    int width = picture.width();
    if (!isUsual(picture, rowAt, columnAt)) {
      for (int x = 0; x < width; x++) {
        pixel(picture, y, x, rowAt + rowByColumn * x, columnAt + columnByColumn * x);
      }
      return;
    }
    ColourRow colours = new ColourRow(picture, y, rowAt, rowByColumn, columnAt, columnByColumn);
    if (border == Border.NEAREST) {
      colours.inside(0, width);
      return;
    }
    Span span =
        Span.whole(width)
            .within(rowAt, rowByColumn, picture.height() - 1)
            .within(columnAt, columnByColumn, width - 1);
    colours.folded(border, 0, span.from());
    colours.inside(span.from(), span.to());
    colours.folded(border, span.to(), width);
  }

  /** Whether the way for colour pictures, many times as fast as the general one, can be gone. */
  private boolean isUsual(Picture picture, double rowAt, double columnAt) {
    return interpolation == Sampling.BILINEAR
        && border.folds()
        && picture.channels() == 3
        && picture.height() > 1
        && picture.width() > 1
        && FixedPoint.holds(rowAt, rowByColumn, picture.width())
        && FixedPoint.holds(columnAt, columnByColumn, picture.width());
  }

  /** Writes one pixel, wherever its old place lies. */
  void pixel(Picture picture, int y, int x, double rowAt, double columnAt) {
    double r = border.inside(rowAt, picture.height());
    double c = border.inside(columnAt, picture.width());
    int channels = picture.channels();
    int out = (y * picture.width() + x) * channels;
    if (Double.isNaN(r) || Double.isNaN(c)) {
      Arrays.fill(picture.other(), out, out + channels, fill);
    } else if (interpolation == Sampling.NEAREST) {
      int nearest = place(picture, (int) Math.floor(r + 0.5), (int) Math.floor(c + 0.5));
      for (int channel = 0; channel < channels; channel++) {
        picture.other()[out + channel] = value(picture.values(), nearest, channel);
      }
    } else {
      blend(picture, r, c, out);
    }
  }

  private void blend(Picture picture, double r, double c, int out) {
    int top = (int) Math.floor(r);
    int left = (int) Math.floor(c);
    float down = (float) (r - top);
    float right = (float) (c - left);
    int a = place(picture, top, left);
    int b = place(picture, top, left + 1);
    int d = place(picture, top + 1, left);
    int e = place(picture, top + 1, left + 1);
    float[] old = picture.values();
    for (int i = 0; i < picture.channels(); i++) {
      float above = (1 - right) * value(old, a, i) + right * value(old, b, i);
      float below = (1 - right) * value(old, d, i) + right * value(old, e, i);
      picture.other()[out + i] = (1 - down) * above + down * below;
    }
  }

  /** Where a pixel's values begin, or -1 for the constant outside. */
  private int place(Picture picture, int r, int c) {
    int y = border.index(r, picture.height());
    int x = border.index(c, picture.width());
    return y < 0 || x < 0 ? -1 : (y * picture.width() + x) * picture.channels();
  }

  private float value(float[] values, int place, int channel) {
    return place < 0 ? fill : values[place + channel];
  }
}
