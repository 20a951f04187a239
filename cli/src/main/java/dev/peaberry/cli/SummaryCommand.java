package dev.peaberry.cli;

import dev.peaberry.activation.Activation;
import dev.peaberry.engine.Shape;
import dev.peaberry.format.KerasFile;
import dev.peaberry.model.Model;
import dev.peaberry.model.Summary;
import dev.peaberry.zoo.Architecture;
import dev.peaberry.zoo.Zoo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the layers of a model. */
@Command(
    name = "summary",
    header = "Shows a model's layers, shapes and parameters.",
    description = "",
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  @|bold peaberry summary runs/photos|@",
      "  @|bold peaberry summary model.keras --json|@",
      "  @|bold peaberry summary small-cnn --image-size 96x96 --classes 3|@"
    })
final class SummaryCommand implements Callable<Integer> {
  private static final int COLOURS = 3;

  @Parameters(
      paramLabel = "MODEL",
      description =
          "A .keras file, a run's folder, or the name of a network, such as small-cnn; peaberry models"
              + " lists them.")
  private String model;

  @Option(
      names = "--image-size",
      paramLabel = "HxW",
      converter = ImageSize.Converter.class,
      defaultValue = "32x32",
      description = "Of a network by name. Default: ${DEFAULT-VALUE}.")
  private ImageSize imageSize;

  @Option(
      names = "--classes",
      paramLabel = "N",
      converter = Numbers.Count.class,
      defaultValue = "10",
      description = "Of a network by name. Default: ${DEFAULT-VALUE}.")
  private int classes;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  private final Console console;

  SummaryCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Optional<Architecture> known = Zoo.find(model);
    Path path = Pictures.path(model);
    if (known.isEmpty() && !Files.exists(path)) {
      throw new InputException(
          "Found no %s, expected a .keras file, a run's folder or %s; check the path%s"
              .formatted(
                  model,
                  String.join(", ", Network.names()),
                  Suggestion.forWord(model, Network.names())));
    }
    Optional<KerasFile> file =
        known.isPresent() ? Optional.empty() : Optional.of(ModelArgument.open(path).file());
    Model shown = known.map(this::build).orElseGet(() -> file.orElseThrow().model());
    if (json) {
      console.printPlain(Json.pretty(toJson(shown, file)));
    } else {
      Summary summary = shown.summary();
      console.printPlain(summary.toString().stripTrailing());
      console.printPlain(
          " Multiply-adds for one picture: " + Quantity.grouped(summary.multiplyAdds()));
      file.flatMap(each -> each.assets().classNames())
          .ifPresent(names -> console.printPlain(" Classes: " + String.join(", ", names.names())));
    }
    return Failures.OK;
  }

  private Model build(Architecture architecture) {
    return architecture.build(
        Shape.of(imageSize.height(), imageSize.width(), COLOURS), classes, Activation.LINEAR);
  }

  private static Object toJson(Model model, Optional<KerasFile> file) {
    Summary summary = model.summary();
    return Json.map(
        "name", summary.model(),
        "inputs", model.inputShapes().stream().map(SummaryCommand::lengths).toList(),
        "outputs", model.outputShapes().stream().map(SummaryCommand::lengths).toList(),
        "layers",
            summary.rows().stream()
                .map(
                    row ->
                        Json.map(
                            "name", row.name(),
                            "class", row.className(),
                            "outputs", row.outputs().stream().map(SummaryCommand::lengths).toList(),
                            "parameters", row.parameters(),
                            "trainable", row.trainable(),
                            "multiply_adds", row.multiplyAdds(),
                            "connected_to", row.connectedTo()))
                .toList(),
        "parameters", summary.total(),
        "trainable_parameters", summary.trainable(),
        "non_trainable_parameters", summary.nonTrainable(),
        "multiply_adds", summary.multiplyAdds(),
        "class_names",
            file.flatMap(each -> each.assets().classNames())
                .map(names -> names.names())
                .orElse(null));
  }

  private static List<Integer> lengths(Shape shape) {
    return new ArrayList<>(IntStream.of(shape.toArray()).boxed().toList());
  }
}
