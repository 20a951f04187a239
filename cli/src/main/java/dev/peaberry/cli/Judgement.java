package dev.peaberry.cli;

import dev.peaberry.config.Progress;
import dev.peaberry.config.Size;
import dev.peaberry.data.BrokenImage;
import dev.peaberry.data.ImagePipeline;
import dev.peaberry.data.ImageSource;
import dev.peaberry.data.Subset;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.evaluate.ClassScores;
import dev.peaberry.evaluate.ConfusionMatrix;
import dev.peaberry.evaluate.Coverage;
import dev.peaberry.evaluate.DecisionRule;
import dev.peaberry.evaluate.Evaluation;
import dev.peaberry.evaluate.Prediction;
import dev.peaberry.evaluate.Scores;
import dev.peaberry.evaluate.TestTimeAugmentation;
import dev.peaberry.predict.DecisionAsset;
import dev.peaberry.predict.Preprocessing;
import dev.peaberry.report.ConfusionPlot;
import dev.peaberry.report.PictureGrid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * How a model does on some pictures, and the drawings of it. Immutable.
 *
 * @param evaluation the numbers
 * @param remark why the loss is not the model's own, if it is not
 * @param source the pictures, in the order in which they were judged
 * @param broken those that were left out
 * @param pass what was noted on the way
 * @param rule how the answers were made
 */
record Judgement(
    Evaluation evaluation,
    Optional<String> remark,
    ImageSource source,
    List<BrokenImage> broken,
    PassRecord pass,
    DecisionRule rule)
    implements ModelJudgement {
  private static final int BATCH = 32;

  /**
   * Judges a model.
   *
   * @param views in which it is shown each picture
   */
  static Judgement of(
      ModelArgument model,
      ImageSource source,
      TestTimeAugmentation views,
      EngineOptions engine,
      double maxBroken,
      Progress progress) {
    return of(model, source, views, engine, maxBroken, progress, () -> false);
  }

  /**
   * Judges a model until it is stopped; then what was judged so far is all there is.
   *
   * @param source in an order of which the beginning is a fair sample
   * @param views in which it is shown each picture
   * @param stopped whether to stop after this batch
   */
  static Judgement of(
      ModelArgument model,
      ImageSource source,
      TestTimeAugmentation views,
      EngineOptions engine,
      double maxBroken,
      Progress progress,
      BooleanSupplier stopped) {
    CompiledModel compiled = CompiledModel.of(model.file(), views);
    ImagePipeline pipeline = pipeline(model, source, compiled, maxBroken);
    PassRecord pass = PassRecord.of(source.size());
    Evaluation evaluation =
        compiled.evaluate(
            new StoppableDataset(pipeline, stopped), source.classNames(), engine, progress, pass);
    int[] judged = judgedIndices(source, pipeline.broken());
    int examples = evaluation.predictions().size();
    ImageSource seen =
        examples == judged.length ? source : new Subset(source, Arrays.copyOf(judged, examples));
    DecisionRule rule = DecisionAsset.of(model.file().assets(), source.classNames());
    return new Judgement(
        evaluation.decided(rule), compiled.remark(), seen, pipeline.broken(), pass, rule);
  }

  /** Pictures in batches, as a model takes them. */
  static ImagePipeline pipeline(
      ModelArgument model, ImageSource source, CompiledModel compiled, double maxBroken) {
    Preprocessing preprocessing = Preprocessing.of(model.file().assets());
    Size loaded = compiled.loadSize(preprocessing);
    return Recipe.preprocessed(ImagePipeline.of(source), preprocessing)
        .withColorMode(Preprocessing.colorMode(model.file().model().inputShapes().get(0)))
        .withImageSize(loaded.height(), loaded.width())
        .withMaxBrokenShare(maxBroken)
        .withLabelMode(compiled.labelMode())
        .withBatchSize(BATCH);
  }

  /** {@code "7 of 41 Medium were taken for Dark"}, if any mistake was made. */
  Optional<String> mostConfused() {
    ConfusionMatrix matrix = evaluation.confusion();
    return matrix.confusions().stream()
        .findFirst()
        .map(
            each ->
                "%s of %s %s taken for %s"
                    .formatted(
                        Quantity.grouped(each.count()),
                        Quantity.grouped(matrix.support(each.label())),
                        matrix.classNames().get(each.label()),
                        matrix.classNames().get(each.predicted())));
  }

  /**
   * How good the model is, and what guessing would give, in sentences.
   *
   * @param accuracy what the accuracy is called
   */
  List<String> inWords(String accuracy) {
    return List.of(
        "%s %s (on %s; 95 %% sure: %s)"
            .formatted(
                accuracy,
                Quantity.percent(evaluation.accuracy()),
                Quantity.of(evaluation.examples(), "pictures"),
                Quantity.percent(evaluation.accuracyInterval())),
        guessing(evaluation.confusion()));
  }

  /** What always giving the most frequent class would have. */
  static String guessing(ConfusionMatrix matrix) {
    return "Always answering %s would give %s."
        .formatted(
            matrix.classNames().get(matrix.majorityClass()),
            Quantity.percent(matrix.baselineAccuracy()));
  }

  /** What the model's own rule does to its answers, and whether there is one class only. */
  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    ConfusionMatrix matrix = evaluation.confusion();
    if (matrix.support(matrix.majorityClass()) == matrix.total()) {
      notes.add(
          "All pictures are of %s: how well it is told from the others they cannot say."
              .formatted(matrix.classNames().get(matrix.majorityClass())));
    }
    if (!rule.isUsual()) {
      notes.add(ruleInWords());
    }
    return notes;
  }

  private String ruleInWords() {
    Coverage.Point answered = rule.answered(evaluation.predictions());
    String temperature = String.format(Locale.ROOT, "temperature %.3f", rule.temperature().value());
    return rule.thresholds().isEmpty()
        ? "The model's probabilities are at " + temperature + "."
        : "By its own rule, %s, the model answers %s of these pictures, %s of them rightly."
            .formatted(
                temperature,
                Quantity.percent(answered.coverage()),
                Quantity.percent(answered.accuracy()));
  }

  /** The index in the source of each picture that was judged. */
  List<Integer> places() {
    return IntStream.of(judgedIndices(source, broken)).boxed().toList();
  }

  /** Draws the confusion matrix. */
  void drawConfusion(String title, Path file) throws IOException {
    ConfusionMatrix matrix = evaluation.confusion();
    ConfusionPlot.of(title, matrix.counts(), matrix.classNames()).figure().writePng(file);
  }

  @Override
  public String table() {
    return evaluation.table();
  }

  @Override
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>(evaluation.toJson());
    if (!rule.isUsual()) {
      Coverage.Point answered = rule.answered(evaluation.predictions());
      json.put("decision", DecisionAsset.toJson(rule, evaluation.confusion().classNames()));
      json.put("answered", answered.coverage());
      json.put("accuracy_of_answers", answered.accuracy());
    }
    return json;
  }

  @Override
  public void drawSamples(String caption, Path file) throws IOException {
    int[] judged = judgedIndices(source, broken);
    Map<Integer, PictureGrid.Prediction> predictions = new HashMap<>();
    for (int i = 0; i < evaluation.predictions().size(); i++) {
      Prediction prediction = evaluation.predictions().get(i);
      predictions.put(
          judged[i],
          new PictureGrid.Prediction(
              prediction.predicted(), Math.min(1, Math.max(0, prediction.probability()))));
    }
    PictureGrid.of(source).withCaption(caption).withPredictions(predictions).writePng(file);
  }

  @Override
  public Map<String, Double> metrics() {
    Scores macro = evaluation.confusion().macroAverage();
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("loss", evaluation.loss());
    metrics.put("accuracy", evaluation.accuracy());
    evaluation
        .usualTopK()
        .forEach(k -> metrics.put("top_" + k + "_accuracy", evaluation.topKAccuracy(k)));
    metrics.put("precision", macro.precision());
    metrics.put("recall", macro.recall());
    metrics.put("f1", macro.f1());
    return metrics;
  }

  @Override
  public OutOfFold counts() {
    return new OutOfFold.OfOneLabel(evaluation.confusion());
  }

  /** What was said of every class of each picture. */
  ClassScores scores() {
    int[] judged = judgedIndices(source, broken);
    return ClassScores.of(
        source.classNames(), evaluation.predictions(), i -> source.name(judged[i]));
  }

  @Override
  public List<List<String>> predictionRows() {
    List<String> names = evaluation.confusion().classNames();
    int[] judged = judgedIndices(source, broken);
    return IntStream.range(0, judged.length)
        .mapToObj(evaluation.predictions()::get)
        .map(
            each ->
                List.of(
                    source.name(judged[each.index()]),
                    names.get(each.label()),
                    names.get(each.predicted()),
                    String.format(Locale.ROOT, "%.6f", each.probability())))
        .toList();
  }

  /** The index in the source of each prediction: broken pictures have none. */
  static int[] judgedIndices(ImageSource source, List<BrokenImage> broken) {
    Set<String> left = new HashSet<>();
    broken.forEach(image -> left.add(image.name()));
    return IntStream.range(0, source.size()).filter(i -> !left.contains(source.name(i))).toArray();
  }
}
