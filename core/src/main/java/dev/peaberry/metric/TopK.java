package dev.peaberry.metric;

/** The k greatest values of a row, the first ones on a tie. Confined to one thread. */
final class TopK {
  private final int[] best;
  private int found;

  TopK(int k) {
    this.best = new int[k];
  }

  /**
   * Looks at a row.
   *
   * @throws IllegalArgumentException if it has fewer than k values
   */
  void read(float[] data, int row, int length) {
    if (length < best.length) {
      throw new IllegalArgumentException(
          "Found " + length + " outputs, expected at least top_k = " + best.length);
    }
    found = 0;
    int from = row * length;
    for (int i = 0; i < length; i++) {
      float value = data[from + i];
      if (found < best.length || value > data[from + best[found - 1]]) {
        insert(data, from, i);
      }
    }
  }

  private void insert(float[] data, int from, int index) {
    int place = found < best.length ? found++ : found - 1;
    while (place > 0 && data[from + index] > data[from + best[place - 1]]) {
      best[place] = best[place - 1];
      place--;
    }
    best[place] = index;
  }

  /** Whether a value is among them. */
  boolean contains(int index) {
    for (int i = 0; i < found; i++) {
      if (best[i] == index) {
        return true;
      }
    }
    return false;
  }
}
