package dev.peaberry.cli;

import dev.peaberry.config.Progress;
import dev.peaberry.data.BrokenImage;
import dev.peaberry.data.LabelMode;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.evaluate.TestTimeAugmentation;
import dev.peaberry.train.TrainingResult;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Judges what a run has trained, by the pictures to validate with. Immutable.
 *
 * @param engine what computes
 * @param maxBroken the share of broken pictures above which it gives up
 * @param progress hears how it goes on
 */
record RunJudge(EngineOptions engine, double maxBroken, Progress progress) {
  /**
   * What came of a run.
   *
   * @param trainingBroken pictures to learn from that were left out
   */
  RunReport judge(
      RunFolder run,
      Recipe recipe,
      TrainingResult result,
      Divided divided,
      List<BrokenImage> trainingBroken)
      throws IOException {
    ModelArgument model = ModelArgument.open(run.path());
    TestTimeAugmentation once = TestTimeAugmentation.none();
    if (recipe.training().labelMode() == LabelMode.MULTI_HOT) {
      LabelsJudgement judgement =
          LabelsJudgement.of(model, divided.validation(), once, engine, maxBroken, progress);
      List<BrokenImage> broken = joined(trainingBroken, judgement.broken());
      return new LabelsReport(run, model, result, recipe.training().monitor(), judgement, broken);
    }
    Judgement judgement =
        Judgement.of(model, divided.validation(), once, engine, maxBroken, progress);
    return new TrainingReport(
        run,
        model,
        result,
        recipe.training().monitor(),
        judgement,
        joined(trainingBroken, judgement.broken()),
        recipe.origin());
  }

  private static List<BrokenImage> joined(List<BrokenImage> first, List<BrokenImage> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
