package dev.peaberry.cli;

import dev.peaberry.config.Progress;
import dev.peaberry.data.ImageSource;
import dev.peaberry.data.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
  @Mixin private JudgedFlags judged = new JudgedFlags();

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
    if (!noReport) {
      OutputFile.requireWritable(reportFile());
    }
    Progress progress = TaskProgress.on(console, quiet);
    NativeStart.inBackground();
    ModelArgument opened = decodingFlags.applyTo(ModelArgument.open(judged.model()));
    try (JudgedFlags.Judged pictures = judged.open(opened, progress)) {
      if (opened.file().assets().severalLabels()) {
        judgeLabels(opened, pictures, progress);
      } else {
        pictures.requireOneLabel();
        judge(opened, pictures, progress);
      }
    }
    return Failures.OK;
  }

  private void judge(ModelArgument opened, JudgedFlags.Judged pictures, Progress progress)
      throws IOException {
    // In a drawn order, so that what is judged first is a fair sample if it is stopped there.
    ImageSource drawn = Split.shuffle(pictures.source(), 0);
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
      writeReport(judgement, opened, pictures, stopped, progress);
      show(judgement, opened, pictures);
      stopped.forEach(line -> console.tell("%s", line));
    }
  }

  private void judgeLabels(ModelArgument opened, JudgedFlags.Judged pictures, Progress progress)
      throws IOException {
    if (confusion != null || report != null) {
      throw new InputException(
          "Found --confusion or --report with a model that may find several classes in a picture, which takes"
              + " none for another; leave it out");
    }
    LabelsJudgement judgement =
        LabelsJudgement.of(
            opened,
            pictures.source(),
            testTime.views(),
            engine.options(),
            broken.share(),
            progress);
    if (samples != null) {
      judgement.drawSamples(opened.path().toString(), samples);
      written.add(samples);
    }
    show(judgement, opened, pictures);
  }

  private void writeReport(
      Judgement judgement,
      ModelArgument opened,
      JudgedFlags.Judged pictures,
      List<String> stopped,
      Progress progress)
      throws IOException {
    if (noReport) {
      return;
    }
    String title = "%s on %s".formatted(opened.path(), pictures.pictures().name());
    JudgementPage.write(
        JudgementPage.of(
                title,
                opened,
                judgement,
                pictures.pictures().name(),
                pictures.chosen().explanation())
            .withSummary(
                Stream.of(
                        stopped.stream(),
                        judgement.inWords("Accuracy").stream(),
                        judgement.notes().stream())
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
    return Files.isDirectory(judged.model())
        ? new RunFolder(judged.model()).evaluation()
        : judged
            .model()
            .resolveSibling(
                judged.model().getFileName().toString().replaceFirst("\\.[^.]*$", "")
                    + "-evaluation.html");
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

  private void show(ModelJudgement judgement, ModelArgument opened, JudgedFlags.Judged pictures) {
    if (json) {
      console.printPlain(Json.pretty(toJson(judgement, opened, pictures)));
      return;
    }
    console.print("@|bold %s|@ on %s", opened.path(), pictures.pictures().name());
    console.printPlain(pictures.chosen().explanation());
    int views = testTime.views().views();
    if (views > 1) {
      console.printPlain(
          "Each picture is judged by the mean over %d views of it.".formatted(views));
    }
    console.print("");
    console.printPlain(judgement.table().stripTrailing());
    Stream.concat(
            judgement.remark().map(remark -> remark + ".").stream(), judgement.notes().stream())
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
      ModelJudgement judgement, ModelArgument opened, JudgedFlags.Judged pictures) {
    Map<String, Object> json =
        Json.map(
            "model", opened.path().toString(),
            "data", pictures.pictures().name(),
            "part", pictures.chosen().part().toString());
    json.put("views", testTime.views().views());
    json.putAll(judgement.toJson());
    json.put("broken", LeftOut.toJson(judgement.broken()));
    return json;
  }
}
