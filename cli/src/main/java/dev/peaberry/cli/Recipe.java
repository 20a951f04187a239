package dev.peaberry.cli;

import dev.peaberry.augment.Augmentation;
import dev.peaberry.augment.Augmentations;
import dev.peaberry.config.Size;
import dev.peaberry.data.ImagePipeline;
import dev.peaberry.data.ImageSource;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.ShapeException;
import dev.peaberry.model.Model;
import dev.peaberry.zoo.Architecture;
import dev.peaberry.zoo.Zoo;
import java.util.LinkedHashMap;
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
 * @param imageSize to which pictures are decoded; the model sees what augmentations leave of it
 * @param augmentations random changes of the pictures to learn from
 * @param training by what it learns
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
    List<Augmentation> augmentations,
    TrainingSettings training,
    int batchSize,
    int epochs,
    Optional<Integer> stepsPerEpoch,
    Optional<Double> validationSplit,
    long seed) {
  private static final int COLOURS = 3;

  /** The names of all architectures. */
  static List<String> modelNames() {
    return Zoo.all().stream().map(Architecture::name).toList();
  }

  Recipe {
    augmentations = List.copyOf(augmentations);
  }

  /** Pictures in batches, as the model learns from them: in random order, changed at random. */
  ImagePipeline trainingPipeline(ImageSource source) {
    return pipeline(source, imageSize).withAugmentation(augmentations, seed).withShuffle(seed);
  }

  /** Pictures in batches, as the model is judged by them: whole. */
  ImagePipeline validationPipeline(ImageSource source) {
    return pipeline(source, modelSize());
  }

  /** The size of the pictures that the model sees. */
  ImageSize modelSize() {
    try {
      Size size =
          Augmentations.outputSize(augmentations, Size.of(imageSize.height(), imageSize.width()));
      return new ImageSize(size.height(), size.width());
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage().replace("the image size", "--image-size"), e);
    }
  }

  private ImagePipeline pipeline(ImageSource source, ImageSize size) {
    return ImagePipeline.of(source)
        .withImageSize(size.height(), size.width())
        .withBatchSize(batchSize)
        .withLabelMode(training.labelMode());
  }

  /** The untrained model. */
  Model buildModel(int classes) {
    Architecture architecture =
        Zoo.find(model)
            .orElseThrow(() -> new InputException(unknown("model", model, modelNames())));
    try {
      return architecture.build(
          Shape.of(modelSize().height(), modelSize().width(), COLOURS),
          training.outputs(classes),
          training.outputActivation());
    } catch (ShapeException e) {
      throw new InputException(
          "%s cannot take pictures of %s: %s; use a larger --image-size"
              .formatted(model, modelSize(), e.getMessage()),
          e);
    }
  }

  Recipe withEpochs(int number) {
    return new Recipe(
        data,
        pictures,
        model,
        imageSize,
        augmentations,
        training,
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
        augmentations,
        training,
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
        "augmentations", augmentations.stream().map(Augmentations.REGISTRY::toJson).toList(),
        "training", training.toJson(),
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
        augmentations(json),
        TrainingSettings.fromJson(json(json, "training")),
        require(json, "batch_size", Number.class).intValue(),
        require(json, "epochs", Number.class).intValue(),
        steps,
        split,
        require(json, "seed", Number.class).longValue());
  }

  /** None in the manifests of runs from before there were any. */
  private static List<Augmentation> augmentations(Map<String, ?> json) {
    List<?> written = optional(json, "augmentations", List.class).orElse(List.of());
    return Augmentations.requireOrder(
        written.stream().map(Augmentations.REGISTRY::fromJson).toList());
  }

  private static Map<String, Object> json(Map<String, ?> json, String key) {
    Map<String, Object> inner = new LinkedHashMap<>();
    Map<?, ?> found = require(json, key, Map.class);
    found.forEach((name, value) -> inner.put(String.valueOf(name), value));
    return inner;
  }

  private static <T> Optional<T> optional(Map<String, ?> json, String key, Class<T> type) {
    return json.get(key) == null ? Optional.empty() : Optional.of(require(json, key, type));
  }

  private static <T> T require(Map<String, ?> json, String key, Class<T> type) {
    Object value = json.get(key);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "found %s for '%s', expected a %s"
              .formatted(
                  value,
                  key,
                  type == String.class ? "text" : type.getSimpleName().toLowerCase(Locale.ROOT)));
    }
    return type.cast(value);
  }
}
