package dev.peaberry.cli;

import dev.peaberry.config.Seed;
import dev.peaberry.engine.Shape;
import dev.peaberry.format.KerasFile;
import dev.peaberry.format.ModelFormatException;
import dev.peaberry.layer.Layer;
import dev.peaberry.layer.Layers;
import dev.peaberry.layer.ShapeException;
import dev.peaberry.model.Member;
import dev.peaberry.model.Model;
import dev.peaberry.model.Weights;
import dev.peaberry.pretrained.Pretrained;
import dev.peaberry.zoo.Architecture;
import dev.peaberry.zoo.Backbone;
import dev.peaberry.zoo.BackboneWithHead;
import dev.peaberry.zoo.Backbones;
import dev.peaberry.zoo.Chain;
import dev.peaberry.zoo.PixelStandardization;
import dev.peaberry.zoo.Preprocessing;
import dev.peaberry.zoo.Zoo;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which network a recipe trains, and from which weights. Immutable.
 *
 * @param model an architecture's name, or a model file to go on from
 * @param layers a network of one's own; none for the architecture's
 * @param preprocessing of the pixels; empty for what the architecture or its weights want
 * @param weights a file of weights that were learnt elsewhere, or the word for the known ones
 * @param head what comes after a backbone; none for its authors' or, after weights, the usual
 * @param unfrozen patterns of the names of layers with weights from elsewhere that learn on
 */
record Network(
    String model,
    List<Layer> layers,
    Optional<Preprocessing> preprocessing,
    Optional<String> weights,
    List<Layer> head,
    List<String> unfrozen) {
  /** What a network of one's own is called. */
  static final String OWN = "own";

  private static final String MODEL_FILE = ".keras";
  private static final int COLOURS = 3;

  Network {
    layers = List.copyOf(layers);
    head = List.copyOf(head);
    unfrozen = List.copyOf(unfrozen);
  }

  /** A model and first values for its weights, if they are not all drawn. */
  record Built(Model model, Optional<Weights> weights) {
    Built(Model model) {
      this(model, Optional.empty());
    }
  }

  /** An architecture as its authors had it. */
  static Network named(String model) {
    return new Network(model, List.of(), Optional.empty(), Optional.empty(), List.of(), List.of());
  }

  /** The names of all architectures. */
  static List<String> names() {
    return Zoo.all().stream().map(Architecture::name).toList();
  }

  /** Whether the model is a file. */
  boolean isFile() {
    return model.endsWith(MODEL_FILE);
  }

  /**
   * The file of weights that were learnt elsewhere, if there is to be one.
   *
   * @throws InputException if it is not here
   */
  Optional<LearntWeights> learntWeights() {
    return weights.map(given -> LearntWeights.ofBase(given, Backbones.find(model).orElseThrow()));
  }

  /** In a few words. */
  String describe() {
    if (!layers.isEmpty()) {
      return "A network of %d layers".formatted(layers.size() + 1);
    }
    return model
        + (weights.isPresent() ? " with weights of " + weights.get() : "")
        + (head.isEmpty() ? "" : " and a head of %d layers".formatted(head.size() + 1));
  }

  /** The size of pictures that cannot be chosen, if it cannot. */
  Optional<ImageSize> fixedSize() {
    if (!isFile()) {
      return Optional.empty();
    }
    Shape picture = readFile().model().inputShapes().get(0);
    return Optional.of(new ImageSize(picture.get(0), picture.get(1)));
  }

  /**
   * The model.
   *
   * @param standardization in the place of the network's own scaling of pixels
   * @param classNames of the data
   * @param seed of what is drawn
   * @throws InputException if it cannot be built
   */
  Built build(
      ImageSize size,
      TrainingSettings training,
      Optional<PixelStandardization> standardization,
      List<String> classNames,
      Seed seed) {
    Shape picture = Shape.of(size.height(), size.width(), COLOURS);
    try {
      Built built =
          standardization.isPresent()
              ? standardized(picture, training, standardization.get(), classNames)
              : built(picture, training, classNames, seed);
      Shape outputs = built.model().outputShapes().get(0);
      if (outputs.rank() != 1) {
        throw new InputException(
            "Found outputs of shape %s, expected one number for each class; put flatten or global_average_pooling2d before the end"
                .formatted(outputs));
      }
      return built;
    } catch (ShapeException e) {
      throw new InputException(
          "%s cannot take pictures of %s: %s; use a larger --image-size"
              .formatted(model, size, e.getMessage()),
          e);
    }
  }

  private Built standardized(
      Shape picture,
      TrainingSettings training,
      PixelStandardization standardization,
      List<String> classNames) {
    if (isFile() || weights.isPresent() || preprocessing.isPresent()) {
      throw new InputException(
          "Found --standardize with a network whose weights or --preprocessing say what pixels are;"
              + " leave it out");
    }
    try {
      return new Built(
          architecture()
              .standardized(
                  picture,
                  training.outputs(classNames.size()),
                  training.outputActivation(),
                  standardization));
    } catch (ShapeException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage() + "; use a smaller --image-size", e);
    }
  }

  private Built built(
      Shape picture, TrainingSettings training, List<String> classNames, Seed seed) {
    int outputs = training.outputs(classNames.size());
    if (isFile()) {
      return fromFile(picture, training, classNames, seed);
    }
    if (weights.isPresent()) {
      Backbone backbone = Backbones.find(model).orElseThrow();
      Pretrained base =
          Pretrained.base(
              backbone,
              preprocessing.orElse(backbone.preprocessing()),
              picture,
              learntWeights().orElseThrow().checked());
      return headed(base, training, outputs, seed);
    }
    return new Built(architecture().build(picture, outputs, training.outputActivation()));
  }

  private Architecture architecture() {
    if (!layers.isEmpty()) {
      return new Chain(OWN, layers);
    }
    if (head.isEmpty() && preprocessing.isEmpty()) {
      return Zoo.find(model).orElseThrow();
    }
    Backbone backbone = Backbones.find(model).orElseThrow();
    return new BackboneWithHead(
        backbone,
        preprocessing.orElseGet(() -> BackboneWithHead.usualPreprocessing(backbone)),
        head);
  }

  /** A model whose classes are the data's goes on as it is; any other one gets a new head. */
  private Built fromFile(
      Shape picture, TrainingSettings training, List<String> classNames, Seed seed) {
    KerasFile file = readFile();
    int outputs = training.outputs(classNames.size());
    if (!file.model().inputShapes().equals(List.of(picture))) {
      throw new InputException(
          "%s takes pictures of shape %s, found %s; leave out --image-size"
              .formatted(model, file.model().inputShapes().get(0), picture));
    }
    boolean same =
        file.model().outputShapes().get(0).equals(Shape.of(outputs))
            && file.assets().classNames().stream()
                .allMatch(names -> names.names().equals(classNames));
    if (same && head.isEmpty()) {
      return new Built(file.model(), Optional.of(file.weights()));
    }
    Model base = file.model().withoutClassifier();
    return headed(new Pretrained(base, file.weights().ofPart(base)), training, outputs, seed);
  }

  private Built headed(Pretrained base, TrainingSettings training, int outputs, Seed seed) {
    Pretrained whole =
        base.withHead(
            base.model().name() + "_classifier",
            seed,
            features ->
                BackboneWithHead.attach(features, head, outputs, training.outputActivation()));
    Set<String> given =
        base.model().members().stream().map(Member::name).collect(Collectors.toSet());
    LayerPatterns learning = LayerPatterns.of("--unfreeze", unfrozen, whole.model());
    Model model = whole.model().withFrozen(name -> given.contains(name) && !learning.matches(name));
    return new Built(model, Optional.of(whole.weights()));
  }

  private KerasFile readFile() {
    try {
      return KerasFile.readWithoutOptimizer(Pictures.path(model));
    } catch (ModelFormatException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  /** As a manifest has it. */
  Map<String, Object> toJson() {
    return Json.map(
        "model",
        model,
        "layers",
        layers.stream().map(Layers.REGISTRY::toJson).toList(),
        "preprocessing",
        preprocessing.map(Network::word).orElse(null),
        "weights",
        weights.orElse(null),
        "head",
        head.stream().map(Layers.REGISTRY::toJson).toList(),
        "unfreeze",
        unfrozen);
  }

  /**
   * What a manifest has.
   *
   * @throws IllegalArgumentException if something is missing or is not what it should be
   */
  static Network fromJson(Map<String, ?> json) {
    return new Network(
        Json.require(json, "model", String.class),
        layers(json, "layers"),
        Json.optional(json, "preprocessing", String.class).map(Network::preprocessing),
        Json.optional(json, "weights", String.class),
        layers(json, "head"),
        texts(json, "unfreeze"));
  }

  private static List<String> texts(Map<String, ?> json, String key) {
    List<?> written = Json.optional(json, key, List.class).orElse(List.of());
    return written.stream().map(String::valueOf).toList();
  }

  private static List<Layer> layers(Map<String, ?> json, String key) {
    List<?> written = Json.optional(json, key, List.class).orElse(List.of());
    return written.stream().<Layer>map(Layers.REGISTRY::fromJson).toList();
  }

  /** A preprocessing as it is written. */
  static String word(Preprocessing preprocessing) {
    return preprocessing.name().toLowerCase(Locale.ROOT);
  }

  private static Preprocessing preprocessing(String word) {
    return Preprocessing.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
