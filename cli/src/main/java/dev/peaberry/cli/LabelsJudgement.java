package dev.peaberry.cli;

import dev.peaberry.config.Progress;
import dev.peaberry.data.BrokenImage;
import dev.peaberry.data.ImagePipeline;
import dev.peaberry.data.ImageSource;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.evaluate.DecisionRule;
import dev.peaberry.evaluate.LabelsEvaluation;
import dev.peaberry.evaluate.LabelsTally;
import dev.peaberry.evaluate.Scores;
import dev.peaberry.evaluate.TestTimeAugmentation;
import dev.peaberry.predict.DecisionAsset;
import dev.peaberry.report.PictureGrid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How a model that judges each class by itself does on some pictures. Immutable.
 *
 * @param evaluation the numbers
 * @param remark why the loss is not the model's own, if it is not
 * @param source the pictures, in the order in which they were judged
 * @param broken those that were left out
 * @param rule how the answers were made
 */
record LabelsJudgement(
    LabelsEvaluation evaluation,
    Optional<String> remark,
    ImageSource source,
    List<BrokenImage> broken,
    DecisionRule rule)
    implements ModelJudgement {
  /**
   * Judges a model.
   *
   * @param views in which it is shown each picture
   */
  static LabelsJudgement of(
      ModelArgument model,
      ImageSource source,
      TestTimeAugmentation views,
      EngineOptions engine,
      double maxBroken,
      Progress progress) {
    DecisionRule rule = DecisionAsset.of(model.file().assets(), source.classNames());
    CompiledModel compiled = CompiledModel.of(model.file(), views);
    ImagePipeline pipeline = Judgement.pipeline(model, source, compiled, maxBroken);
    LabelsEvaluation evaluation =
        compiled.evaluateLabels(pipeline, source.classNames(), engine, progress, rule);
    return new LabelsJudgement(evaluation, compiled.remark(), source, pipeline.broken(), rule);
  }

  /** The thresholds that answers were made with, where the model has its own. */
  @Override
  public List<String> notes() {
    return rule.isUsual()
        ? List.of()
        : List.of(
            "The model's own thresholds: "
                + DecisionAsset.toJson(rule, source.classNames()).get("thresholds")
                + ".");
  }

  /** The class that is recognised worst, of those that some picture shows. */
  Optional<Scores> worst() {
    return evaluation.tally().scores().stream()
        .filter(each -> each.support() > 0)
        .min(Comparator.comparingDouble(Scores::f1));
  }

  @Override
  public String table() {
    return evaluation.table();
  }

  @Override
  public Map<String, Object> toJson() {
    return evaluation.toJson();
  }

  @Override
  public Map<String, Double> metrics() {
    LabelsTally tally = evaluation.tally();
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("loss", evaluation.loss());
    metrics.put("f1", tally.microAverage().f1());
    metrics.put("precision", tally.microAverage().precision());
    metrics.put("recall", tally.microAverage().recall());
    metrics.put("macro_f1", tally.macroAverage().f1());
    metrics.put("exact_match", tally.exactMatch());
    metrics.put("binary_accuracy", tally.binaryAccuracy());
    return metrics;
  }

  @Override
  public OutOfFold counts() {
    return new OutOfFold.OfSeveralLabels(evaluation.tally());
  }

  @Override
  public List<List<String>> predictionRows() {
    int[] judged = Judgement.judgedIndices(source, broken);
    return IntStream.range(0, judged.length)
        .mapToObj(
            i -> {
              LabelsEvaluation.Answer answer = evaluation.answers().get(i);
              return List.of(
                  source.name(judged[i]),
                  names(source.labels(judged[i])),
                  names(answer.labels()),
                  String.format(Locale.ROOT, "%.6f", answer.certainty()));
            })
        .toList();
  }

  private String names(List<Integer> labels) {
    return labels.stream().map(source.classNames()::get).collect(Collectors.joining("|"));
  }

  @Override
  public void drawSamples(String caption, Path file) throws IOException {
    int[] judged = Judgement.judgedIndices(source, broken);
    Map<Integer, PictureGrid.Prediction> predictions = new HashMap<>();
    for (int i = 0; i < evaluation.answers().size(); i++) {
      LabelsEvaluation.Answer answer = evaluation.answers().get(i);
      predictions.put(
          judged[i],
          new PictureGrid.Prediction(
              answer.labels(), Math.min(1, Math.max(0, answer.certainty()))));
    }
    PictureGrid.of(source).withCaption(caption).withPredictions(predictions).writePng(file);
  }
}
