package dev.peaberry.cli;

import dev.peaberry.data.BrokenImage;
import dev.peaberry.evaluate.LabelsTally;
import dev.peaberry.evaluate.Scores;
import dev.peaberry.train.TrainingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What came of a training on pictures that may show several classes. Immutable.
 *
 * @param run where all is written
 * @param model the one that was judged
 * @param result how the training ended
 * @param monitor by what the best epoch is known
 * @param judgement on the validation pictures
 * @param broken pictures of both kinds that were left out
 */
record LabelsReport(
    RunFolder run,
    ModelArgument model,
    TrainingResult result,
    String monitor,
    LabelsJudgement judgement,
    List<BrokenImage> broken)
    implements RunReport {
  @Override
  public List<Scores> scores() {
    return judgement.evaluation().tally().scores();
  }

  @Override
  public List<String> remarks() {
    return List.of();
  }

  @Override
  public List<String> ownFiles() {
    return List.of("  report.txt                this report");
  }

  @Override
  public List<String> verdict() {
    LabelsTally evaluation = judgement.evaluation().tally();
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

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
