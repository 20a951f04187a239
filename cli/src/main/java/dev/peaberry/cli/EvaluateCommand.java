package dev.peaberry.cli;

import dev.peaberry.config.Progress;
import dev.peaberry.data.ImageSource;
import dev.peaberry.data.Labels;
import dev.peaberry.data.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges a model on labelled pictures. */
@Command(
    name = "evaluate",
    header = "Judges a model on labelled pictures.",
    description = {
      "",
      "Loss, accuracy, precision, recall and F1 of each class, and which classes are taken for"
          + " which.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  @|bold peaberry evaluate runs/photos|@",
      "  @|bold peaberry evaluate runs/photos new-photos --confusion confusion.png|@",
      "  @|bold peaberry evaluate model.keras photos --part test --json|@"
    })
final class EvaluateCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "MODEL", description = ModelArgument.HELP)
  private Path model;

  @Parameters(
      index = "1",
      paramLabel = "DATA",
      arity = "0..1",
      description = Pictures.HELP + " Default: what the model was trained on.")
  private String data;

  @Mixin private DataFlags dataFlags = new DataFlags();

  @Option(
      names = "--part",
      converter = Choices.OfPart.class,
      paramLabel = "PART",
      description =
          "Which pictures of DATA: all, train, validation or test. Default: test or validation"
              + " pictures, if DATA has them; of the data that the model was trained on those that"
              + " it was validated with; else all.")
  private Part part;

  @Option(
      names = "--confusion",
      paramLabel = "FILE.png",
      description = "Draw the confusion matrix.")
  private Path confusion;

  @Option(
      names = "--samples",
      paramLabel = "FILE.png",
      description = "Draw 50 of the pictures with the model's answers.")
  private Path samples;

  @Option(
      names = "--report",
      converter = OutputFile.Html.class,
      paramLabel = "FILE.html",
      description =
          "Where the report goes, and beside it the same facts as JSON. Default: evaluation.html in"
              + " the run's folder, or beside the model's file.")
  private Path report;

  @Option(names = "--no-report", description = "Write no report.")
  private boolean noReport;

  @Mixin private DecodingFlags decodingFlags = new DecodingFlags();

  @Mixin private TestTimeFlags testTime = new TestTimeFlags();

  @Mixin private EngineFlags engine = new EngineFlags();

  @Mixin private BrokenFlag broken = new BrokenFlag();

  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress.")
  private boolean quiet;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  private final Console console;
  private final List<Path> written = new ArrayList<>();

  EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    testTime.views();
    if (report != null && noReport) {
      throw new InputException(
          "Found --report and --no-report, expected one of them; leave one out");
    }
    Progress progress = TaskProgress.on(console, quiet);
    NativeStart.inBackground();
    ModelArgument opened = decodingFlags.applyTo(ModelArgument.open(model));
    Optional<Recipe> recipe = Manifest.recipe(opened.file().assets());
    String wanted = dataFlags.of(Optional.ofNullable(data), opened, recipe);
    try (Pictures pictures = Pictures.open(wanted, progress)) {
      PartOfPictures chosen = PartOfPictures.choose(pictures, Optional.ofNullable(part), recipe);
      ImageSource source = opened.relabelled(chosen.source());
      if (opened.file().assets().severalLabels()) {
        judgeLabels(opened, pictures, chosen, source, progress);
        return Failures.OK;
      }
      if (Labels.areSeveral(source)) {
        throw new InputException(
            "Found pictures with several labels and a model that finds one, expected one label for"
                + " each picture; train with --label-mode multi_hot, or choose other pictures");
      }
      judge(opened, pictures, chosen, source, progress);
    }
    return Failures.OK;
  }

  private void judge(
      ModelArgument opened,
      Pictures pictures,
      PartOfPictures chosen,
      ImageSource source,
      Progress progress)
      throws IOException {
    // In a drawn order, so that what is judged first is a fair sample if it is stopped there.
    ImageSource drawn = Split.shuffle(source, 0);
    try (StopSignal stop = new StopSignal(() -> console.tell("Stopping after this batch ..."))) {
      stop.trainingStarted();
      Judgement judgement =
          Judgement.of(
              opened,
              drawn,
              testTime.views(),
              engine.options(),
              broken.share(),
              progress,
              stop::isRequested);
      List<String> stopped =
          judgement.source().size() == drawn.size()
              ? List.of()
              : List.of(
                  "Stopped after %s of %s pictures, which were drawn at random."
                      .formatted(
                          Quantity.grouped(judgement.evaluation().examples()),
                          Quantity.grouped(drawn.size())));
      draw(judgement, opened);
      writeReport(judgement, opened, pictures, chosen, stopped, progress);
      show(judgement, opened, pictures, chosen);
      stopped.forEach(line -> console.tell("%s", line));
    }
  }

  private void judgeLabels(
      ModelArgument opened,
      Pictures pictures,
      PartOfPictures chosen,
      ImageSource source,
      Progress progress)
      throws IOException {
    if (confusion != null || report != null) {
      throw new InputException(
          "Found --confusion or --report with a model that may find several classes in a picture, which takes"
              + " none for another; leave it out");
    }
    LabelsJudgement judgement =
        LabelsJudgement.of(
            opened, source, testTime.views(), engine.options(), broken.share(), progress);
    if (samples != null) {
      judgement.drawSamples(opened.path().toString(), samples);
      written.add(samples);
    }
    show(judgement, opened, pictures, chosen);
  }

  private void writeReport(
      Judgement judgement,
      ModelArgument opened,
      Pictures pictures,
      PartOfPictures chosen,
      List<String> stopped,
      Progress progress)
      throws IOException {
    if (noReport) {
      return;
    }
    String title = "%s on %s".formatted(opened.path(), pictures.name());
    JudgementPage.write(
        JudgementPage.of(title, opened, judgement, pictures.name(), chosen.explanation())
            .withSummary(
                Stream.of(
                        stopped.stream(),
                        judgement.inWords("Accuracy").stream(),
                        judgement.decided().stream())
                    .flatMap(lines -> lines)
                    .toList()),
        opened,
        judgement,
        engine.options(),
        reportFile(),
        progress);
    written.add(reportFile());
  }

  private Path reportFile() {
    if (report != null) {
      return report;
    }
    return Files.isDirectory(model)
        ? new RunFolder(model).evaluation()
        : model.resolveSibling(
            model.getFileName().toString().replaceFirst("\\.[^.]*$", "") + "-evaluation.html");
  }

  private void draw(Judgement judgement, ModelArgument opened) throws IOException {
    if (confusion != null) {
      judgement.drawConfusion(opened.path().toString(), confusion);
      written.add(confusion);
    }
    if (samples != null) {
      judgement.drawSamples(opened.path().toString(), samples);
      written.add(samples);
    }
  }

  private void show(
      ModelJudgement judgement, ModelArgument opened, Pictures pictures, PartOfPictures chosen) {
    if (json) {
      console.printPlain(Json.pretty(toJson(judgement, opened, pictures, chosen)));
      return;
    }
    console.print("@|bold %s|@ on %s", opened.path(), pictures.name());
    console.printPlain(chosen.explanation());
    int views = testTime.views().views();
    if (views > 1) {
      console.printPlain(
          "Each picture is judged by the mean over %d views of it.".formatted(views));
    }
    console.print("");
    console.printPlain(judgement.table().stripTrailing());
    Stream.concat(
            judgement.remark().map(remark -> remark + ".").stream(), judgement.decided().stream())
        .forEach(
            line -> {
              console.print("");
              console.printPlain(line);
            });
    if (!judgement.broken().isEmpty()) {
      console.print("");
      LeftOut.lines(judgement.broken()).forEach(console::printPlain);
    }
    written.forEach(file -> console.print("Written @|cyan %s|@", file));
  }

  private Object toJson(
      ModelJudgement judgement, ModelArgument opened, Pictures pictures, PartOfPictures chosen) {
    Map<String, Object> json =
        Json.map(
            "model", opened.path().toString(),
            "data", pictures.name(),
            "part", chosen.part().toString());
    json.put("views", testTime.views().views());
    json.putAll(judgement.toJson());
    json.put("broken", LeftOut.toJson(judgement.broken()));
    return json;
  }
}
