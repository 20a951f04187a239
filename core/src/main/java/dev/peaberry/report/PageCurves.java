package dev.peaberry.report;

import dev.peaberry.evaluate.Coverage;
import dev.peaberry.evaluate.Evaluation;
import dev.peaberry.evaluate.PrecisionRecallCurve;
import dev.peaberry.evaluate.Predictions;
import dev.peaberry.evaluate.RocCurve;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Curves as lists of numbers, as many of them as a page can show. Stateless. */
final class PageCurves {
  private static final int MOST_POINTS = 200;

  private PageCurves() {}

  /** For each class its ROC and precision-recall curves and the areas below them. */
  static List<Map<String, Object>> ofClasses(Evaluation evaluation) {
    return IntStream.range(0, evaluation.confusion().classes())
        .parallel()
        .mapToObj(index -> ofClass(evaluation.predictions(), index))
        .toList();
  }

  private static Map<String, Object> ofClass(Predictions predictions, int index) {
    RocCurve roc = RocCurve.of(predictions, index);
    PrecisionRecallCurve found = PrecisionRecallCurve.of(predictions, index);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("roc_auc", Double.isNaN(roc.area()) ? null : roc.area());
    json.put(
        "average_precision",
        Double.isNaN(found.averagePrecision()) ? null : found.averagePrecision());
    json.put(
        "roc",
        thinned(roc.points()).stream()
            .map(each -> pair(each.falsePositiveRate(), each.truePositiveRate()))
            .toList());
    json.put(
        "precision_recall",
        thinned(found.points()).stream()
            .map(each -> pair(each.recall(), each.precision()))
            .toList());
    return json;
  }

  /** Coverage, accuracy and confidence, from few answers to all. */
  static List<List<Double>> coverage(Predictions predictions) {
    return thinned(Coverage.of(predictions).points()).stream()
        .map(
            each ->
                List.of(
                    Numbers.rounded(each.coverage()),
                    Numbers.rounded(each.accuracy()),
                    Numbers.rounded(each.confidence())))
        .toList();
  }

  private static List<Double> pair(double x, double y) {
    return List.of(Numbers.rounded(x), Numbers.rounded(y));
  }

  /** Points at even distances in the list, the first and the last among them. */
  private static <T> List<T> thinned(List<T> points) {
    int size = points.size();
    return size <= MOST_POINTS
        ? points
        : IntStream.range(0, MOST_POINTS)
            .mapToObj(i -> points.get((int) ((long) i * (size - 1) / (MOST_POINTS - 1))))
            .toList();
  }
}
