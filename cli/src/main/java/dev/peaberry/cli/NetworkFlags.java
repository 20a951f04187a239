package dev.peaberry.cli;

import dev.peaberry.layer.Dropout;
import dev.peaberry.layer.GlobalAveragePooling2D;
import dev.peaberry.layer.Layer;
import dev.peaberry.layer.Layers;
import dev.peaberry.zoo.Backbone;
import dev.peaberry.zoo.Backbones;
import dev.peaberry.zoo.Preprocessing;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that say which network is trained, and from which weights. */
final class NetworkFlags {
  private static final String USUAL = "small-cnn";

  /** Pooled features and some dropout: what Keras's own guide puts on a pretrained network. */
  private static final List<Layer> USUAL_HEAD =
      List.of(GlobalAveragePooling2D.of(), Dropout.of(0.2));

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description =
          "Which network: @|cyan small-cnn|@ (the default), @|cyan small-resnet|@, @|cyan"
              + " alexnet|@, @|cyan vgg16|@, @|cyan resnet18|@ ...; @|bold peaberry models|@ lists"
              + " them. Or a .keras file to go on from; if its classes are others, its last layer"
              + " is replaced.")
  private String model;

  @Option(
      names = "--layer",
      paramLabel = "LAYER",
      description =
          "A network of your own: any of Keras's layers, such as \"rescaling(scale=0.00392)\" or"
              + " \"conv2d(filters=32, kernel_size=3, activation=relu)\". Given once for each, in"
              + " their order; the layer for the classes follows by itself.")
  private List<String> layers = new ArrayList<>();

  @Option(
      names = "--weights",
      paramLabel = "FILE|imagenet",
      description =
          "Weights of keras.applications for the --model, learnt on ImageNet: a file, or the word"
              + " imagenet for the one that Keras or @|bold peaberry download|@ has fetched. They"
              + " are frozen; only the head learns.")
  private String weights;

  @Option(
      names = "--head",
      paramLabel = "LAYER",
      description =
          "What comes after the network in place of its own end, such as \"flatten\" or"
              + " \"dense(units=256, activation=relu)\". Given once for each layer; the layer for"
              + " the classes follows by itself. Default with --weights: global_average_pooling2d"
              + " and dropout(rate=0.2).")
  private List<String> head = new ArrayList<>();

  @Option(
      names = "--unfreeze",
      paramLabel = "LAYERS",
      description =
          "Layers with given weights that learn from the start, such as block5* or \"*\" for all."
              + " Default: none.")
  private List<String> unfrozen = new ArrayList<>();

  @Option(
      names = "--preprocessing",
      paramLabel = "NAME",
      description =
          "What is done to pixels from 0 to 255: none, zero_to_one, minus_one_to_one, standardized"
              + " or centred_blue_first. Default: what the weights were learnt with, else what the"
              + " network has.")
  private String preprocessing;

  /** Checks what can be checked before there are pictures. */
  void check() {
    network();
  }

  /**
   * What was asked for.
   *
   * @throws InputException if something is unknown or does not go together
   */
  Network network() {
    Network network =
        new Network(
            name(),
            read(layers),
            Optional.ofNullable(preprocessing).map(NetworkFlags::preprocessing),
            Optional.ofNullable(weights),
            weights != null && head.isEmpty() ? USUAL_HEAD : read(head),
            unfrozen);
    if (!layers.isEmpty()) {
      requireNoneWith("--layer", model, weights, preprocessing, head, unfrozen);
      return network;
    }
    boolean given = weights != null || network.isFile();
    if (!network.isFile()) {
      requireKnown(network.model(), given || preprocessing != null || !head.isEmpty());
    } else if (weights != null || preprocessing != null) {
      throw new InputException(
          "Found %s with the model file %s, which has both; leave it out"
              .formatted(weights != null ? "--weights" : "--preprocessing", model));
    }
    if (!given && !unfrozen.isEmpty()) {
      throw new InputException(
          "Found --unfreeze without --weights, where all layers learn; leave it out");
    }
    if (network.isFile()) {
      requireFile(model);
    }
    network.learntWeights(); // whether they are here
    return network;
  }

  private String name() {
    if (!layers.isEmpty()) {
      return Network.OWN;
    }
    return model == null ? USUAL : model;
  }

  private static List<Layer> read(List<String> texts) {
    return texts.stream()
        .<Layer>map(text -> NamedObjects.read("layer", Layers.REGISTRY, text))
        .toList();
  }

  private static Preprocessing preprocessing(String word) {
    return Stream.of(Preprocessing.values())
        .filter(each -> Network.word(each).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    Recipe.unknown(
                        "preprocessing",
                        word,
                        Stream.of(Preprocessing.values()).map(Network::word).toList())));
  }

  private static void requireNoneWith(
      String option,
      String model,
      String weights,
      String preprocessing,
      List<String> head,
      List<String> unfrozen) {
    List<String> others =
        Stream.of(
                model == null ? "" : "--model",
                weights == null ? "" : "--weights",
                preprocessing == null ? "" : "--preprocessing",
                head.isEmpty() ? "" : "--head",
                unfrozen.isEmpty() ? "" : "--unfreeze")
            .filter(each -> !each.isEmpty())
            .toList();
    if (!others.isEmpty()) {
      throw new InputException(
          "Found %s together with %s; leave one of them out"
              .formatted(String.join(" and ", others), option));
    }
  }

  private static void requireKnown(String name, boolean asBackbone) {
    if (!Network.names().contains(name)) {
      throw new InputException(Recipe.unknown("model", name, Network.names()));
    }
    List<String> backbones = Backbones.all().stream().map(Backbone::name).toList();
    if (asBackbone && !backbones.contains(name)) {
      throw new InputException(
          "Found --weights, --head or --preprocessing with the model %s, expected a network of keras.applications: one of %s"
              .formatted(name, String.join(", ", backbones)));
    }
  }

  private static void requireFile(String name) {
    if (!Files.isRegularFile(Pictures.path(name))) {
      throw new InputException(
          "Found no file %s, expected a .keras model; check the path of --model".formatted(name));
    }
  }
}
