package dev.peaberry.cli;

import dev.peaberry.activation.Activation;
import dev.peaberry.callback.Callbacks;
import dev.peaberry.config.Registry;
import dev.peaberry.data.LabelMode;
import dev.peaberry.loss.Loss;
import dev.peaberry.loss.Losses;
import dev.peaberry.loss.Targets;
import dev.peaberry.metric.AutoAccuracy;
import dev.peaberry.metric.BinaryAccuracy;
import dev.peaberry.metric.Metric;
import dev.peaberry.metric.Metrics;
import dev.peaberry.optimizer.LearningRate;
import dev.peaberry.optimizer.Optimizer;
import dev.peaberry.optimizer.Optimizers;
import dev.peaberry.train.Callback;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What Keras's {@code compile} and {@code fit} are given: by what a network learns. Immutable.
 *
 * @param labelMode how labels are encoded for the loss
 * @param loss what is made small
 * @param optimizer with its learning rate or schedule
 * @param layerRates which layers learn at multiples of that rate
 * @param metrics what is measured beside the loss
 * @param callbacks what follows the training
 * @param monitor the name in the logs by which the best epoch is known
 */
record TrainingSettings(
    LabelMode labelMode,
    Loss loss,
    Optimizer optimizer,
    List<LayerRate> layerRates,
    List<Metric> metrics,
    List<Callback> callbacks,
    String monitor) {
  private static final String LABEL_MODE = "label_mode";
  private static final String MONITOR = "monitor";

  TrainingSettings {
    layerRates = List.copyOf(layerRates);
    metrics = List.copyOf(metrics);
    callbacks = List.copyOf(callbacks);
  }

  /**
   * How labels are encoded for a loss.
   *
   * @param several whether a picture may have several
   * @throws InputException if the loss cannot be taught with them
   */
  static LabelMode labelMode(Loss loss, boolean several) {
    boolean eachByItself = loss.targets() == Targets.BINARY || loss.targets() == Targets.REAL;
    if (several && !eachByItself) {
      throw new InputException(
          "Found the loss %s for pictures with several labels, expected one that judges each class"
                  .formatted(Registry.shortName(loss.className()))
              + " by itself, such as binary_crossentropy");
    }
    return switch (loss.targets()) {
      case SPARSE -> LabelMode.INT;
      case BINARY -> several ? LabelMode.MULTI_HOT : LabelMode.BINARY;
      case REAL -> several ? LabelMode.MULTI_HOT : LabelMode.CATEGORICAL;
      case CATEGORICAL, SIGN -> LabelMode.CATEGORICAL;
      case GROUP ->
          throw new InputException(
              "Found the loss %s, which teaches no classes; choose another, such as %s"
                  .formatted(Registry.shortName(loss.className()), "categorical_crossentropy"));
    };
  }

  /** How many outputs the network has. */
  int outputs(int classes) {
    return labelMode == LabelMode.BINARY ? 1 : classes;
  }

  /** The last layer's activation: none where the loss takes logits. */
  Activation outputActivation() {
    if (takesLogits(loss) || loss.targets() == Targets.SIGN) {
      return Activation.LINEAR;
    }
    return labelMode == LabelMode.BINARY || labelMode == LabelMode.MULTI_HOT
        ? Activation.SIGMOID
        : Activation.SOFTMAX;
  }

  /**
   * The accuracy that is measured without being asked for. Where each output is judged by itself
   * and is a logit, it is compared with 0, the logit of the probability 0.5.
   */
  static Metric accuracy(LabelMode labelMode, Loss loss) {
    BinaryAccuracy ofEach = BinaryAccuracy.of().withThreshold(takesLogits(loss) ? 0 : 0.5);
    return switch (labelMode) {
      case BINARY -> ofEach.withName(AutoAccuracy.of().name());
      case MULTI_HOT -> ofEach.withName("binary_accuracy");
      case INT, CATEGORICAL -> AutoAccuracy.of();
    };
  }

  private static boolean takesLogits(Loss loss) {
    return Boolean.TRUE.equals(loss.configJson().get("from_logits"));
  }

  /** An optimizer with the layers' own rates. */
  Optimizer withLayerRates(Optimizer plain) {
    Optimizer divided = plain;
    for (LayerRate each : layerRates) {
      divided = divided.withLearningRateFactor(each.expression(), each.factor());
    }
    return divided;
  }

  /** The learning rate in words. */
  String learningRate() {
    return optimizer.learningRate() instanceof LearningRate.Scheduled scheduled
        ? scheduled.schedule().className() + " from " + scheduled.at(0)
        : String.valueOf(optimizer.learningRate().at(0));
  }

  /** The settings as a manifest has them: Keras's serialised objects. */
  Map<String, Object> toJson() {
    return Json.map(
        LABEL_MODE,
        word(labelMode),
        "loss",
        Losses.REGISTRY.toJson(loss),
        "optimizer",
        Optimizers.REGISTRY.toJson(optimizer),
        "layer_rates",
        layerRates.stream().map(LayerRate::toString).toList(),
        "metrics",
        metrics.stream().map(TrainingSettings::metricJson).toList(),
        "callbacks",
        callbacks.stream().map(Callbacks.REGISTRY::toJson).toList(),
        MONITOR,
        monitor);
  }

  /** A label mode as Keras writes it. */
  static String word(LabelMode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  private static Object metricJson(Metric metric) {
    return metric instanceof AutoAccuracy ? metric.name() : Metrics.REGISTRY.toJson(metric);
  }

  /**
   * The settings of a manifest.
   *
   * @throws IllegalArgumentException if something is missing or is not what it should be
   */
  static TrainingSettings fromJson(Map<String, ?> json) {
    if (!(json.get(MONITOR) instanceof String monitor)) {
      throw new IllegalArgumentException(
          "found %s for '%s', expected a text".formatted(json.get(MONITOR), MONITOR));
    }
    Loss loss = Losses.REGISTRY.fromJson(json.get("loss"));
    boolean several = word(LabelMode.MULTI_HOT).equals(json.get(LABEL_MODE));
    return new TrainingSettings(
        labelMode(loss, several),
        loss,
        Optimizers.REGISTRY.fromJson(json.get("optimizer")),
        layerRates(json),
        list(json, "metrics").stream().map(TrainingSettings::metric).toList(),
        list(json, "callbacks").stream().<Callback>map(Callbacks.REGISTRY::fromJson).toList(),
        monitor);
  }

  private static List<?> list(Map<String, ?> json, String key) {
    if (json.get(key) instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException(
        "found %s for '%s', expected a list".formatted(json.get(key), key));
  }

  /** None in the manifests of runs from before there were any. */
  private static List<LayerRate> layerRates(Map<String, ?> json) {
    return json.get("layer_rates") == null
        ? List.of()
        : list(json, "layer_rates").stream()
            .map(each -> LayerRate.parse(String.valueOf(each)))
            .toList();
  }

  private static Metric metric(Object json) {
    return json instanceof String name ? Metrics.named(name) : Metrics.REGISTRY.fromJson(json);
  }
}
