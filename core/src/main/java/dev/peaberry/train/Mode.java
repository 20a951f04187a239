package dev.peaberry.train;

import dev.peaberry.metric.Metric;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether less or more of a log is better. Immutable. */
public enum Mode {
  /** As the log's name and the metric behind it say. */
  AUTO,
  /** Less is better, as of a loss. */
  MIN,
  /** More is better, as of an accuracy. */
  MAX;

  private static final String LOSS = "loss";
  private static final Pattern LESS =
      Pattern.compile(".*(Crossentropy|Hinge|Error|Divergence|Poisson|LogCosh)");
  private static final Pattern MORE =
      Pattern.compile(
          ".*([Aa]ccuracy|Precision|Recall|AUC|IoU|Score|Kappa|Correlation\\w*|Similarity"
              + "|(Sensitivity|Specificity|Precision|Recall)At\\w+)");

  /**
   * This mode, or what {@link #AUTO} stands for.
   *
   * @param monitor a name of the logs, such as {@code val_loss}
   * @param metrics what is measured
   * @throws TrainingException if it is automatic and nothing says which way is better
   */
  public Mode resolve(String monitor, List<Metric> metrics) {
    return this == AUTO ? automatic(monitor, metrics) : this;
  }

  /** Which way a metric's class is better; as in Keras, not all classes say so. */
  private static Mode automatic(String monitor, List<Metric> metrics) {
    String name = monitor.startsWith("val_") ? monitor.substring(4) : monitor;
    if (name.equals(LOSS) || name.endsWith("_" + LOSS)) {
      return MIN;
    }
    Optional<String> measured =
        metrics.stream()
            .filter(metric -> isLogOf(name, metric.name()))
            .map(Metric::className)
            .findFirst();
    if (measured.filter(type -> LESS.matcher(type).matches()).isPresent()) {
      return MIN;
    }
    if (measured.filter(type -> MORE.matcher(type).matches()).isPresent()) {
      return MAX;
    }
    throw new TrainingException(
        "Found '"
            + monitor
            + "' to be monitored, of which nothing says whether less or more is better; give the"
            + " mode min or max, or one of loss and "
            + metrics.stream().map(Metric::name).toList());
  }

  /** Logs of a metric may begin with the name of an output and end with a number. */
  private static boolean isLogOf(String log, String metric) {
    return log.matches("(.+_)?" + Pattern.quote(metric) + "(_\\d+)?");
  }

  /**
   * Whether a value is better than another by more than a margin. As in Keras this is decided in
   * float32, NaN is never better and nothing is better than NaN.
   *
   * @param margin at least 0
   * @throws IllegalStateException if the mode is {@link #AUTO}
   */
  public boolean isBetter(double value, double other, double margin) {
    return switch (this) {
      case MIN -> (float) (value + margin) < (float) other;
      case MAX -> (float) (value - margin) > (float) other;
      case AUTO ->
          throw new IllegalStateException("The mode is automatic, expected a resolved one");
    };
  }
}
