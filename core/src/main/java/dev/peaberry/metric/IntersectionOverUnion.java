package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the metrics of intersection over union share. */
final class IntersectionOverUnion {
  private static final List<String> DTYPES = List.of("int64", "int32", "int", "float32");

  /** In what weights are summed; integers cut them to whole numbers, as Keras does by default. */
  static final Option<String> DTYPE =
      Option.of(
          "dtype",
          Kinds.text().where("one of " + String.join(", ", DTYPES), DTYPES::contains),
          "int64");

  static final Option<Integer> NUM_CLASSES = Option.required("num_classes", Kinds.integerFrom(1));
  static final Option<List<Integer>> TARGET_CLASS_IDS =
      Option.required("target_class_ids", classIds());
  static final Option<Optional<Integer>> IGNORE_CLASS =
      Option.of("ignore_class", Kinds.integer().optional(), Optional.empty());
  static final Option<Boolean> SPARSE_Y_TRUE = Option.of("sparse_y_true", Kinds.bool(), true);
  static final Option<Boolean> SPARSE_Y_PRED = Option.of("sparse_y_pred", Kinds.bool(), true);

  /** As {@link #SPARSE_Y_PRED}, for outputs unless it is said. */
  static final Option<Boolean> PREDICTED_CLASSES = Option.of("sparse_y_pred", Kinds.bool(), false);

  private static final double EPSILON = 1e-7;

  private IntersectionOverUnion() {}

  /** The settings of a metric of some classes, which have to be among all. */
  static void requireTargets(Config config) {
    int classes = config.get(NUM_CLASSES);
    List<Integer> targets = config.get(TARGET_CLASS_IDS);
    if (targets.stream().anyMatch(target -> target >= classes)) {
      throw new ConfigException(
          "%s.target_class_ids: found %s, expected class indices from 0 to %d"
              .formatted(config.schema().name(), targets, classes - 1));
    }
  }

  /** Begins a metric of some classes. */
  static Accumulator start(
      Config config, List<Integer> targets, boolean sparseTrue, boolean sparsePredicted) {
    return start(
        ClassReader.of(
            config.get(NUM_CLASSES),
            config.get(IGNORE_CLASS),
            cutsWeights(config),
            sparseTrue,
            sparsePredicted),
        targets);
  }

  /** Begins a metric of all classes. */
  static Accumulator ofAll(Config config, boolean sparseTrue, boolean sparsePredicted) {
    List<Integer> all = IntStream.range(0, config.get(NUM_CLASSES)).boxed().toList();
    return start(config, all, sparseTrue, sparsePredicted);
  }

  static boolean cutsWeights(Config config) {
    return config.get(DTYPE).startsWith("int");
  }

  static Accumulator start(ConfusionAccumulator.Reader reader, List<Integer> targets) {
    return new ConfusionAccumulator(reader, matrix -> mean(matrix, targets));
  }

  /** The mean over the classes that occur, as targets or as predictions. */
  private static double mean(ConfusionSums matrix, List<Integer> targets) {
    double sum = 0;
    int present = 0;
    for (int target : targets) {
      double hits = matrix.get(target, target);
      double union = matrix.support(target) + matrix.predictions(target) - hits;
      if (union > 1e-9) {
        present++;
        sum += hits / (union + EPSILON);
      }
    }
    return sum / (present + EPSILON);
  }

  static Kind<List<Integer>> classIds() {
    Kind<List<Integer>> list = Kinds.listOf(Kinds.integerFrom(0));
    return list.where(
        "a list of class indices from 0, one or more", ids -> !ids.isEmpty() && list.allows(ids));
  }
}
