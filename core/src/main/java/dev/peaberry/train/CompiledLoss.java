package dev.peaberry.train;

import dev.peaberry.config.ConfigException;
import dev.peaberry.format.KerasFile;
import dev.peaberry.format.WeightsFile;
import dev.peaberry.loss.Loss;
import dev.peaberry.loss.Reduction;
import dev.peaberry.metric.Metric;
import dev.peaberry.model.Model;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A loss for each output of a model and how much each counts: what Keras's {@code compile} takes as
 * {@code loss} and {@code loss_weights}. Training makes the weighted sum small. Immutable and
 * thread-safe.
 *
 * @param losses in the order of the outputs
 * @param weights a factor for each loss, in the same order
 */
public record CompiledLoss(List<Loss> losses, List<Double> weights) {
  /**
   * Copies and checks the lists.
   *
   * @throws IllegalArgumentException if there are not as many weights as losses, or one is not
   *     finite
   */
  public CompiledLoss {
    losses = List.copyOf(losses);
    weights = List.copyOf(weights);
    if (weights.size() != losses.size()) {
      throw new IllegalArgumentException(
          "Found the loss weights " + weights + ", expected one for each of " + losses.size());
    }
    for (double weight : weights) {
      if (!Double.isFinite(weight)) {
        throw new IllegalArgumentException(
            "Found the loss weights " + weights + ", expected finite numbers");
      }
    }
  }

  /** Losses that count alike. */
  public static CompiledLoss of(List<Loss> losses) {
    return new CompiledLoss(losses, Collections.nCopies(losses.size(), 1.0));
  }

  /**
   * Losses that count alike, by the names of the model's outputs.
   *
   * @throws IllegalArgumentException if the names are not those of the outputs
   */
  public static CompiledLoss of(Model model, Map<String, Loss> losses) {
    return of(inOrder(model, "losses", losses));
  }

  /**
   * What a model was compiled with; empty if it was compiled with no loss.
   *
   * @param config {@link KerasFile#compileConfig}, or {@link WeightsFile#trainingConfig} of an
   *     {@code .h5} file
   * @throws ConfigException if a loss is unknown here or has a setting that is, or if there is none
   *     for one of the outputs
   */
  public static Optional<CompiledLoss> read(Model model, Map<String, ?> config) {
    return CompileConfig.loss(model, config);
  }

  /**
   * With other factors.
   *
   * @throws IllegalArgumentException if there are not as many as losses, or one is not finite
   */
  public CompiledLoss withWeights(List<Double> factors) {
    return new CompiledLoss(losses, factors);
  }

  /** Whether all losses count alike, with the factor 1. */
  public boolean isUnweighted() {
    return weights.stream().allMatch(weight -> weight == 1);
  }

  /**
   * These losses themselves if a model can be trained with them.
   *
   * @throws IllegalArgumentException if there are not as many as outputs, or one does not give a
   *     single number
   */
  CompiledLoss requireFit(Model model) {
    if (losses.size() != model.outputShapes().size()) {
      throw new IllegalArgumentException(
          "Found "
              + losses.size()
              + " losses, expected one for each of the "
              + model.outputShapes().size()
              + " outputs "
              + model.outputNames()
              + " of "
              + model.name());
    }
    for (Loss loss : losses) {
      if (loss.reduction() == Reduction.NONE) {
        throw new IllegalArgumentException(
            "Loss "
                + loss.keyword()
                + ": found the reduction none, expected one that gives a single number to train"
                + " with, such as sum_over_batch_size");
      }
    }
    return this;
  }

  /** In words, with the settings that are not at their defaults: {@code "Huber(delta=0.5)"}. */
  @Override
  public String toString() {
    List<String> terms = new ArrayList<>();
    for (int i = 0; i < losses.size(); i++) {
      Map<String, Object> settings = losses.get(i).config().changedJson();
      String each =
          losses.get(i).className()
              + (settings.isEmpty()
                  ? ""
                  : settings.entrySet().stream()
                      .map(String::valueOf)
                      .collect(Collectors.joining(", ", "(", ")")));
      terms.add(weights.get(i) == 1 ? each : weights.get(i) + " * " + each);
    }
    return String.join(" + ", terms);
  }

  /** What is given for each output by its name, in the order of the outputs. */
  static <T> List<T> inOrder(Model model, String what, Map<String, T> byName) {
    Set<String> names = new LinkedHashSet<>(model.outputNames());
    if (!names.equals(byName.keySet())) {
      throw new IllegalArgumentException(
          "Found "
              + what
              + " for the outputs "
              + List.copyOf(byName.keySet())
              + ", expected them for "
              + List.copyOf(names)
              + " as "
              + model.name()
              + " has");
    }
    return model.outputNames().stream().<T>map(byName::get).toList();
  }

  /** The same measures for each output. */
  static List<List<Metric>> metricsOfEveryOutput(Model model, List<? extends Metric> same) {
    return Collections.nCopies(model.outputShapes().size(), List.copyOf(same));
  }

  /** The measures of each output by its name, none where it is not named. */
  static List<List<Metric>> metricsByOutput(Model model, Map<String, List<Metric>> byOutput) {
    Map<String, List<Metric>> all = new LinkedHashMap<>();
    model.outputNames().forEach(name -> all.put(name, List.of()));
    byOutput.forEach((name, metrics) -> all.put(name, List.copyOf(metrics)));
    return inOrder(model, "metrics", all);
  }
}
