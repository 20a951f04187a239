package dev.peaberry.cli;

import dev.peaberry.engine.Shape;
import dev.peaberry.format.Assets;
import dev.peaberry.format.ClassNames;
import dev.peaberry.format.KerasFile;
import dev.peaberry.format.ModelFormatException;
import dev.peaberry.predict.Preprocessing;
import dev.peaberry.pretrained.ImageNetClasses;
import dev.peaberry.pretrained.KnownWeights;
import dev.peaberry.pretrained.Pretrained;
import dev.peaberry.pretrained.WeightFolders;
import dev.peaberry.zoo.Backbone;
import dev.peaberry.zoo.Backbones;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a model file of a network with the weights and the top that others have learnt. */
@Command(
    name = "pretrained",
    header = "Makes a model that names ImageNet's classes of Keras's weights.",
    description = {
      "",
      "The model takes pixels as they are, for the preprocessing that belongs to the weights is part"
          + " of it. It opens in Keras, too.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  @|bold peaberry download mobilenet_1.00 --include-top|@",
      "  @|bold peaberry download imagenet-labels|@",
      "  @|bold peaberry pretrained mobilenet_1.00 --out mobilenet.keras|@",
      "  @|bold peaberry predict mobilenet.keras photo.jpg|@"
    })
final class PretrainedCommand implements Callable<Integer> {
  private static final int COLOURS = 3;
  private static final int USUAL_SIDE = 224;
  private static final String DOCUMENT = "pretrained.json";

  @Parameters(
      paramLabel = "NETWORK",
      description = "A network of keras.applications, such as vgg16; peaberry models lists them.")
  private String network;

  @Option(
      names = "--weights",
      paramLabel = "FILE|imagenet",
      defaultValue = LearntWeights.IMAGENET,
      description =
          "A weights file of keras.applications with the top, or the word imagenet for the one that"
              + " Keras or @|bold peaberry download|@ has fetched. Default: ${DEFAULT-VALUE}.")
  private String weights;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "Names of the classes: Keras's imagenet_class_index.json, or a text of one line for each."
              + " Default: the former where it has been fetched, else numbers.")
  private String labels;

  @Option(
      names = "--image-size",
      paramLabel = "HxW",
      converter = ImageSize.Converter.class,
      description = "Of the pictures that the model takes. Default: what the weights have learnt.")
  private ImageSize imageSize;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      converter = OutputFile.Keras.class,
      description = "Where to write the model. Default: NETWORK.keras.")
  private Path out;

  @Mixin private DecodingFlags decodingFlags = new DecodingFlags();

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  private final Console console;

  PretrainedCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Backbone backbone =
        Backbones.find(network)
            .orElseThrow(
                () ->
                    new InputException(
                        Recipe.unknown(
                            "network",
                            network,
                            Backbones.all().stream().map(Backbone::name).toList())));
    LearntWeights learnt = LearntWeights.ofWhole(weights, backbone);
    Optional<ClassNames> names = names();
    ImageSize size = imageSize == null ? ImageSize.square(side(backbone)) : imageSize;
    Pretrained model = build(backbone, learnt, size, names);
    Assets assets =
        decodingFlags
            .applyTo(Preprocessing.DEFAULT)
            .addTo(Assets.NONE)
            .withJson(DOCUMENT, learnt.toJson());
    Path file = out == null ? Pictures.path(network + ".keras") : out;
    KerasFile.of(model.model(), model.weights())
        .withAssets(names.map(assets::withClassNames).orElse(assets))
        .write(file);
    report(file, learnt, size, model, names.isPresent());
    return Failures.OK;
  }

  private Optional<ClassNames> names() {
    if (labels != null) {
      return Optional.of(ImageNetClasses.read(Pictures.path(labels)));
    }
    return WeightFolders.standard().find(ImageNetClasses.FILE).map(ImageNetClasses::read);
  }

  private static int side(Backbone backbone) {
    return KnownWeights.find(backbone, true).map(KnownWeights::side).orElse(USUAL_SIDE);
  }

  private static Pretrained build(
      Backbone backbone, LearntWeights learnt, ImageSize size, Optional<ClassNames> names) {
    int classes = names.map(ClassNames::size).orElse(ImageNetClasses.COUNT);
    Shape picture = Shape.of(size.height(), size.width(), COLOURS);
    try {
      return Pretrained.whole(backbone, picture, classes, learnt.checked());
    } catch (ModelFormatException e) {
      throw new InputException(
          "%s; this was for pictures of %s and %s"
              .formatted(e.getMessage(), size, Quantity.of(classes, "classes")),
          e);
    }
  }

  private void report(
      Path file, LearntWeights learnt, ImageSize size, Pretrained model, boolean named) {
    int classes = model.model().outputShapes().get(0).last();
    if (json) {
      console.printPlain(
          Json.line(
              Json.map(
                  "network",
                  network,
                  "path",
                  file.toString(),
                  "image_size",
                  size.toString(),
                  "classes",
                  classes,
                  "named",
                  named,
                  "weights",
                  learnt.toJson())));
      return;
    }
    console.print(
        "%s for pictures of %s and %s is in @|cyan %s|@",
        network, size, Quantity.of(classes, "classes"), file);
    if (!named) {
      console.tell(
          "Note: its classes have numbers; for names, give --labels, or fetch them once with: peaberry download imagenet-labels");
    }
    console.print("Next: @|bold peaberry predict %s photo.jpg|@", file);
  }
}
