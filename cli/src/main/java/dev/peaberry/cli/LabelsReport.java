package dev.peaberry.cli;

import dev.peaberry.config.AtomicFiles;
import dev.peaberry.data.BrokenImage;
import dev.peaberry.evaluate.LabelsEvaluation;
import dev.peaberry.evaluate.Scores;
import dev.peaberry.train.TrainingResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of a training on pictures that may show several classes. Immutable.
 *
 * @param run where all is written
 * @param model the one that was judged
 * @param result how the training ended
 * @param judgement on the validation pictures
 * @param broken pictures of both kinds that were left out
 */
record LabelsReport(
    RunFolder run,
    ModelArgument model,
    TrainingResult result,
    LabelsJudgement judgement,
    List<BrokenImage> broken)
    implements RunReport {
  /** Draws the curves and some pictures, and writes the report. */
  @Override
  public void writeFiles() throws IOException {
    String name = run.path().toAbsolutePath().normalize().getFileName().toString();
    TrainingReport.drawCurves(name, run, result);
    judgement.drawSamples(name + ", some validation pictures", run.samplesPng());
    String text =
        String.join("\n", verdict())
            + "\n\n"
            + judgement.evaluation().table()
            + String.join("\n", TrainingReport.brokenLines(broken))
            + "\n";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    AtomicFiles.write(run.report(), out -> out.write(bytes));
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
    TrainingReport.brokenLines(broken).forEach(console::printPlain);
    console.print("Written to @|cyan %s|@:", run.path());
    console.print("  best.keras, last.keras    the models; Keras opens them too");
    console.print("  report.txt                this report");
    console.print("  samples.png               validation pictures and the model's answers");
    console.print("  curves.png, curves.svg    loss and accuracy by epoch");
    console.print("  history.csv, history.json the numbers behind the curves");
    console.print("  manifest.json             all settings");
    TrainingReport.printNext(console, run, result);
  }

  private List<String> verdict() {
    LabelsEvaluation evaluation = judgement.evaluation();
    List<String> lines = new ArrayList<>();
    lines.add(
        "Validation F1 %s over all classes (on %s; all classes right and no others: %s)"
            .formatted(
                share(evaluation.microAverage().f1()),
                Quantity.of(evaluation.examples(), "pictures"),
                Quantity.percent(evaluation.exactMatch())));
    lines.add(
        "Each class by itself is right in %s; always giving its more frequent answer in %s."
            .formatted(
                Quantity.percent(evaluation.binaryAccuracy()),
                Quantity.percent(evaluation.baselineAccuracy())));
    if (evaluation.binaryAccuracy() <= evaluation.baselineAccuracy()) {
      lines.add("So the model may have learnt nothing yet: train longer, or on more pictures.");
    }
    result
        .bestEpoch()
        .ifPresent(
            best ->
                lines.add(
                    "That is the model of epoch %d of %d."
                        .formatted(best + 1, result.history().epochs().size())));
    judgement
        .worst()
        .ifPresent(
            worst ->
                lines.add(
                    "Recognised worst: %s, F1 %s.".formatted(worst.name(), share(worst.f1()))));
    return lines;
  }

  private TextTable scores() {
    TextTable table = new TextTable("Class", "precision", "recall", "F1", "pictures");
    for (Scores scores : judgement.evaluation().scores()) {
      table.row(
          scores.name(),
          share(scores.precision()),
          share(scores.recall()),
          share(scores.f1()),
          Quantity.grouped(scores.support()));
    }
    return table;
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
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
