package dev.peaberry.cli;

import dev.peaberry.config.Progress;
import dev.peaberry.data.ImageSource;
import dev.peaberry.data.check.Fault;
import dev.peaberry.data.check.Finding;
import dev.peaberry.data.check.Picture;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.evaluate.Prediction;
import dev.peaberry.evaluate.TestTimeAugmentation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Labels with which a model disagrees, and how sure it is. Immutable.
 *
 * @param model the model
 */
record SuspectedLabels(ModelArgument model) {
  /** Below this the model is not sure enough to bother a person. */
  private static final double SURE = 0.9;

  private static final double ALL_MAY_BE_BROKEN = 1;

  private record Suspect(Finding.Case found, double probability) {}

  /**
   * Opens the model.
   *
   * @throws InputException if there is no such file
   */
  static SuspectedLabels of(Path model) {
    NativeStart.inBackground();
    return new SuspectedLabels(ModelArgument.open(model));
  }

  /** Asks the model about all pictures; the surest come first. */
  Finding find(Map<String, ImageSource> parts, Progress progress) {
    List<Suspect> suspects = new ArrayList<>();
    parts.forEach((part, source) -> suspects.addAll(find(part, source, progress)));
    return new Finding(
        Fault.SUSPICIOUS_LABEL,
        suspects.stream()
            .sorted(Comparator.comparingDouble(Suspect::probability).reversed())
            .map(Suspect::found)
            .toList());
  }

  private List<Suspect> find(String part, ImageSource source, Progress progress) {
    Judgement judgement =
        Judgement.of(
            model,
            model.relabelled(source),
            TestTimeAugmentation.none(),
            EngineOptions.DEFAULT,
            ALL_MAY_BE_BROKEN,
            progress);
    int[] judged = Judgement.judgedIndices(judgement.source(), judgement.broken());
    return judgement.evaluation().predictions().wrong().stream()
        .filter(prediction -> prediction.probability() >= SURE)
        .map(prediction -> suspect(part, source, judged[prediction.index()], prediction))
        .toList();
  }

  private Suspect suspect(String part, ImageSource source, int index, Prediction prediction) {
    String note =
        String.format(
            Locale.ROOT,
            "taken for %s with %.1f %%",
            model.classNames().get(prediction.predicted()),
            100 * prediction.probability());
    Picture picture =
        new Picture(part, index, source.name(index), source.classNames().get(source.label(index)));
    return new Suspect(Finding.Case.of(picture, note), prediction.probability());
  }
}
