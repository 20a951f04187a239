package dev.peaberry.callback;

import dev.peaberry.config.Config;
import dev.peaberry.train.Mode;
import dev.peaberry.train.Training;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at one log, and knows which way it is better. Confined to one thread. */
final class Watch {
  private final Logger log;
  private final String monitor;
  private final Mode mode;
  private final double minDelta;
  private boolean missed;

  private Watch(Logger log, String monitor, Mode mode, double minDelta) {
    this.log = log;
    this.monitor = monitor;
    this.mode = mode;
    this.minDelta = minDelta;
  }

  /** The watch of a callback that has a monitor and a mode among its settings. */
  static Watch of(Config config, Training training, double minDelta) {
    String monitor = config.get(Options.MONITOR);
    return new Watch(
        LoggerFactory.getLogger(Watch.class.getPackageName() + "." + config.schema().name()),
        monitor,
        config.get(Options.MODE).resolve(monitor, training.metrics()),
        Math.abs(minDelta));
  }

  String monitor() {
    return monitor;
  }

  /** The value in the logs; the first time that it is not there is said in the log. */
  Optional<Double> value(Map<String, Double> logs) {
    Optional<Double> value = Optional.ofNullable(logs.get(monitor));
    if (value.isEmpty() && !missed) {
      missed = true;
      log.warn("Found no {} in the logs, expected one of {}", monitor, logs.keySet());
    }
    return value;
  }

  /** Whether a value is better than another by more than the margin, or than none at all. */
  boolean isImprovement(double value, Optional<Double> reference) {
    return reference.isEmpty() || mode.isBetter(value, reference.get(), minDelta);
  }
}
