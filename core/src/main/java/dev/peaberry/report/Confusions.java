package dev.peaberry.report;

import dev.peaberry.evaluate.ConfusionMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Which classes are taken for which most often. Immutable.
 *
 * @param pairs the most frequent first
 */
record Confusions(List<Pair> pairs) {
  private static final int MOST = 20;

  /**
   * Examples of one class that were taken for another. Immutable.
   *
   * @param label the true class
   * @param predicted the other
   * @param count how many there are
   * @param share of the class's examples
   */
  record Pair(int label, int predicted, long count, double share) {}

  static Confusions of(ConfusionMatrix matrix) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < matrix.classes(); i++) {
      for (int j = 0; j < matrix.classes(); j++) {
        long count = matrix.count(i, j);
        if (i != j && count > 0) {
          pairs.add(new Pair(i, j, count, (double) count / matrix.support(i)));
        }
      }
    }
    return new Confusions(
        pairs.stream()
            .sorted(
                Comparator.comparingLong(Pair::count).thenComparingDouble(Pair::share).reversed())
            .limit(MOST)
            .toList());
  }

  List<Map<String, Object>> toJson() {
    return pairs.stream()
        .map(
            pair ->
                Map.<String, Object>of(
                    "label", pair.label(),
                    "predicted", pair.predicted(),
                    "count", pair.count(),
                    "share", pair.share()))
        .toList();
  }
}
