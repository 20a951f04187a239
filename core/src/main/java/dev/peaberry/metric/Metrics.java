package dev.peaberry.metric;

import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Registry;
import dev.peaberry.engine.Shape;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The metrics that exist here. */
public final class Metrics {
  /** All of them, by Keras's names, and two that Keras does not have. */
  public static final Registry<Metric> REGISTRY =
      Registry.of(
          "keras.metrics",
          Accuracy.SCHEMA,
          AUC.SCHEMA,
          BinaryAccuracy.SCHEMA,
          BinaryCrossentropy.SCHEMA,
          BinaryIoU.SCHEMA,
          CategoricalAccuracy.SCHEMA,
          CategoricalCrossentropy.SCHEMA,
          CategoricalHinge.SCHEMA,
          CohenKappa.SCHEMA,
          ConcordanceCorrelation.SCHEMA,
          CosineSimilarity.SCHEMA,
          F1Score.SCHEMA,
          FBetaScore.SCHEMA,
          FalseNegatives.SCHEMA,
          FalsePositives.SCHEMA,
          Hinge.SCHEMA,
          IoU.SCHEMA,
          KLDivergence.SCHEMA,
          LogCoshError.SCHEMA,
          MatthewsCorrelationCoefficient.SCHEMA,
          MeanAbsoluteError.SCHEMA,
          MeanAbsolutePercentageError.SCHEMA,
          MeanIoU.SCHEMA,
          MeanSquaredError.SCHEMA,
          MeanSquaredLogarithmicError.SCHEMA,
          OneHotIoU.SCHEMA,
          OneHotMeanIoU.SCHEMA,
          PearsonCorrelation.SCHEMA,
          Poisson.SCHEMA,
          Precision.SCHEMA,
          PrecisionAtRecall.SCHEMA,
          R2Score.SCHEMA,
          Recall.SCHEMA,
          RecallAtPrecision.SCHEMA,
          RootMeanSquaredError.SCHEMA,
          SensitivityAtSpecificity.SCHEMA,
          SparseCategoricalAccuracy.SCHEMA,
          SparseCategoricalCrossentropy.SCHEMA,
          SparseTopKCategoricalAccuracy.SCHEMA,
          SpecificityAtSensitivity.SCHEMA,
          SquaredHinge.SCHEMA,
          TopKCategoricalAccuracy.SCHEMA,
          TrueNegatives.SCHEMA,
          TruePositives.SCHEMA);

  /** Keras's short forms. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "bce", BinaryCrossentropy.SCHEMA.name(),
          "mae", MeanAbsoluteError.SCHEMA.name(),
          "mape", MeanAbsolutePercentageError.SCHEMA.name(),
          "mse", MeanSquaredError.SCHEMA.name(),
          "msle", MeanSquaredLogarithmicError.SCHEMA.name());

  private Metrics() {}

  /**
   * The metric that a text stands for in Keras's {@code compile}: {@code "accuracy"} or {@code
   * "acc"} for the accuracy that fits the shapes, else the short or the full name of a class or an
   * abbreviation such as {@code "mse"}, with its defaults. It is logged under that text.
   *
   * @throws ConfigException if there is no such metric, or it has a setting without a default
   */
  public static Metric named(String name) {
    return name.equalsIgnoreCase("accuracy") || name.equalsIgnoreCase("acc")
        ? new AutoAccuracy(name)
        : REGISTRY.create(className(name), Map.of("name", name));
  }

  /** The class that a name or a short name such as {@code "mse"} stands for; any other as it is. */
  public static String className(String name) {
    return ALIASES.getOrDefault(name.toLowerCase(Locale.ROOT), name);
  }

  /**
   * A metric as the {@code compile_config} of Keras's model files has it: a map of module, class
   * and config, or the text {@code "accuracy"}. Empty for a metric that Keras does not have, for it
   * would refuse the file.
   */
  public static Optional<Object> toJson(Metric metric) {
    if (metric instanceof AutoAccuracy) {
      return Optional.of(metric.name());
    }
    return REGISTRY
        .find(metric.className())
        .filter(schema -> schema.packageName().isEmpty())
        .map(schema -> REGISTRY.toJson(metric));
  }

  /**
   * The metric that a {@code compile_config} holds: what {@link #toJson} has written, or one of
   * Keras's functions by its name.
   *
   * @throws ConfigException if there is no such metric here or a setting is not allowed
   */
  public static Metric fromJson(Object json) {
    if (json instanceof String name) {
      return named(name);
    }
    if (json instanceof Map<?, ?> map && map.get("config") instanceof String function) {
      return named(function);
    }
    return REGISTRY.fromJson(json);
  }

  /**
   * The accuracy that Keras's {@code "accuracy"} means for targets and outputs of these shapes,
   * batch axis included, under the name {@code "accuracy"}.
   *
   * @throws IllegalArgumentException if one of them is a scalar's shape
   */
  public static Metric accuracyFor(Shape yTrue, Shape yPred) {
    return accuracyFor(yTrue, yPred, "accuracy");
  }

  static Metric accuracyFor(Shape yTrue, Shape yPred, String name) {
    if (yPred.last() == 1) {
      return BinaryAccuracy.of().withName(name);
    }
    return yTrue.rank() < yPred.rank() || yTrue.last() == 1
        ? SparseCategoricalAccuracy.of().withName(name)
        : CategoricalAccuracy.of().withName(name);
  }
}
