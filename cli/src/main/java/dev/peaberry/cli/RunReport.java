package dev.peaberry.cli;

import dev.peaberry.config.AtomicFiles;
import dev.peaberry.config.Progress;
import dev.peaberry.data.BrokenImage;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.evaluate.Scores;
import dev.peaberry.report.CurvePlot;
import dev.peaberry.report.Figure;
import dev.peaberry.train.TrainingResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came of a training. Immutable. */
sealed interface RunReport permits TrainingReport, LabelsReport {
  /** Where all is written. */
  RunFolder run();

  /** The model that was judged. */
  ModelArgument model();

  /** How the training ended. */
  TrainingResult result();

  /** By what the best epoch is known, such as {@code val_loss}. */
  String monitor();

  /** How the model does on the validation pictures. */
  ModelJudgement judgement();

  /** Pictures to learn from and to validate with that were left out. */
  List<BrokenImage> broken();

  /** What the best epoch, or else the last one, has logged. */
  default Map<String, Double> bestLogs() {
    var epochs = result().history().epochs();
    return epochs.isEmpty()
        ? Map.of()
        : epochs.get(result().bestEpoch().orElse(epochs.size() - 1)).logs();
  }

  /** What to make of it, the most important line first. */
  List<String> verdict();

  /** How well each class is recognised. */
  List<Scores> scores();

  /** What else the short form says of the classes. */
  List<String> remarks();

  /** The lines about the report's file, and about those that other reports do not have. */
  List<String> ownFiles();

  /**
   * Draws the curves and some pictures, and writes the report.
   *
   * @param engine what computes
   */
  default void writeFiles(EngineOptions engine, Progress progress) throws IOException {
    Figure curves = curves().figure();
    curves.writePng(run().curvesPng());
    curves.writeSvg(run().curvesSvg());
    judgement().drawSamples(run().name() + ", some validation pictures", run().samplesPng());
    String text =
        String.join("\n", verdict())
            + "\n\n"
            + judgement().table()
            + String.join("\n", LeftOut.lines(broken()))
            + "\n";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    AtomicFiles.write(run().report(), out -> out.write(bytes));
  }

  private CurvePlot curves() {
    CurvePlot plot = CurvePlot.ofHistory(run().name(), result().history().values());
    if (result().bestEpoch().isEmpty()) {
      return plot;
    }
    int best = result().bestEpoch().getAsInt();
    double value = result().history().epochs().get(best).logs().get(monitor());
    return plot.withBestEpoch(
        best + 1, String.format(Locale.ROOT, "by %s, %.4f", monitor(), value));
  }

  /** Prints the short form. */
  default void print(Console console) {
    console.print("");
    List<String> verdict = verdict();
    console.printBold(verdict.get(0));
    verdict.subList(1, verdict.size()).forEach(console::printPlain);
    console.print("");
    ClassTable.of(scores(), 3).print(console);
    console.print("");
    remarks().forEach(console::printPlain);
    LeftOut.lines(broken()).forEach(console::printPlain);
    if (!remarks().isEmpty()) {
      console.print("");
    }
    printFiles(console);
    printNext(console);
  }

  private void printFiles(Console console) {
    console.print("Written to @|cyan %s|@:", run().path());
    console.print("  best.keras, last.keras    the models; Keras opens them too");
    ownFiles().forEach(console::printPlain);
    console.print("  samples.png               validation pictures and the model's answers");
    console.print("  curves.png, curves.svg    loss and accuracy by epoch");
    console.print("  history.csv, history.json the numbers behind the curves");
    console.print("  manifest.json             all settings");
  }

  private void printNext(Console console) {
    console.print("");
    console.print("Next:");
    console.print("  @|bold peaberry predict %s PICTURE...|@", run().path());
    console.print("  @|bold peaberry evaluate %s|@", run().path());
    console.print(
        "  @|bold peaberry train --resume %s --epochs %s|@",
        run().path(), 2 * result().history().epochs().size());
  }

  /** The same for scripts. */
  default Map<String, Object> toJson() {
    TrainingResult result = result();
    return Json.map(
        "run", run().path().toString(),
        "model", model().path().toString(),
        "interrupted", result.interrupted(),
        "epochs", result.history().epochs().size(),
        "best_epoch", result.bestEpoch().isPresent() ? result.bestEpoch().getAsInt() + 1 : null,
        "history", result.history().toJson(),
        "evaluation", judgement().toJson(),
        "broken", LeftOut.toJson(broken()));
  }
}
