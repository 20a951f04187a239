package dev.peaberry.cli;

import dev.peaberry.activation.Activation;
import dev.peaberry.data.Checksum;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.ShapeException;
import dev.peaberry.pretrained.KnownWeights;
import dev.peaberry.pretrained.WeightFolders;
import dev.peaberry.zoo.Architecture;
import dev.peaberry.zoo.Backbones;
import dev.peaberry.zoo.Zoo;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the networks that train can build. */
@Command(
    name = "models",
    header = "Lists the networks that can be trained.",
    description = {
      "",
      "The names are what @|cyan --model|@ of train takes. Parameters are those for two sizes of"
          + " picture and ten classes. Those with weights take @|cyan --weights imagenet|@; @|bold"
          + " --json|@ says where the files are from and under which licence.",
      ""
    },
    optionListHeading = "Options:%n",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  @|bold peaberry models|@",
      "  @|bold peaberry train photos --model resnet18 --image-size 128x128|@"
    })
final class ModelsCommand implements Callable<Integer> {
  private static final int SMALL = 32;
  private static final int USUAL = 224;
  private static final int CLASSES = 10;
  private static final int COLOURS = 3;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  private final Console console;

  ModelsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (json) {
      console.printPlain(Json.pretty(Zoo.all().stream().map(ModelsCommand::toJson).toList()));
      return Failures.OK;
    }
    TextTable table = new TextTable("Network", "Parameters 32x32", "224x224", "Weights");
    for (Architecture each : Zoo.all()) {
      table.row(
          each.name(),
          text(parameters(each, SMALL)),
          text(parameters(each, USUAL)),
          weights(each).isEmpty() ? "-" : LearntWeights.IMAGENET);
    }
    List<String> lines = table.lines();
    console.printBold(lines.get(0));
    for (int i = 1; i < lines.size(); i++) {
      console.printPlain(
          String.format(
              Locale.ROOT,
              "%-" + lines.get(0).length() + "s  %s",
              lines.get(i),
              Zoo.all().get(i - 1).description()));
    }
    return Failures.OK;
  }

  private static String text(Optional<Long> parameters) {
    return parameters.map(Quantity::grouped).orElse("-");
  }

  /** Nothing where the pictures are too small. */
  private static Optional<Long> parameters(Architecture architecture, int side) {
    try {
      Shape picture = Shape.of(side, side, COLOURS);
      return Optional.of(architecture.build(picture, CLASSES, Activation.LINEAR).summary().total());
    } catch (ShapeException e) {
      return Optional.empty();
    }
  }

  private static List<KnownWeights> weights(Architecture architecture) {
    return Backbones.find(architecture.name()).map(KnownWeights::of).orElse(List.of());
  }

  private static Map<String, Object> toJson(Architecture architecture) {
    WeightFolders folders = WeightFolders.standard();
    return Json.map(
        "name", architecture.name(),
        "description", architecture.description(),
        "parameters_32x32", parameters(architecture, SMALL).orElse(null),
        "parameters_224x224", parameters(architecture, USUAL).orElse(null),
        "weights", weights(architecture).stream().map(each -> toJson(each, folders)).toList());
  }

  private static Map<String, Object> toJson(KnownWeights weights, WeightFolders folders) {
    return Json.map(
        "include_top", weights.hasTop(),
        "address", weights.address().toString(),
        "licence", weights.licence(),
        "md5", weights.checksum().map(Checksum::hex).orElse(null),
        "image_size", weights.side() + "x" + weights.side(),
        "path", folders.find(weights.fileName()).map(Path::toString).orElse(null));
  }
}
