package dev.peaberry.format;

/**
 * How many numbers lie where between the least and the greatest, in buckets of one width. Numbers
 * that are not finite are left out. As TensorBoard has it, where all are the same the last bucket
 * holds them, and where there are none everything is 0.
 *
 * @param least the left edge of the first bucket
 * @param greatest the right edge of the last bucket
 * @param counts how many numbers there are in each
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Buckets(double least, double greatest, double[] counts) {
  static final int COUNT = 30;

  static Buckets of(float[] elements) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (float element : elements) {
      if (Float.isFinite(element)) {
        least = Math.min(least, element);
        greatest = Math.max(greatest, element);
      }
    }
    double[] counts = new double[COUNT];
    if (least > greatest) {
      return new Buckets(0, 0, counts);
    }
    double width = (greatest - least) / COUNT;
    for (float element : elements) {
      if (Float.isFinite(element)) {
        int index = width > 0 ? (int) ((element - least) / width) : COUNT - 1;
        counts[Math.min(index, COUNT - 1)]++;
      }
    }
    return new Buckets(least, greatest, counts);
  }

  double left(int index) {
    return least + (greatest - least) * index / COUNT;
  }

  double right(int index) {
    return index == COUNT - 1 ? greatest : left(index + 1);
  }
}
