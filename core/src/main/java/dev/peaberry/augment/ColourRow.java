package dev.peaberry.augment;

/**
 * A row of a moved colour picture, each pixel blended of the four around its old place. Confined to
 * one thread.
 */
final class ColourRow {
  private static final int CHANNELS = 3;

  private final Picture picture;
  private final int start;
  private final long row;
  private final long rowStep;
  private final long column;
  private final long columnStep;

  /**
   * A row.
   *
   * @param y which
   * @param row the old row of its first pixel
   * @param rowStep from one pixel to the next
   * @param column the old column of its first pixel
   * @param columnStep from one pixel to the next
   */
  ColourRow(Picture picture, int y, double row, double rowStep, double column, double columnStep) {
    this.picture = picture;
    this.start = y * picture.width() * CHANNELS;
    this.row = FixedPoint.of(row);
    this.rowStep = FixedPoint.of(rowStep);
    this.column = FixedPoint.of(column);
    this.columnStep = FixedPoint.of(columnStep);
  }

  /** Writes pixels whose old places are inside; for those outside the edge counts. */
  void inside(int from, int to) {
    float[] old = picture.values();
    float[] made = picture.other();
    int stride = picture.width() * CHANNELS;
    long lastRow = FixedPoint.below(picture.height() - 1);
    long lastColumn = FixedPoint.below(picture.width() - 1);
    long r = row + rowStep * from;
    long c = column + columnStep * from;
    int end = start + to * CHANNELS;
    for (int out = start + from * CHANNELS; out < end; out += CHANNELS) {
      blend(old, made, out, stride, clamp(r, lastRow), clamp(c, lastColumn));
      r += rowStep;
      c += columnStep;
    }
  }

  /** Writes pixels for whose old places a border that folds has others. */
  void folded(Border border, int from, int to) {
    float[] old = picture.values();
    float[] made = picture.other();
    int height = picture.height();
    int width = picture.width();
    long lastRow = FixedPoint.below(height - 1);
    long lastColumn = FixedPoint.below(width - 1);
    for (int x = from; x < to; x++) {
      long r = border.folded(row + rowStep * x, height);
      long c = border.folded(column + columnStep * x, width);
      int out = start + x * CHANNELS;
      blend(old, made, out, width * CHANNELS, clamp(r, lastRow), clamp(c, lastColumn));
    }
  }

  private static long clamp(long place, long last) {
    return Math.max(0, Math.min(last, place));
  }

  private static void blend(float[] old, float[] made, int out, int stride, long row, long column) {
    float down = FixedPoint.fraction(row);
    float right = FixedPoint.fraction(column);
    int a = FixedPoint.whole(row) * stride + FixedPoint.whole(column) * CHANNELS;
    int b = a + stride;
    float lower = down * right;
    float wb = right - lower;
    float wc = down - lower;
    float wa = 1 - right - wc;
    made[out] = wa * old[a] + wb * old[a + 3] + wc * old[b] + lower * old[b + 3];
    made[out + 1] = wa * old[a + 1] + wb * old[a + 4] + wc * old[b + 1] + lower * old[b + 4];
    made[out + 2] = wa * old[a + 2] + wb * old[a + 5] + wc * old[b + 2] + lower * old[b + 5];
  }
}
