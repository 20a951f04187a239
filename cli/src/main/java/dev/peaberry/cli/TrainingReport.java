package dev.peaberry.cli;

import dev.peaberry.config.AtomicFiles;
import dev.peaberry.data.BrokenImage;
import dev.peaberry.evaluate.ConfusionMatrix;
import dev.peaberry.evaluate.Evaluation;
import dev.peaberry.evaluate.Interval;
import dev.peaberry.report.CurvePlot;
import dev.peaberry.report.Figure;
import dev.peaberry.train.Ending;
import dev.peaberry.train.TrainingResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of a training, said honestly: on pictures that it has not learnt from, beside what
 * guessing would give. Immutable.
 *
 * @param run where all is written
 * @param model the one that was judged
 * @param result how the training ended
 * @param monitor by what the best epoch is known
 * @param judgement on the validation pictures
 * @param broken pictures of both kinds that were left out
 */
record TrainingReport(
    RunFolder run,
    ModelArgument model,
    TrainingResult result,
    String monitor,
    Judgement judgement,
    List<BrokenImage> broken)
    implements RunReport {
  private static final double WIDE_GAP = 0.1;

  /** Draws the curves, the confusion matrix and some pictures, and writes the report. */
  @Override
  public void writeFiles() throws IOException {
    String name = run.path().toAbsolutePath().normalize().getFileName().toString();
    drawCurves(name, run, result);
    judgement.drawConfusion(name + ", validation pictures", run.confusionPng());
    judgement.drawSamples(name + ", some validation pictures", run.samplesPng());
    String text =
        String.join("\n", verdict())
            + "\n\n"
            + judgement.evaluation().table()
            + String.join("\n", brokenLines(broken))
            + "\n";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    AtomicFiles.write(run.report(), out -> out.write(bytes));
  }

  /** Draws what was logged by epoch. */
  static void drawCurves(String name, RunFolder run, TrainingResult result) throws IOException {
    Figure curves = CurvePlot.ofHistory(name, result.history().values()).figure();
    curves.writePng(run.curvesPng());
    curves.writeSvg(run.curvesSvg());
  }

  /** Prints the short form. */
  @Override
  public void print(Console console) {
    console.print("");
    List<String> verdict = verdict();
    console.printBold(verdict.get(0));
    verdict.subList(1, verdict.size()).forEach(console::printPlain);
    console.print("");
    scores().print(console);
    console.print("");
    console.printPlain(
        judgement
            .mostConfused()
            .map(text -> "Most frequent mistake: " + text + ".")
            .orElse("No mistakes."));
    brokenLines(broken).forEach(console::printPlain);
    printFiles(console);
    printNext(console, run, result);
  }

  private List<String> verdict() {
    Evaluation evaluation = judgement.evaluation();
    Interval interval = evaluation.accuracyInterval();
    ConfusionMatrix matrix = evaluation.confusion();
    List<String> lines = new ArrayList<>();
    lines.add(
        "Validation accuracy %s (on %s; 95 %% sure: %s to %s)"
            .formatted(
                Quantity.percent(evaluation.accuracy()),
                Quantity.of(evaluation.examples(), "pictures"),
                Quantity.percent(interval.low()),
                Quantity.percent(interval.high())));
    lines.add(
        "Always answering %s would give %s."
            .formatted(
                matrix.classNames().get(matrix.majorityClass()),
                Quantity.percent(matrix.baselineAccuracy())));
    if (interval.low() <= matrix.baselineAccuracy()) {
      lines.add("So the model may have learnt nothing yet: train longer, or on more pictures.");
    }
    judgedEpoch(lines);
    return lines;
  }

  /** What the best epoch, or else the last one, has logged. */
  Map<String, Double> bestLogs() {
    var epochs = result.history().epochs();
    return epochs.isEmpty()
        ? Map.of()
        : epochs.get(result.bestEpoch().orElse(epochs.size() - 1)).logs();
  }

  private void judgedEpoch(List<String> lines) {
    if (result.ending().how() == Ending.How.STOPPED) {
      lines.add(
          "Stopped after epoch %d: %s."
              .formatted(result.history().epochs().size(), result.ending().reason()));
    }
    if (result.bestEpoch().isEmpty()) {
      return;
    }
    int best = result.bestEpoch().getAsInt();
    Map<String, Double> logs = bestLogs();
    lines.add(
        String.format(
            Locale.ROOT,
            "That is the model of epoch %d of %d, whose %s is the best (%.4f).",
            best + 1,
            result.history().epochs().size(),
            monitor,
            logs.getOrDefault(monitor, Double.NaN)));
    double training = logs.getOrDefault("accuracy", 0.0);
    if (training - judgement.evaluation().accuracy() > WIDE_GAP) {
      lines.add(
          "On the pictures it learnt from it reaches %s: more pictures would help."
              .formatted(Quantity.percent(training)));
    }
  }

  private TextTable scores() {
    TextTable table = new TextTable("Class", "precision", "recall", "F1", "pictures");
    judgement
        .evaluation()
        .confusion()
        .scores()
        .forEach(
            scores ->
                table.row(
                    scores.name(),
                    share(scores.precision()),
                    share(scores.recall()),
                    share(scores.f1()),
                    Quantity.grouped(scores.support())));
    return table;
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /** What was left out, a line each. */
  static List<String> brokenLines(List<BrokenImage> broken) {
    if (broken.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add(Quantity.of(broken.size(), "broken pictures") + " left out:");
    broken.forEach(image -> lines.add("  " + image.name() + ": " + image.reason()));
    return lines;
  }

  private void printFiles(Console console) {
    console.print("");
    console.print("Written to @|cyan %s|@:", run.path());
    console.print("  best.keras, last.keras    the models; Keras opens them too");
    console.print("  report.txt                this report with the confusion matrix");
    console.print("  confusion.png             the same as a picture");
    console.print("  samples.png               validation pictures and the model's answers");
    console.print("  curves.png, curves.svg    loss and accuracy by epoch");
    console.print("  history.csv, history.json the numbers behind the curves");
    console.print("  manifest.json             all settings");
  }

  /** Prints what can be done with the run. */
  static void printNext(Console console, RunFolder run, TrainingResult result) {
    console.print("");
    console.print("Next:");
    console.print("  @|bold peaberry predict %s PICTURE...|@", run.path());
    console.print("  @|bold peaberry evaluate %s|@", run.path());
    console.print(
        "  @|bold peaberry train --resume %s --epochs %s|@",
        run.path(), 2 * result.history().epochs().size());
  }

  /** The same for scripts. */
  @Override
  public Map<String, Object> toJson() {
    return Json.map(
        "run", run.path().toString(),
        "model", model.path().toString(),
        "interrupted", result.interrupted(),
        "epochs", result.history().epochs().size(),
        "best_epoch", result.bestEpoch().isPresent() ? result.bestEpoch().getAsInt() + 1 : null,
        "history", result.history().toJson(),
        "evaluation", judgement.evaluation().toJson(),
        "broken",
            broken.stream()
                .map(image -> Json.map("name", image.name(), "reason", image.reason()))
                .toList());
  }
}
