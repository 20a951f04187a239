package dev.peaberry.cli;

import dev.peaberry.augment.Augmentation;
import dev.peaberry.augment.Augmentations;
import dev.peaberry.config.Seed;
import dev.peaberry.config.Size;
import dev.peaberry.data.ImagePipeline;
import dev.peaberry.data.ImageSource;
import dev.peaberry.model.Model;
import dev.peaberry.predict.Preprocessing;
import dev.peaberry.zoo.PixelStandardization;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that decides the numbers of a run; its manifest. Immutable.
 *
 * @param data what {@link Pictures#name} gives
 * @param pictures how many there are, so that a change is noticed: the split would be another
 * @param network which one is trained, and from which weights
 * @param imageSize to which pictures are decoded; the model sees what augmentations leave of it
 * @param preprocessing how files become pixels of that size
 * @param augmentations random changes of the pictures to learn from
 * @param standardization of pixels by layers, in the place of the network's own scaling
 * @param training by what it learns
 * @param phases of fine-tuning, after the first one that the rest describes
 * @param batchSize pictures in a step
 * @param epochs how many there shall be
 * @param stepsPerEpoch if an epoch is not one pass over the pictures
 * @param division which pictures are to validate with, if they are not divided
 * @param balancing what is done about classes of few pictures
 * @param seed of the split, the order and the first weights
 * @param origin the file that it was read from, if it was
 */
record Recipe(
    String data,
    int pictures,
    Network network,
    ImageSize imageSize,
    Preprocessing preprocessing,
    List<Augmentation> augmentations,
    Optional<PixelStandardization> standardization,
    TrainingSettings training,
    List<Phase> phases,
    int batchSize,
    int epochs,
    Optional<Integer> stepsPerEpoch,
    Optional<Division> division,
    Balancing balancing,
    long seed,
    Optional<Origin> origin) {
  private static final String ORIGIN = "origin";

  Recipe {
    augmentations = List.copyOf(augmentations);
    phases = List.copyOf(phases);
  }

  /** Pictures in batches, as the model learns from them: drawn, weighed, changed at random. */
  ImagePipeline trainingPipeline(ImageSource source) {
    return balancing.apply(pipeline(source).withAugmentation(augmentations, seed), seed);
  }

  /** Pictures in batches, as the model is judged by them: the middle of what training cuts. */
  ImagePipeline validationPipeline(ImageSource source) {
    return pipeline(source).withAugmentation(Augmentations.inInference(augmentations), seed);
  }

  /** How pictures become what the model sees when it is used. */
  Preprocessing inUse() {
    return modelSize().equals(imageSize)
        ? preprocessing
        : preprocessing.withLoadSize(Size.of(imageSize.height(), imageSize.width()));
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

  private ImagePipeline pipeline(ImageSource source) {
    return preprocessed(ImagePipeline.of(source), preprocessing)
        .withImageSize(imageSize.height(), imageSize.width())
        .withBatchSize(batchSize)
        .withLabelMode(training.labelMode());
  }

  /** A pipeline that makes pixels of files in the way that a model takes them. */
  static ImagePipeline preprocessed(ImagePipeline pipeline, Preprocessing preprocessing) {
    return pipeline
        .withInterpolation(preprocessing.interpolation())
        .withAntialias(preprocessing.antialias())
        .withAspectRatio(preprocessing.aspectRatio())
        .withExifRotation(preprocessing.exifRotation())
        .withReducedDecoding(preprocessing.reducedDecoding());
  }

  /**
   * The untrained model, and first values of its weights if they are not all drawn.
   *
   * @param classNames of the data
   */
  Network.Built build(List<String> classNames) {
    Network.Built built =
        network.build(modelSize(), training, standardization, classNames, Seed.of(seed));
    Model thawed = built.model();
    LayerPatterns.of(
        "--layer-rate", training.layerRates().stream().map(LayerRate::layers).toList(), thawed);
    for (Phase phase : phases) {
      thawed = phase.thaw(thawed); // finds what does not fit now rather than after the first phase
    }
    return built;
  }

  Recipe withEpochs(int number) {
    return with("epochs", number);
  }

  Recipe withData(String other) {
    return with("data", other);
  }

  Recipe withFold(Fold fold) {
    return with("split", division.map(each -> each.withFold(fold).toJson()).orElse(null));
  }

  Recipe withOrigin(Optional<Origin> file) {
    return with(ORIGIN, file.map(Origin::toJson).orElse(null));
  }

  /** What a manifest does not tell is no part of a recipe, so it loses nothing by way of one. */
  private Recipe with(String key, Object value) {
    Map<String, Object> json = toJson();
    json.put(key, value);
    return fromJson(json);
  }

  /** All folds, if this is a cross-validation of which none is chosen. */
  Optional<Fold> allFolds() {
    return division.flatMap(Division::fold).filter(Fold::isAll);
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
        "data",
        data,
        "pictures",
        pictures,
        "network",
        network.toJson(),
        "image_size",
        imageSize.toString(),
        "preprocessing",
        preprocessing.toJson(),
        "augmentations",
        augmentations.stream().map(Augmentations.REGISTRY::toJson).toList(),
        "standardize",
        standardization.map(Choices::word).orElse(null),
        "training",
        training.toJson(),
        "phases",
        phases.stream().map(Phase::toJson).toList(),
        "batch_size",
        batchSize,
        "epochs",
        epochs,
        "steps_per_epoch",
        stepsPerEpoch.orElse(null),
        "split",
        division.map(Division::toJson).orElse(null),
        "balancing",
        balancing.toJson(),
        "seed",
        seed,
        ORIGIN,
        origin.map(Origin::toJson).orElse(null));
  }

  /**
   * The settings of a manifest.
   *
   * @throws IllegalArgumentException if something is missing or is not what it should be
   */
  static Recipe fromJson(Map<String, ?> json) {
    return new Recipe(
        Json.require(json, "data", String.class),
        Json.require(json, "pictures", Number.class).intValue(),
        json.get("network") == null
            ? Network.named(Json.require(json, "model", String.class))
            : Network.fromJson(Json.object(json, "network")),
        new ImageSize.Converter().convert(Json.require(json, "image_size", String.class)),
        json.get("preprocessing") == null
            ? Preprocessing.DEFAULT
            : Preprocessing.fromJson(Json.object(json, "preprocessing")),
        augmentations(json),
        Json.optional(json, "standardize", String.class)
            .map(new Choices.OfStandardization()::convert),
        TrainingSettings.fromJson(Json.object(json, "training")),
        phases(json),
        Json.require(json, "batch_size", Number.class).intValue(),
        Json.require(json, "epochs", Number.class).intValue(),
        Json.optional(json, "steps_per_epoch", Number.class).map(Number::intValue),
        division(json),
        json.get("balancing") == null
            ? Balancing.NONE
            : Balancing.fromJson(Json.object(json, "balancing")),
        Json.require(json, "seed", Number.class).longValue(),
        json.get(ORIGIN) == null
            ? Optional.empty()
            : Optional.of(Origin.fromJson(Json.object(json, ORIGIN))));
  }

  /** None in the manifests of runs from before there were any. */
  private static List<Augmentation> augmentations(Map<String, ?> json) {
    List<?> written = Json.optional(json, "augmentations", List.class).orElse(List.of());
    return Augmentations.requireOrder(
        written.stream().map(Augmentations.REGISTRY::fromJson).toList());
  }

  private static List<Phase> phases(Map<String, ?> json) {
    List<?> written = Json.optional(json, "phases", List.class).orElse(List.of());
    return written.stream()
        .map(each -> Phase.fromJson(Json.object(Json.map("phase", each), "phase")))
        .toList();
  }

  private static Optional<Division> division(Map<String, ?> json) {
    // Manifests of the first versions have the share of Keras's split only.
    return json.get("split") == null
        ? Json.optional(json, "validation_split", Number.class)
            .map(share -> Division.of(SplitKind.KERAS, share.doubleValue()))
        : Optional.of(Division.fromJson(Json.object(json, "split")));
  }
}
