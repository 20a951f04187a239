package dev.peaberry.cli;

import dev.peaberry.config.Progress;
import dev.peaberry.config.Seed;
import dev.peaberry.data.ImagePipeline;
import dev.peaberry.data.Labels;
import dev.peaberry.report.Figure;
import dev.peaberry.report.LearningRatePlot;
import dev.peaberry.train.LearningRateFinder;
import dev.peaberry.train.LearningRateSearch;
import dev.peaberry.train.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries learning rates. */
@Command(
    name = "lr-find",
    header = "Tries learning rates and suggests one.",
    description = {
      "",
      "Begins the training that @|bold train|@ would do with the same options, with a learning rate"
          + " that grows from step to step until the loss goes away. The rate in the middle of the"
          + " loss's descent is the one to try first. Nothing of that training is kept.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  @|bold peaberry lr-find photos|@",
      "  @|bold peaberry lr-find photos --optimizer sgd --from 1e-5 --to 10 --steps 200|@",
      "  @|bold peaberry lr-find cifar10 --out rates.svg|@"
    })
final class LearningRateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DATA", arity = "0..1", description = Pictures.HELP + " Default: beans.")
  private String data;

  @Option(
      names = "--from",
      paramLabel = "RATE",
      converter = Numbers.Rate.class,
      defaultValue = "1e-7",
      description = "The first rate. Default: ${DEFAULT-VALUE}.")
  private double from;

  @Option(
      names = "--to",
      paramLabel = "RATE",
      converter = Numbers.Rate.class,
      defaultValue = "10",
      description = "The last rate. Default: ${DEFAULT-VALUE}.")
  private double to;

  @Option(
      names = "--steps",
      paramLabel = "N",
      converter = Numbers.Count.class,
      defaultValue = "100",
      description = "How many rates are tried. Default: ${DEFAULT-VALUE}.")
  private int steps;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "learning-rates.png",
      description = "Where to draw the losses, as PNG or SVG. Default: ${DEFAULT-VALUE}.")
  private Path out;

  @Mixin private DataFlags dataFlags = new DataFlags();

  @Mixin private RecipeFlags recipeFlags = new RecipeFlags();

  @Mixin private EngineFlags engineFlags = new EngineFlags();

  @Mixin private BrokenFlag brokenFlag = new BrokenFlag();

  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress.")
  private boolean quiet;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  private final Console console;

  LearningRateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    recipeFlags.check();
    LearningRateFinder finder = finder();
    NativeStart.inBackground();
    if (data == null) {
      dataFlags.requireNone("which is then the beans");
    }
    String chosen = data == null ? Pictures.BEANS : dataFlags.of(data);
    try (Pictures pictures = Pictures.open(chosen, TaskProgress.on(console, quiet))) {
      Recipe recipe = recipeFlags.forPictures(pictures, TaskProgress.on(console, quiet));
      LearningRateSearch search = search(finder, recipe, pictures);
      Figure figure =
          LearningRatePlot.of("Learning rates for " + pictures.shortName(), search).figure();
      if (out.toString().endsWith(".svg")) {
        figure.writeSvg(out);
      } else {
        figure.writePng(out);
      }
      report(search);
    }
    return Failures.OK;
  }

  private LearningRateFinder finder() {
    try {
      return LearningRateFinder.DEFAULT.withRange(from, to).withSteps(steps);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage().replace("LearningRateFinder.", "--"), e);
    }
  }

  private LearningRateSearch search(LearningRateFinder finder, Recipe recipe, Pictures pictures) {
    Divided divided = Divided.of(pictures, recipe.division(), recipe.seed());
    Network.Built built = recipe.build(divided.classNames());
    TrainingSettings settings = recipe.training();
    Labels.requireFits(settings.labelMode(), divided.classNames().size());
    ImagePipeline training =
        recipe.trainingPipeline(divided.training()).withMaxBrokenShare(brokenFlag.share());
    Trainer trainer =
        Trainer.of(built.model(), settings.loss(), settings.optimizer())
            .withSeed(Seed.of(recipe.seed()))
            .withEngine(engineFlags.options());
    Progress progress = TaskProgress.on(console, quiet);
    Trainer ready =
        StandardizedWeights.of(recipe, built, divided.training(), brokenFlag.share(), progress)
            .map(StandardizedWeights::weights)
            .or(built::weights)
            .map(trainer::withInitialWeights)
            .orElse(trainer);
    return finder.find(ready, training, progress);
  }

  private void report(LearningRateSearch search) {
    Optional<Double> valley = search.valley().map(LearningRateSearch.Point::learningRate);
    Optional<Double> steepest = search.steepest().map(LearningRateSearch.Point::learningRate);
    if (json) {
      console.printPlain(
          Json.pretty(
              Json.map(
                  "suggestion", valley.orElse(null),
                  "steepest", steepest.orElse(null),
                  "diverged", search.diverged(),
                  "plot", out.toString(),
                  "points", search.points().stream().map(LearningRateCommand::toJson).toList())));
      return;
    }
    if (valley.isPresent()) {
      console.print(
          "@|bold --learning-rate %s|@ is in the middle of the loss's descent",
          rounded(valley.get()));
      steepest.ifPresent(rate -> console.print("%s is where it is steepest", rounded(rate)));
    } else {
      console.print("No rate can be suggested, as the loss does not fall; try another range.");
    }
    if (!search.diverged()) {
      console.print("Up to %s the loss has not gone away; --to takes a higher rate.", rounded(to));
    }
    console.print("Written @|cyan %s|@", out);
  }

  private static String rounded(double rate) {
    return String.format(Locale.ROOT, "%.2g", rate);
  }

  private static Object toJson(LearningRateSearch.Point point) {
    return Json.map(
        "learning_rate", point.learningRate(),
        "loss", point.loss(),
        "smoothed", point.smoothed());
  }
}
