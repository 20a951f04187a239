package dev.peaberry.train;

import dev.peaberry.data.Batch;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.metric.Accumulator;
import dev.peaberry.metric.Metric;
import dev.peaberry.model.Model;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The running means of a pass: the loss and the metrics of each output. Confined to one thread. */
final class Running {
  private static final String LOSS = "loss";

  private final List<Measure> measures = new ArrayList<>();
  private double lossSum;
  private double examples;

  private record Measure(String name, int output, Accumulator accumulator) {}

  Running(Model model, List<Metric> metrics) {
    List<String> outputs = model.outputNames();
    for (int output = 0; output < outputs.size(); output++) {
      for (Metric metric : metrics) {
        String prefix = outputs.size() == 1 ? "" : outputs.get(output) + "_";
        measures.add(new Measure(prefix + metric.name(), output, metric.start()));
      }
    }
  }

  void add(Batch batch, TrainingProgram.Result result) {
    lossSum += result.loss() * batch.size();
    examples += batch.size();
    for (Measure measure : measures) {
      FloatArray target = batch.targets().get(measure.output);
      // As in Keras, weights of examples change the loss and not the metrics.
      measure.accumulator.update(target, result.outputs().get(measure.output), Optional.empty());
    }
  }

  /** The means so far, with a prefix such as {@code val_}. */
  Map<String, Double> logs(String prefix) {
    Map<String, Double> logs = new LinkedHashMap<>();
    logs.put(prefix + LOSS, examples == 0 ? 0 : lossSum / examples);
    measures.forEach(each -> logs.put(prefix + each.name, each.accumulator.result()));
    return logs;
  }

  /** The sums behind the means. */
  Map<String, List<Double>> sums() {
    Map<String, List<Double>> sums = new LinkedHashMap<>();
    sums.put(LOSS, List.of(lossSum, examples));
    measures.forEach(each -> sums.put(each.name, each.accumulator.sums()));
    return sums;
  }

  /** Continues with sums of before. */
  void restore(Map<String, List<Double>> sums) {
    lossSum = sums.get(LOSS).get(0);
    examples = sums.get(LOSS).get(1);
    measures.forEach(each -> each.accumulator.restore(sums.get(each.name)));
  }
}
