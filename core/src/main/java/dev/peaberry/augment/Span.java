package dev.peaberry.augment;

/**
 * Some adjacent columns of a row. Immutable.
 *
 * @param from the first
 * @param to the one after the last
 */
record Span(int from, int to) {
  static Span whole(int width) {
    return new Span(0, width);
  }

  /**
   * Those columns x for which {@code start + step * x} is at least 0 and below a limit, none at the
   * ends being taken that rounding might leave outside.
   */
  Span within(double start, double step, double limit) {
    if (Math.abs(step) < 1e-12) {
      boolean all =
          start >= 0 && start + step * to >= 0 && Math.max(start, start + step * to) < limit;
      return all ? this : new Span(from, from);
    }
    double zero = -start / step;
    double end = (limit - start) / step;
    int first = Math.max(from, (int) Math.ceil(Math.min(zero, end)));
    int last = Math.min(to, (int) Math.floor(Math.max(zero, end)) + 1);
    while (first < last && !isWithin(start + step * first, limit)) {
      first++;
    }
    while (first < last && !isWithin(start + step * (last - 1), limit)) {
      last--;
    }
    return new Span(Math.min(first, to), Math.max(Math.min(first, to), last));
  }

  private static boolean isWithin(double place, double limit) {
    return place >= 0 && place < limit;
  }
}
