package dev.peaberry.metric;

import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Registry;
import dev.peaberry.engine.Shape;
import java.util.Map;

/** The metrics that exist here. */
public final class Metrics {
  /** All of them, by Keras's names. */
  public static final Registry<Metric> REGISTRY =
      Registry.of(
          "keras.metrics",
          Accuracy.SCHEMA,
          BinaryAccuracy.SCHEMA,
          CategoricalAccuracy.SCHEMA,
          SparseCategoricalAccuracy.SCHEMA,
          SparseTopKCategoricalAccuracy.SCHEMA,
          TopKCategoricalAccuracy.SCHEMA);

  private Metrics() {}

  /**
   * The metric that a text stands for in Keras's {@code compile}: {@code "accuracy"} or {@code
   * "acc"} for the accuracy that fits the shapes, else the short or the full name of a class, with
   * its defaults.
   *
   * @throws ConfigException if there is no such metric
   */
  public static Metric named(String name) {
    return name.equals("accuracy") || name.equals("acc")
        ? new AutoAccuracy(name)
        : REGISTRY.create(name, Map.of());
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
