package dev.peaberry.metric;

import static dev.peaberry.metric.ConfusionCurve.ratio;

/** The area under a curve through the points of several thresholds. */
final class CurveArea {
  private CurveArea() {}

  static double of(ConfusionCurve curve, AUC.Curve kind, AUC.SummationMethod method) {
    if (kind == AUC.Curve.PR && method == AUC.SummationMethod.INTERPOLATION) {
      return interpolatedPr(curve);
    }
    double area = 0;
    for (int i = 0; i + 1 < curve.size(); i++) {
      double from = height(curve, kind, i);
      double to = height(curve, kind, i + 1);
      double height =
          switch (method) {
            case INTERPOLATION -> (from + to) / 2;
            case MINORING -> Math.min(from, to);
            case MAJORING -> Math.max(from, to);
          };
      area += (position(curve, kind, i) - position(curve, kind, i + 1)) * height;
    }
    return area;
  }

  private static double position(ConfusionCurve curve, AUC.Curve kind, int i) {
    return switch (kind) {
      case ROC -> curve.falsePositiveRate(i);
      case PR -> curve.recall(i);
      case PRGAIN ->
          curve.truePositives(i) == 0 ? 0 : Math.max(gain(curve, i, curve.falseNegatives(i)), 0);
    };
  }

  private static double height(ConfusionCurve curve, AUC.Curve kind, int i) {
    return switch (kind) {
      case ROC -> curve.recall(i);
      case PR -> curve.precision(i);
      case PRGAIN -> curve.truePositives(i) == 0 ? 1 : gain(curve, i, curve.falsePositives(i));
    };
  }

  /** Precision or recall gain (Flach and Kull 2015), by what is wrong of the one or the other. */
  private static double gain(ConfusionCurve curve, int i, double wrong) {
    double odds = ratio(curve.positives(i), curve.negatives(i));
    return 1 - odds * ratio(wrong, curve.truePositives(i));
  }

  /** Davis and Goadrich 2006: true and false positives are linear between points, not precision. */
  private static double interpolatedPr(ConfusionCurve curve) {
    double area = 0;
    for (int i = 0; i + 1 < curve.size(); i++) {
      double from = curve.predictedPositives(i);
      double to = curve.predictedPositives(i + 1);
      double hits = curve.truePositives(i) - curve.truePositives(i + 1);
      double slope = ratio(hits, Math.max(from - to, 0));
      double intercept = curve.truePositives(i + 1) - slope * to;
      double log = from > 0 && to > 0 ? Math.log(from / to) : 0;
      area += ratio(slope * (hits + intercept * log), Math.max(curve.positives(i + 1), 0));
    }
    return area;
  }
}
