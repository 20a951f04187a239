package dev.peaberry.evaluate;

import dev.peaberry.config.Progress;
import dev.peaberry.data.Batch;
import dev.peaberry.data.Batches;
import dev.peaberry.data.Dataset;
import dev.peaberry.engine.FloatArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * How good a model is that judges each class by itself, for pictures may show several: a class is
 * found where its probability is above its threshold, usually 0.5. Every picture counts once.
 * Immutable.
 *
 * @param loss the mean loss
 * @param lossName which loss that is: binary cross-entropy in nats, unless another has been
 *     computed
 * @param tally how often each class was found and missed
 * @param answers what the model said about every picture, in the order of the pass
 * @see <a
 *     href="https://scikit-learn.org/stable/modules/generated/sklearn.metrics.classification_report.html">classification_report</a>
 */
public record LabelsEvaluation(
    double loss, String lossName, LabelsTally tally, List<Answer> answers) {
  /** The name of the loss that probabilities of single classes give by themselves. */
  public static final String BINARY_CROSS_ENTROPY = "binary cross-entropy";

  /** Copies the list. */
  public LabelsEvaluation {
    answers = List.copyOf(answers);
  }

  /**
   * What a model said about a picture. Immutable.
   *
   * @param labels the classes that it found, ascending; perhaps none
   * @param certainty how sure it was of the class that it was least sure about, 0.5 to 1
   */
  public record Answer(List<Integer> labels, float certainty) {}

  /**
   * Judges outputs in one pass over a data set, in the order of epoch 0.
   *
   * @param judge gives a batch's outputs, one array {@code (N, classes)}
   * @param dataset with targets {@code (N, classes)} of 0 and 1
   * @param progress hears of each batch
   * @param rule from which probability on each class is found; its temperature does not count
   * @throws dev.peaberry.data.DataException if the data set is empty or cannot be read
   * @throws EvaluationException if an output is not finite, or not a probability where it should be
   * @throws IllegalArgumentException if shapes do not fit the classes
   */
  public static LabelsEvaluation of(
      Function<Batch, List<FloatArray>> judge,
      Dataset dataset,
      List<String> classNames,
      Outputs outputs,
      Progress progress,
      DecisionRule rule) {
    LabelsEvaluator evaluator = new LabelsEvaluator(classNames, outputs, rule);
    progress.start("Evaluating", dataset.size(), "pictures");
    try (Batches batches = dataset.open(0)) {
      long done = 0;
      while (batches.hasNext()) {
        Batch batch = batches.next();
        evaluator.add(batch.targets().get(0), judge.apply(batch).get(0));
        done += batch.size();
        progress.advance(done);
      }
    } finally {
      progress.finish();
    }
    return evaluator.result();
  }

  /** The same result with another loss, such as the one that was trained. */
  public LabelsEvaluation withLoss(double other, String name) {
    return new LabelsEvaluation(other, name, tally, answers);
  }

  /** The number of pictures. */
  public long examples() {
    return tally.examples();
  }

  /** The report as plain maps, lists, texts and numbers, without the single answers. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("examples", examples());
    json.put("several_labels", true);
    json.put("loss", loss);
    json.put("loss_name", lossName);
    json.put("binary_accuracy", tally.binaryAccuracy());
    json.put("baseline_accuracy", tally.baselineAccuracy());
    json.put("exact_match", tally.exactMatch());
    json.put("classes", tally.scores().stream().map(Scores::toJson).toList());
    json.put("micro_average", tally.microAverage().toJson());
    json.put("macro_average", tally.macroAverage().toJson());
    json.put("class_names", tally.classNames());
    return json;
  }

  /** The report for people: totals and scores by class. */
  public String table() {
    StringBuilder text = new StringBuilder();
    line(text, "%,d pictures, %d classes, several at once", examples(), tally.classNames().size());
    line(text, "");
    line(text, "exact match      %.4f  (all classes found, and no others)", tally.exactMatch());
    line(
        text,
        "binary accuracy  %.4f  (each class by itself; always the more frequent answer: %.4f)",
        tally.binaryAccuracy(),
        tally.baselineAccuracy());
    line(text, "loss             %.4f  (%s)", loss, lossName);
    line(text, "");
    text.append(ScoreTable.of(tally.scores(), List.of(tally.microAverage(), tally.macroAverage())));
    return text.toString();
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  @Override
  public String toString() {
    return table();
  }
}
