package dev.peaberry.cli;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Registry;
import dev.peaberry.data.LabelMode;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.ShapeException;
import dev.peaberry.loss.Loss;
import dev.peaberry.loss.Losses;
import dev.peaberry.loss.Targets;
import dev.peaberry.model.Model;
import dev.peaberry.optimizer.Optimizer;
import dev.peaberry.optimizer.Optimizers;
import dev.peaberry.zoo.Architecture;
import dev.peaberry.zoo.Zoo;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that decides the numbers of a run; its manifest. Immutable.
 *
 * @param data what {@link Pictures#name} gives
 * @param pictures how many there are, so that a change is noticed: the split would be another
 * @param model an architecture's name
 * @param imageSize of the pictures that the model sees
 * @param loss its name in Keras, in lower case
 * @param optimizer its name in Keras, in lower case
 * @param learningRate above 0
 * @param batchSize pictures in a step
 * @param epochs how many there shall be
 * @param stepsPerEpoch if an epoch is not one pass over the pictures
 * @param validationSplit the share of the pictures to validate with, if they are not divided
 * @param seed of the split, the order and the first weights
 */
record Recipe(
    String data,
    int pictures,
    String model,
    ImageSize imageSize,
    String loss,
    String optimizer,
    double learningRate,
    int batchSize,
    int epochs,
    Optional<Integer> stepsPerEpoch,
    Optional<Double> validationSplit,
    long seed) {
  private static final int COLOURS = 3;

  /** The names of all losses, as on the command line. */
  static List<String> lossNames() {
    return Losses.REGISTRY.schemas().stream().map(s -> Registry.shortName(s.name())).toList();
  }

  /** The names of all optimizers, as on the command line. */
  static List<String> optimizerNames() {
    return Optimizers.REGISTRY.schemas().stream()
        .map(schema -> schema.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  /** The names of all architectures. */
  static List<String> modelNames() {
    return Zoo.all().stream().map(Architecture::name).toList();
  }

  /** The loss of a name, for outputs as {@link #buildModel} makes them. */
  static Loss lossOf(String name) {
    Map<String, ?> config = isOfProbabilities(name) ? Map.of() : Map.of("from_logits", true);
    return Losses.REGISTRY.create(name, config);
  }

  private static boolean isOfProbabilities(String loss) {
    return loss.equals("mean_squared_error");
  }

  /** The optimizer of a name with Keras's defaults. */
  static Optimizer optimizerOf(String name) {
    String className =
        Optimizers.REGISTRY.schemas().stream()
            .map(schema -> schema.name())
            .filter(each -> each.equalsIgnoreCase(name))
            .findFirst()
            .orElse(name);
    return Optimizers.REGISTRY.create(className, Map.of());
  }

  /** How labels are encoded for a loss. */
  static LabelMode labelModeOf(Loss loss) {
    Targets targets = loss.targets();
    return switch (targets) {
      case SPARSE -> LabelMode.INT;
      case BINARY -> LabelMode.BINARY;
      case CATEGORICAL, REAL -> LabelMode.CATEGORICAL;
    };
  }

  Loss buildLoss() {
    return lossOf(loss);
  }

  LabelMode labelMode() {
    return labelModeOf(buildLoss());
  }

  Optimizer buildOptimizer() {
    return optimizerOf(optimizer).withLearningRate(learningRate);
  }

  /** The untrained model. */
  Model buildModel(int classes) {
    Architecture architecture =
        Zoo.find(model)
            .orElseThrow(() -> new InputException(unknown("model", model, modelNames())));
    try {
      return architecture.build(
          Shape.of(imageSize.height(), imageSize.width(), COLOURS),
          labelMode() == LabelMode.BINARY ? 1 : classes,
          isOfProbabilities(loss) ? Activation.SOFTMAX : Activation.LINEAR);
    } catch (ShapeException e) {
      throw new InputException(
          "%s cannot take pictures of %s: %s; use a larger --image-size"
              .formatted(model, imageSize, e.getMessage()),
          e);
    }
  }

  Recipe withEpochs(int number) {
    return new Recipe(
        data,
        pictures,
        model,
        imageSize,
        loss,
        optimizer,
        learningRate,
        batchSize,
        number,
        stepsPerEpoch,
        validationSplit,
        seed);
  }

  Recipe withData(String other) {
    return new Recipe(
        other,
        pictures,
        model,
        imageSize,
        loss,
        optimizer,
        learningRate,
        batchSize,
        epochs,
        stepsPerEpoch,
        validationSplit,
        seed);
  }

  /** The line about a name that nobody knows. */
  static String unknown(String what, String found, List<String> known) {
    return "Found the %s '%s', expected %s%s"
        .formatted(
            what,
            found,
            known.size() == 1 ? known.get(0) : "one of " + String.join(", ", known),
            Suggestion.forWord(found, known));
  }

  /** The settings as a manifest has them. */
  Map<String, Object> toJson() {
    return Json.map(
        "data", data,
        "pictures", pictures,
        "model", model,
        "image_size", imageSize.toString(),
        "label_mode", labelMode().name().toLowerCase(Locale.ROOT),
        "loss", loss,
        "optimizer", optimizer,
        "learning_rate", learningRate,
        "batch_size", batchSize,
        "epochs", epochs,
        "steps_per_epoch", stepsPerEpoch.orElse(null),
        "validation_split", validationSplit.orElse(null),
        "seed", seed);
  }

  /**
   * The settings of a manifest.
   *
   * @throws IllegalArgumentException if something is missing or is not what it should be
   */
  static Recipe fromJson(Map<String, ?> json) {
    Optional<Double> split =
        optional(json, "validation_split", Number.class).map(Number::doubleValue);
    Optional<Integer> steps = optional(json, "steps_per_epoch", Number.class).map(Number::intValue);
    return new Recipe(
        require(json, "data", String.class),
        require(json, "pictures", Number.class).intValue(),
        require(json, "model", String.class),
        new ImageSize.Converter().convert(require(json, "image_size", String.class)),
        require(json, "loss", String.class),
        require(json, "optimizer", String.class),
        require(json, "learning_rate", Number.class).doubleValue(),
        require(json, "batch_size", Number.class).intValue(),
        require(json, "epochs", Number.class).intValue(),
        steps,
        split,
        require(json, "seed", Number.class).longValue());
  }

  private static <T> Optional<T> optional(Map<String, ?> json, String key, Class<T> type) {
    return json.get(key) == null ? Optional.empty() : Optional.of(require(json, key, type));
  }

  private static <T> T require(Map<String, ?> json, String key, Class<T> type) {
    Object value = json.get(key);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "found %s for '%s', expected a %s"
              .formatted(value, key, type == String.class ? "text" : "number"));
    }
    return type.cast(value);
  }
}
