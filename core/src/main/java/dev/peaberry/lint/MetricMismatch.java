package dev.peaberry.lint;

import dev.peaberry.data.LabelMode;
import dev.peaberry.metric.Metric;
import java.util.Optional;
import java.util.stream.Stream;

/** A metric that measures something else. */
final class MetricMismatch {
  static final Rule RULE =
      Rule.warning(
          "metric-mismatch",
          "a metric that does not measure what its name says for these outputs",
          "The number in the log is then not what it is taken for, and early "
              + "stopping or the best checkpoint may follow it.",
          MetricMismatch::check);

  private MetricMismatch() {}

  private static Stream<Spot> check(Subject subject) {
    return subject.onlyHead().filter(head -> head.loss().isPresent()).stream()
        .flatMap(
            head ->
                subject.plan().metrics().stream()
                    .flatMap(metric -> spot(subject, head, metric).stream()));
  }

  private static Optional<Spot> spot(Subject subject, Head head, Metric metric) {
    Optional<LabelMode> mode = subject.plan().feeding().labelMode();
    String name = metric.className();
    int units = head.units();
    boolean binary = name.equals("BinaryAccuracy") || (name.equals("accuracy") && units == 1);
    if (binary && units > 1 && head.isCategorical()) {
      return found(
          metric,
          "judges each of " + units + " outputs by itself",
          "CategoricalAccuracy, or SparseCategoricalAccuracy for class indices");
    }
    if (binary && head.isBinary() && head.takesLogits() && threshold(metric) == 0.5) {
      return found(
          metric,
          "compares logits with 0.5, which is a probability of 0.62",
          "BinaryAccuracy.of().withThreshold(0), or a loss of probabilities (--loss"
              + " \"binary_crossentropy(from_logits=false)\")");
    }
    boolean several = mode.equals(Optional.of(LabelMode.MULTI_HOT));
    if (several && (name.contains("Categorical") || (name.equals("accuracy") && units > 1))) {
      return found(
          metric,
          "looks for the one right class, pictures may have several",
          head.takesLogits() ? "BinaryAccuracy.of().withThreshold(0)" : "BinaryAccuracy.of()");
    }
    if (name.contains("TopK") && ((Number) metric.configJson().get("k")).intValue() >= units) {
      return found(
          metric,
          "is always 1: the " + metric.configJson().get("k") + " best of " + units + " outputs",
          "a smaller k");
    }
    boolean sparse = name.startsWith("Sparse");
    if (sparse && mode.equals(Optional.of(LabelMode.CATEGORICAL))) {
      return found(metric, "takes class indices, labels are one-hot", name.substring(6));
    }
    if (!sparse && name.contains("Categorical") && mode.equals(Optional.of(LabelMode.INT))) {
      return found(metric, "takes one-hot labels, labels are class indices", "Sparse" + name);
    }
    return Optional.empty();
  }

  private static double threshold(Metric metric) {
    return metric.configJson().get("threshold") instanceof Number number
        ? number.doubleValue()
        : 0.5;
  }

  private static Optional<Spot> found(Metric metric, String what, String mend) {
    return Optional.of(new Spot("metric " + metric.name(), "found a metric that " + what, mend));
  }
}
