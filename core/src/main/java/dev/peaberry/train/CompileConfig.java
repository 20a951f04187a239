package dev.peaberry.train;

import dev.peaberry.config.Described;
import dev.peaberry.config.Registry;
import dev.peaberry.loss.Losses;
import dev.peaberry.metric.Metric;
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
        trainer.losses().stream()
            .<Object>map(loss -> named(Losses.REGISTRY.toJson(loss), loss))
            .toList();
    Map<String, Object> config = new LinkedHashMap<>();
    config.put(
        "optimizer", named(Optimizers.REGISTRY.toJson(trainer.optimizer()), trainer.optimizer()));
    config.put("loss", losses.size() == 1 ? losses.get(0) : losses);
    config.put("loss_weights", null);
    config.put("metrics", trainer.metrics().stream().map(Metric::name).toList());
    config.put("weighted_metrics", null);
    config.put("run_eagerly", false);
    config.put("steps_per_execution", 1);
    config.put("jit_compile", false);
    return config;
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
