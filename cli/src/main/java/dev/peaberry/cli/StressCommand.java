package dev.peaberry.cli;

import dev.peaberry.augment.Corruption;
import dev.peaberry.config.Progress;
import dev.peaberry.config.Seed;
import dev.peaberry.config.Size;
import dev.peaberry.data.Batches;
import dev.peaberry.data.ImagePipeline;
import dev.peaberry.data.ImageSource;
import dev.peaberry.data.Split;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.UInt8Array;
import dev.peaberry.evaluate.StressTest;
import dev.peaberry.image.Image;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Judges a model on pictures that have suffered. */
@Command(
    name = "stress",
    header = "Judges a model on noisy, blurred, turned and otherwise spoilt pictures.",
    description = {
      "",
      "Accuracy under the kinds of corruption of ImageNet-C (Hendrycks and Dietterich 2019) that"
          + " need nothing but the picture, at five severities, and what it brings and costs to show"
          + " the model several views of each picture. Pictures are changed at the size at which the"
          + " model loads them.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  @|bold peaberry stress runs/photos|@",
      "  @|bold peaberry stress runs/photos new-photos --out stress.html|@",
      "  @|bold peaberry stress model.keras photos --corruption jpeg,rotation --pictures 500|@"
    })
final class StressCommand implements Callable<Integer> {
  @Mixin private JudgedFlags judged = new JudgedFlags();

  @Option(
      names = "--corruption",
      paramLabel = "NAME",
      split = ",",
      converter = Choices.OfCorruption.class,
      description =
          "Only these: gaussian-noise, shot-noise, impulse-noise, gaussian-blur, motion-blur,"
              + " brightness, contrast, jpeg, pixelate, rotation, scale. Default: all.")
  private List<Corruption> chosen = List.of(Corruption.values());

  @Option(
      names = "--pictures",
      paramLabel = "N",
      converter = Numbers.Count.class,
      description =
          "Look at about so many of the pictures only, of each class its share. Default: all.")
  private Integer most;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = Numbers.SeedNumber.class,
      defaultValue = "42",
      description =
          "Of the noise, of directions, and of what --pictures draws. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "FILE.html",
      converter = OutputFile.Html.class,
      description = "Write a page with the figures and a picture in every state.")
  private Path out;

  @Mixin private DecodingFlags decodingFlags = new DecodingFlags();

  @Mixin private EngineFlags engine = new EngineFlags();

  @Mixin private BrokenFlag broken = new BrokenFlag();

  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress.")
  private boolean quiet;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  private final Console console;

  StressCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Progress progress = TaskProgress.on(console, quiet);
    NativeStart.inBackground();
    ModelArgument opened = decodingFlags.applyTo(ModelArgument.open(judged.model()));
    if (opened.file().assets().severalLabels()) {
      throw new InputException(
          "Found %s, which may find several classes in a picture, expected a model that finds one; choose another"
              .formatted(opened.path()));
    }
    try (JudgedFlags.Judged pictures = judged.open(opened, progress)) {
      pictures.requireOneLabel();
      stress(opened, pictures.pictures(), pictures.chosen(), sample(pictures.source()), progress);
    }
    return Failures.OK;
  }

  private ImageSource sample(ImageSource source) {
    return most == null || most >= source.size()
        ? source
        : Split.stratified(source, (double) most / source.size(), seed).validation();
  }

  private void stress(
      ModelArgument opened,
      Pictures pictures,
      PartOfPictures which,
      ImageSource source,
      Progress progress)
      throws IOException {
    EngineOptions options = engine.options();
    CompiledModel compiled = CompiledModel.of(opened.file());
    // In a random order, so that the first batches are a fair sample if it is stopped there.
    ImagePipeline pipeline =
        Judgement.pipeline(opened, source, compiled, broken.share()).withShuffle(seed);
    Set<Corruption> kinds = new LinkedHashSet<>(chosen);
    try (StopSignal stop = new StopSignal(() -> console.tell("Stopping after this batch ..."))) {
      stop.trainingStarted();
      StressTest test =
          compiled.stress(
              pipeline,
              source.classNames(),
              List.copyOf(kinds),
              Seed.of(seed),
              options,
              stop::isRequested,
              progress);
      List<TestTimeGain> gains =
          stop.isRequested()
              ? List.of()
              : TestTimeGain.measure(
                  views -> Judgement.of(opened, source, views, options, broken.share(), progress));
      tell(new StressReport(test, gains), opened, pictures, which, pipeline);
      if (stop.isRequested()) {
        console.tell(
            "Stopped after %s of %s pictures",
            Quantity.grouped(test.clean().examples()), Quantity.grouped(source.size()));
      }
    }
  }

  private void tell(
      StressReport report,
      ModelArgument opened,
      Pictures pictures,
      PartOfPictures which,
      ImagePipeline pipeline)
      throws IOException {
    show(report, opened, pictures, which, pipeline);
    if (out != null) {
      report
          .page(opened.path() + " on " + pictures.shortName())
          .write(out, example(pipeline), Seed.of(seed));
      if (!json) {
        console.print("Written to @|cyan %s|@", out);
      }
    }
  }

  /** The first picture that can be decoded, as the model loads it. */
  private static Image example(ImagePipeline pipeline) {
    try (Batches batches = pipeline.withBatchSize(1).open(0)) {
      UInt8Array pixels = (UInt8Array) batches.next().inputs().get(0);
      Shape shape = pixels.shape();
      return new Image(shape.get(1), shape.get(2), shape.get(3), pixels.data());
    }
  }

  private void show(
      StressReport report,
      ModelArgument opened,
      Pictures pictures,
      PartOfPictures which,
      ImagePipeline pipeline) {
    Size size = pipeline.outputSize();
    if (json) {
      Map<String, Object> map =
          Json.map(
              "model", opened.path().toString(),
              "data", pictures.name(),
              "part", which.part().toString(),
              "image_size", size.toString(),
              "seed", seed);
      map.putAll(report.toJson());
      map.put("broken", LeftOut.toJson(pipeline.broken()));
      console.printPlain(Json.pretty(map));
      return;
    }
    console.print("@|bold %s|@ on %s, changed at %s pixels", opened.path(), pictures.name(), size);
    console.printPlain(which.explanation());
    console.print("");
    report.table().print(console);
    console.print("");
    report.conclusions().forEach(console::printPlain);
    console.print("");
    if (!report.views().isEmpty()) {
      report.viewsTable().print(console);
    }
    LeftOut.lines(pipeline.broken()).forEach(console::printPlain);
    console.print("");
  }
}
