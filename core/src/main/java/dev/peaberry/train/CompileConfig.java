package dev.peaberry.train;

import dev.peaberry.config.Described;
import dev.peaberry.config.Registry;
import dev.peaberry.loss.Losses;
import dev.peaberry.metric.Metric;
import dev.peaberry.metric.Metrics;
import dev.peaberry.optimizer.Optimizer;
import dev.peaberry.optimizer.Optimizers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
