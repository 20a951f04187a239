package dev.peaberry.train;

import dev.peaberry.data.Batch;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.metric.Metric;
import dev.peaberry.model.Model;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The running means of a pass by Keras's names: the loss, with several outputs that of each output,
 * and the metrics of each. Confined to one thread.
 */
final class Running {
  private static final String LOSS = "loss";

  private final List<Measure> measures = new ArrayList<>();
  private final Set<String> names = new HashSet<>(Set.of(LOSS));
  private final List<String> lossNames = new ArrayList<>(List.of(LOSS));
  private final double[] lossSums;
  private double examples;

  /**
   * Starts.
   *
   * @param metrics a list for each output
   * @param weightedMetrics a list for each output
   */
  Running(Model model, List<List<Metric>> metrics, List<List<Metric>> weightedMetrics) {
    List<String> outputs = model.outputNames();
    List<String> prefixes =
        outputs.size() == 1 ? List.of("") : outputs.stream().map(name -> name + "_").toList();
    if (outputs.size() > 1) {
      prefixes.forEach(prefix -> lossNames.add(unused(prefix + LOSS)));
    }
    lossSums = new double[lossNames.size()];
    for (int output = 0; output < outputs.size(); output++) {
      for (Metric metric : metrics.get(output)) {
        String name = unused(prefixes.get(output) + metric.name());
        measures.add(new Measure(name, output, false, metric.start()));
      }
    }
    for (int output = 0; output < outputs.size(); output++) {
      for (Metric metric : weightedMetrics.get(output)) {
        String name = prefixes.get(output) + metric.name();
        if (names.contains(name)) {
          name = prefixes.get(output) + "weighted_" + metric.name();
        }
        measures.add(new Measure(unused(name), output, true, metric.start()));
      }
    }
  }

  /** The measures of a training, for a pass that begins. */
  static Running of(Trainer trainer) {
    return new Running(trainer.model(), trainer.metrics(), trainer.weightedMetrics());
  }

  /** The name itself or, as in Keras, with the first number that makes it differ from others. */
  private String unused(String name) {
    String unused = name;
    for (int i = 1; !names.add(unused); i++) {
      unused = name + "_" + i;
    }
    return unused;
  }

  void add(Batch batch, TrainingProgram.Result result) {
    lossSums[0] += result.loss() * batch.size();
    for (int i = 1; i < lossSums.length; i++) {
      lossSums[i] += result.losses().get(i - 1) * batch.size();
    }
    examples += batch.size();
    for (Measure measure : measures) {
      FloatArray target = batch.targets().get(measure.output());
      FloatArray output = result.outputs().get(measure.output());
      measure.update(
          target,
          output,
          measure.isWeighted() ? batch.weightsOf(measure.output()) : Optional.empty());
    }
  }

  /** The means so far, with a prefix such as {@code val_}. */
  Map<String, Double> logs(String prefix) {
    Map<String, Double> logs = new LinkedHashMap<>();
    for (int i = 0; i < lossSums.length; i++) {
      logs.put(prefix + lossNames.get(i), examples == 0 ? 0 : lossSums[i] / examples);
    }
    measures.forEach(each -> each.log(prefix, logs));
    return logs;
  }

  /** The sums behind the means. */
  Map<String, List<Double>> sums() {
    Map<String, List<Double>> sums = new LinkedHashMap<>();
    for (int i = 0; i < lossSums.length; i++) {
      sums.put(lossNames.get(i), List.of(lossSums[i], examples));
    }
    measures.forEach(each -> sums.put(each.name(), each.sums()));
    return sums;
  }

  /**
   * Continues with sums of before.
   *
   * @throws TrainingException if they are those of other metrics
   */
  void restore(Map<String, List<Double>> sums) {
    for (int i = 0; i < lossSums.length; i++) {
      lossSums[i] = sums.get(lossNames.get(i)).get(0);
    }
    examples = sums.get(LOSS).get(1);
    measures.forEach(each -> each.restore(sums));
  }
}
