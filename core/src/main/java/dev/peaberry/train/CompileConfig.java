package dev.peaberry.train;

import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Described;
import dev.peaberry.config.Registry;
import dev.peaberry.loss.Loss;
import dev.peaberry.loss.Losses;
import dev.peaberry.metric.Metric;
import dev.peaberry.metric.Metrics;
import dev.peaberry.model.Model;
import dev.peaberry.optimizer.Optimizer;
import dev.peaberry.optimizer.Optimizers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Keras's {@code compile} was given, as its model files have it. */
final class CompileConfig {
  private CompileConfig() {}

  static Map<String, Object> of(Trainer trainer) {
    List<Object> losses =
        trainer.loss().losses().stream()
            .<Object>map(loss -> named(Losses.REGISTRY.toJson(loss), loss))
            .toList();
    Map<String, Object> config = new LinkedHashMap<>();
    config.put(
        "optimizer", named(Optimizers.REGISTRY.toJson(trainer.optimizer()), trainer.optimizer()));
    config.put("loss", losses.size() == 1 ? losses.get(0) : losses);
    config.put("loss_weights", trainer.loss().isUnweighted() ? null : trainer.loss().weights());
    putMetrics(config, trainer);
    config.put("run_eagerly", false);
    config.put("steps_per_execution", 1);
    config.put("jit_compile", false);
    return config;
  }

  /**
   * The losses that Keras's {@code compile} was given; empty if it was given none.
   *
   * @throws ConfigException if one is unknown here, or they are not those of the model's outputs
   */
  static Optional<CompiledLoss> loss(Model model, Map<String, ?> config) {
    if (config.get("loss") == null) {
      return Optional.empty();
    }
    List<Loss> losses =
        ofOutputs(model, "a loss", config.get("loss")).stream().map(Losses::fromJson).toList();
    CompiledLoss loss = CompiledLoss.of(losses);
    return Optional.of(
        config.get("loss_weights") == null
            ? loss
            : loss.withWeights(weights(model, config.get("loss_weights"))));
  }

  private static List<Double> weights(Model model, Object json) {
    List<Double> weights = new ArrayList<>();
    for (Object each : ofOutputs(model, "a loss weight", json)) {
      if (!(each instanceof Number number)) {
        throw new ConfigException("Found the loss weight " + each + ", expected a number");
      }
      weights.add(number.doubleValue());
    }
    return weights;
  }

  /** Keras takes a list, a map by the outputs' names, or one thing for all of them. */
  private static List<?> ofOutputs(Model model, String what, Object json) {
    List<String> names = model.outputNames();
    List<Object> each = new ArrayList<>();
    if (json instanceof List<?> list) {
      each.addAll(list);
    } else if (json instanceof Map<?, ?> map && !map.containsKey("class_name")) {
      names.forEach(name -> each.add(map.get(name)));
    } else {
      names.forEach(name -> each.add(json));
    }
    if (each.size() != names.size() || each.contains(null)) {
      throw new ConfigException(
          "Found " + json + ", expected " + what + " for each of the outputs " + names);
    }
    return each;
  }

  /** For several outputs Keras wants a list for each of them. */
  private static void putMetrics(Map<String, Object> config, Trainer trainer) {
    Map<String, List<List<Metric>>> given = new LinkedHashMap<>();
    given.put("metrics", trainer.metrics());
    given.put("weighted_metrics", trainer.weightedMetrics());
    given.forEach(
        (key, metrics) -> {
          List<List<Object>> json = metrics.stream().map(CompileConfig::metrics).toList();
          List<?> each = json.size() == 1 ? json.get(0) : json;
          config.put(key, json.stream().allMatch(List::isEmpty) ? null : each);
        });
  }

  private static List<Object> metrics(List<Metric> metrics) {
    return metrics.stream().flatMap(metric -> Metrics.toJson(metric).stream()).toList();
  }

  /** Keras's name of an optimizer: {@code adam}, {@code rm_sprop}. */
  static String optimizerName(Optimizer optimizer) {
    return Registry.shortName(optimizer.className());
  }

  private static Map<String, Object> named(Map<String, Object> json, Described object) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("name", Registry.shortName(object.className()));
    config.putAll(object.configJson());
    json.put("config", config);
    return json;
  }
}
