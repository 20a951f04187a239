package dev.peaberry.cli;

import dev.peaberry.config.Progress;
import dev.peaberry.data.BrokenImage;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.evaluate.ConfusionMatrix;
import dev.peaberry.evaluate.Evaluation;
import dev.peaberry.evaluate.Interval;
import dev.peaberry.evaluate.Scores;
import dev.peaberry.report.EvaluationPage;
import dev.peaberry.train.Ending;
import dev.peaberry.train.TrainingResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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
 * @param origin the recipe that was followed
 */
record TrainingReport(
    RunFolder run,
    ModelArgument model,
    TrainingResult result,
    String monitor,
    Judgement judgement,
    List<BrokenImage> broken,
    Optional<Origin> origin)
    implements RunReport {
  private static final double WIDE_GAP = 0.1;

  /** Writes the page, draws the confusion matrix and keeps all probabilities, too. */
  @Override
  public void writeFiles(EngineOptions engine, Progress progress) throws IOException {
    JudgementPage.write(page(), model, judgement, engine, run.page(), progress);
    judgement.scores().write(run.scores());
    judgement.drawConfusion(run.name() + ", validation pictures", run.confusionPng());
    RunReport.super.writeFiles(engine, progress);
  }

  private EvaluationPage page() {
    String data = Manifest.recipe(model.file().assets()).map(Recipe::data).orElse("");
    return JudgementPage.of(run.name(), model, judgement, data, "Those to validate with.")
        .withHistory(result.history(), result.bestEpoch(), monitor)
        .withSummary(verdict());
  }

  @Override
  public List<Scores> scores() {
    return judgement.evaluation().confusion().scores();
  }

  @Override
  public List<String> remarks() {
    return List.of(
        judgement
            .mostConfused()
            .map(text -> "Most frequent mistake: " + text + ".")
            .orElse("No mistakes."));
  }

  @Override
  public List<String> ownFiles() {
    return List.of(
        "  report.html, report.json  all that is known, to browse in, and for scripts",
        "  report.txt                this report with the confusion matrix",
        "  confusion.png             the same as a picture",
        "  scores.csv                each validation picture's probability of every class");
  }

  @Override
  public List<String> verdict() {
    Evaluation evaluation = judgement.evaluation();
    Interval interval = evaluation.accuracyInterval();
    ConfusionMatrix matrix = evaluation.confusion();
    List<String> lines = new ArrayList<>(judgement.inWords("Validation accuracy"));
    if (interval.low() <= matrix.baselineAccuracy()) {
      lines.add("So the model may have learnt nothing yet: train longer, or on more pictures.");
    }
    origin.map(each -> each.compare(evaluation.accuracy())).ifPresent(lines::add);
    judgedEpoch(lines);
    return lines;
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
}
