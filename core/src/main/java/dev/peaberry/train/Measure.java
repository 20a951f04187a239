package dev.peaberry.train;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.metric.Accumulator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** One metric of one output during a pass, under the name of its logs. Confined to one thread. */
final class Measure {
  private final String name;
  private final int output;
  private final boolean weighted;
  private final Accumulator accumulator;
  private List<String> names;

  /**
   * A measure that begins.
   *
   * @param name in logs, without a prefix such as {@code val_}
   * @param output the index of the model's output
   * @param weighted whether weights of examples count
   */
  Measure(String name, int output, boolean weighted, Accumulator accumulator) {
    this.name = name;
    this.output = output;
    this.weighted = weighted;
    this.accumulator = accumulator;
    this.names = List.of(name);
  }

  String name() {
    return name;
  }

  int output() {
    return output;
  }

  boolean isWeighted() {
    return weighted;
  }

  /**
   * Adds a batch.
   *
   * @throws TrainingException if the metric does not fit the labels or the outputs
   */
  void update(FloatArray yTrue, FloatArray yPred, Optional<FloatArray> weights) {
    try {
      accumulator.update(yTrue, yPred, weights);
    } catch (IllegalArgumentException e) {
      throw new TrainingException("Metric " + name + ": " + e.getMessage(), e);
    }
  }

  /** Puts the result into the logs; several under the name and their position. */
  void log(String prefix, Map<String, Double> logs) {
    List<Double> results = accumulator.results();
    if (results.size() != names.size()) {
      names =
          results.size() == 1
              ? List.of(name)
              : IntStream.range(0, results.size()).mapToObj(i -> name + "_" + i).toList();
    }
    for (int i = 0; i < results.size(); i++) {
      if (logs.put(prefix + names.get(i), results.get(i)) != null) {
        throw new TrainingException(
            "Found two metrics that are logged as '"
                + names.get(i)
                + "', expected one; give one of them another name");
      }
    }
  }

  List<Double> sums() {
    return accumulator.sums();
  }

  /**
   * Continues with this metric's sums of before.
   *
   * @throws TrainingException if there are none, or those of another metric
   */
  void restore(Map<String, List<Double>> sums) {
    if (!sums.containsKey(name)) {
      throw new TrainingException(
          "Found sums of "
              + sums.keySet()
              + ", expected those of "
              + name
              + ", too; resume with the metrics that the training began with");
    }
    try {
      accumulator.restore(sums.get(name));
    } catch (IllegalArgumentException e) {
      throw new TrainingException("Metric " + name + ": " + e.getMessage(), e);
    }
  }
}
