package dev.peaberry.cli;

import dev.peaberry.train.History;
import dev.peaberry.train.TrainingListener.EpochReport;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What is said about an epoch in one line. Stateless. */
final class EpochLine {
  private static final String LEARNING_RATE = "learning_rate";

  private static final Duration SHORT = Duration.ofSeconds(1);

  private EpochLine() {}

  /** {@code "Epoch 3/10"}, epochs counted from 0. */
  static String title(int epoch, int epochs) {
    int digits = String.valueOf(epochs).length();
    return String.format(Locale.ROOT, "Epoch %" + digits + "d/%d", epoch + 1, epochs);
  }

  /** The whole line of an epoch that is over. */
  static String of(EpochReport report, long pictures) {
    Duration training = report.result().training();
    double speed = pictures / Math.max(0.001, training.toMillis() / 1000.0);
    return title(report.epoch(), report.epochs())
        + "  "
        + String.join("  ", values(report.result().logs()))
        + "  "
        + Durations.text(training.plus(report.result().validation()))
        + "  "
        + speed(speed)
        + (waitsMuch(report.result())
            ? "  waited " + Quantity.percent(report.result().waitingShare())
            : "")
        + (report.best() ? "  @|green best|@" : "");
  }

  /** Whether more than a tenth of the training was waiting for data, and that can be felt. */
  static boolean waitsMuch(History.Epoch epoch) {
    return epoch.waitingShare() > 0.1 && epoch.waited().compareTo(SHORT) > 0;
  }

  /** {@code "loss 0.8123"} and so on, without what stays the same all the time. */
  static List<String> values(Map<String, Double> logs) {
    return logs.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(LEARNING_RATE))
        .map(entry -> String.format(Locale.ROOT, "%s %.4f", entry.getKey(), entry.getValue()))
        .collect(Collectors.toList());
  }

  /** {@code "1,043 images/s"}. */
  static String speed(double imagesPerSecond) {
    return Quantity.grouped(Math.round(imagesPerSecond)) + " images/s";
  }
}
