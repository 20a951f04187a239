package dev.peaberry.cli;

import dev.peaberry.explain.Explainer;
import dev.peaberry.explain.IntegratedGradients;
import dev.peaberry.explain.Occlusion;
import dev.peaberry.explain.SmoothGrad;
import dev.peaberry.format.KerasFile;
import dev.peaberry.image.Image;
import dev.peaberry.predict.Classification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a model has looked at in pictures. */
@Command(
    name = "explain",
    header = "Shows what a model has looked at in pictures.",
    description = {
      "",
      "Draws a sheet for each picture: the picture, and over it where the model has found what"
          + " speaks for the class, by one method or several. A picture that cannot be read is"
          + " reported, the others go on, and the exit code is 2 in the end.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  @|bold peaberry explain runs/photos new.jpg|@",
      "  @|bold peaberry explain runs/photos inbox/ --method grad-cam,occlusion --out seen|@",
      "  @|bold peaberry explain runs/photos dog.jpg --class cat --method all|@"
    })
final class ExplainCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "MODEL", description = ModelArgument.HELP)
  private Path model;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = PictureFiles.HELP)
  private List<String> files;

  @Option(
      names = "--method",
      paramLabel = "NAME",
      split = ",",
      converter = ExplainMethod.Reader.class,
      defaultValue = "grad-cam",
      description =
          "grad-cam, grad-cam++, occlusion, integrated-gradients, smooth-grad, activations,"
              + " filters, or all that suit the model; several with commas between. Default:"
              + " ${DEFAULT-VALUE}.")
  private List<ExplainMethod.Group> methods;

  @Option(
      names = "--class",
      paramLabel = "NAME",
      description = "The class to explain. Default: the most probable one of each picture.")
  private String className;

  @Option(
      names = "--layer",
      paramLabel = "NAME",
      description =
          "The layer that grad-cam, grad-cam++ and activations look at; may be given several"
              + " times. Default: the last before the maps become a vector, and for activations the"
              + " last of each size.")
  private List<String> layers = List.of();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      defaultValue = "explained",
      description = "Where to draw, a PNG file for each picture. Default: ${DEFAULT-VALUE}.")
  private Path out;

  @Option(
      names = "--patch",
      paramLabel = "PIXELS",
      converter = Numbers.Count.class,
      description =
          "Occlusion: the side of the patch. Default: a seventh of the longer side of what the"
              + " model sees.")
  private Integer patch;

  @Option(
      names = "--stride",
      paramLabel = "PIXELS",
      converter = Numbers.Count.class,
      description = "Occlusion: how far the patch moves. Default: half of its side.")
  private Integer stride;

  @Option(
      names = "--steps",
      paramLabel = "N",
      converter = Numbers.Count.class,
      defaultValue = "50",
      description =
          "Integrated gradients: the steps from black to the picture. Default: ${DEFAULT-VALUE}.")
  private int steps;

  @Option(
      names = "--samples",
      paramLabel = "N",
      converter = Numbers.Count.class,
      defaultValue = "25",
      description = "SmoothGrad: the noisy copies. Default: ${DEFAULT-VALUE}.")
  private int samples;

  @Mixin private DecodingFlags decodingFlags = new DecodingFlags();

  @Mixin private EngineFlags engine = new EngineFlags();

  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress.")
  private boolean quiet;

  @Option(names = "--json", description = "Print a JSON object a line for each picture.")
  private boolean json;

  private final Console console;

  ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    PictureFiles given = new PictureFiles(console, json);
    ExplainPlan.Wanted wanted = wanted();
    Path path = ModelArgument.resolve(model);
    NativeStart.inBackground();
    ModelArgument opened = decodingFlags.applyTo(ModelArgument.open(path));
    List<Path> paths = files.stream().flatMap(given::expand).toList();
    if (paths.isEmpty() && given.exitCode() == Failures.OK) {
      throw new InputException(
          "Found no files on the standard input, expected names of pictures, one a line");
    }
    try (Explainer explainer = compile(opened)) {
      Explanations explanations = prepare(opened, explainer, wanted);
      if (!explanations.leftOut().isEmpty()) {
        console.tell(
            "Left out what does not suit the model: %s",
            ExplainMethod.words(explanations.leftOut()));
      }
      draw(paths, given, explanations);
    }
    return given.exitCode();
  }

  private Explainer compile(ModelArgument opened) {
    KerasFile file = opened.file();
    try {
      return Explainer.compile(file.model(), file.weights(), engine.options());
    } catch (IllegalArgumentException e) {
      throw new InputException(opened.path() + ": " + e.getMessage(), e);
    }
  }

  private Explanations prepare(
      ModelArgument opened, Explainer explainer, ExplainPlan.Wanted wanted) {
    try {
      return Explanations.of(opened.file(), explainer, Optional.ofNullable(className), wanted);
    } catch (IllegalArgumentException e) {
      throw new InputException(opened.path() + ": " + e.getMessage(), e);
    }
  }

  private void draw(List<Path> paths, PictureFiles given, Explanations explanations)
      throws IOException {
    Files.createDirectories(out);
    SheetNames names = new SheetNames(out);
    for (Path file : paths) {
      Optional<Image> picture = given.read(file, explanations::read);
      if (picture.isPresent()) {
        Explanations.Drawn drawn =
            explanations.explain(file, picture.get(), TaskProgress.on(console, quiet));
        Path sheet = names.sheet(file);
        drawn.sheet().writePng(sheet);
        show(file, drawn, sheet);
      }
    }
  }

  private ExplainPlan.Wanted wanted() {
    Set<ExplainMethod> chosen = EnumSet.noneOf(ExplainMethod.class);
    methods.forEach(group -> chosen.addAll(group.methods()));
    if (!layers.isEmpty() && chosen.stream().noneMatch(ExplainMethod::ofLayers)) {
      throw new InputException(
          "Found --layer and no method that looks at layers, expected grad-cam, grad-cam++ or"
              + " activations among --method; leave it out, or add one");
    }
    return new ExplainPlan.Wanted(
        chosen,
        chosen.size() == ExplainMethod.values().length,
        List.copyOf(new LinkedHashSet<>(layers)),
        occlusion(),
        IntegratedGradients.of().withSteps(steps),
        SmoothGrad.of().withSamples(samples));
  }

  private Occlusion occlusion() {
    int side = patch == null ? 0 : patch;
    int step = stride == null ? 0 : stride;
    try {
      return Occlusion.of().withPatch(side, step);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage() + "; change --patch or --stride", e);
    }
  }

  private void show(Path file, Explanations.Drawn drawn, Path sheet) {
    Classification.Ranked best = drawn.classification().best();
    if (json) {
      Map<String, Object> line = Json.map("file", file.toString(), "sheet", sheet.toString());
      line.put("label", best.label());
      line.put("probability", best.probability());
      line.put("explained", drawn.label());
      line.put("explained_probability", drawn.classification().probability(drawn.label()));
      console.printPlain(Json.line(line));
      return;
    }
    console.print(
        "%s  @|bold %s|@  @|cyan %s|@",
        file, best.label() + " " + Quantity.percent(best.probability()), sheet);
  }
}
