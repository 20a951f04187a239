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
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * How good a model is that judges each class by itself, for pictures may show several: a class is
 * found where its probability is above 0.5. Every picture counts once. Immutable.
 *
 * @param loss the mean loss
 * @param lossName which loss that is: binary cross-entropy in nats, unless another has been
 *     computed
 * @param classNames the classes
 * @param counts how often each class was found and missed, in the same order
 * @param answers what the model said about every picture, in the order of the pass
 * @param exact the number of pictures whose classes were found all, and no others
 * @see <a
 *     href="https://scikit-learn.org/stable/modules/generated/sklearn.metrics.classification_report.html">classification_report</a>
 */
public record LabelsEvaluation(
    double loss,
    String lossName,
    List<String> classNames,
    List<Counts> counts,
    List<Answer> answers,
    long exact) {
  /** The name of the loss that probabilities of single classes give by themselves. */
  public static final String BINARY_CROSS_ENTROPY = "binary cross-entropy";

  /** Copies the lists. */
  public LabelsEvaluation {
    classNames = List.copyOf(classNames);
    counts = List.copyOf(counts);
    answers = List.copyOf(answers);
  }

  /**
   * How a class was judged. Immutable.
   *
   * @param found pictures of the class that were found
   * @param missed pictures of the class that were not
   * @param mistaken other pictures that were taken for it
   */
  public record Counts(long found, long missed, long mistaken) {
    /** The number of pictures that show the class. */
    public long support() {
      return found + missed;
    }

    private Counts plus(Counts other) {
      return new Counts(found + other.found, missed + other.missed, mistaken + other.mistaken);
    }

    private Scores scores(String name, long support) {
      return new Scores(
          name,
          ratio(found, found + mistaken),
          ratio(found, support()),
          ratio(2 * found, 2 * found + missed + mistaken),
          support);
    }

    private static double ratio(long part, long whole) {
      return whole == 0 ? 0 : (double) part / whole;
    }
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
   * @throws dev.peaberry.data.DataException if the data set is empty or cannot be read
   * @throws EvaluationException if an output is not finite, or not a probability where it should be
   * @throws IllegalArgumentException if shapes do not fit the classes
   */
  public static LabelsEvaluation of(
      Function<Batch, List<FloatArray>> judge,
      Dataset dataset,
      List<String> classNames,
      Outputs outputs,
      Progress progress) {
    LabelsEvaluator evaluator = new LabelsEvaluator(classNames, outputs);
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
    return new LabelsEvaluation(other, name, classNames, counts, answers, exact);
  }

  /** The number of pictures. */
  public long examples() {
    return answers.size();
  }

  /** The share of all answers, one for each picture and class, that were right. */
  public double binaryAccuracy() {
    long wrong = sum(each -> each.missed() + each.mistaken());
    return 1 - (double) wrong / (examples() * classNames.size());
  }

  /** {@link #binaryAccuracy} of always giving each class its more frequent answer. */
  public double baselineAccuracy() {
    long right = sum(each -> Math.max(each.support(), examples() - each.support()));
    return (double) right / (examples() * classNames.size());
  }

  /** The share of the pictures whose classes were found all, and no others. */
  public double exactMatch() {
    return (double) exact / examples();
  }

  private long sum(ToLongFunction<Counts> value) {
    return counts.stream().mapToLong(value).sum();
  }

  /** The scores of all classes, in order. */
  public List<Scores> scores() {
    return IntStream.range(0, counts.size())
        .mapToObj(i -> counts.get(i).scores(classNames.get(i), counts.get(i).support()))
        .toList();
  }

  /** The scores over all answers, so that frequent classes count more. */
  public Scores microAverage() {
    Counts all = counts.stream().reduce(new Counts(0, 0, 0), Counts::plus);
    return all.scores("micro average", all.support());
  }

  /** The mean of the scores of the classes that some picture shows, each counting alike. */
  public Scores macroAverage() {
    List<Scores> shown = scores().stream().filter(each -> each.support() > 0).toList();
    return new Scores(
        "macro average",
        shown.stream().mapToDouble(Scores::precision).average().orElse(0),
        shown.stream().mapToDouble(Scores::recall).average().orElse(0),
        shown.stream().mapToDouble(Scores::f1).average().orElse(0),
        sum(Counts::support));
  }

  /** The report as plain maps, lists, texts and numbers, without the single answers. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("examples", examples());
    json.put("several_labels", true);
    json.put("loss", loss);
    json.put("loss_name", lossName);
    json.put("binary_accuracy", binaryAccuracy());
    json.put("baseline_accuracy", baselineAccuracy());
    json.put("exact_match", exactMatch());
    json.put("classes", scores().stream().map(Scores::toJson).toList());
    json.put("micro_average", microAverage().toJson());
    json.put("macro_average", macroAverage().toJson());
    json.put("class_names", classNames);
    return json;
  }

  /** The report for people: totals and scores by class. */
  public String table() {
    StringBuilder text = new StringBuilder();
    line(text, "%,d pictures, %d classes, several at once", examples(), classNames.size());
    line(text, "");
    line(text, "exact match      %.4f  (all classes found, and no others)", exactMatch());
    line(
        text,
        "binary accuracy  %.4f  (each class by itself; always the more frequent answer: %.4f)",
        binaryAccuracy(),
        baselineAccuracy());
    line(text, "loss             %.4f  (%s)", loss, lossName);
    line(text, "");
    text.append(ScoreTable.of(scores(), List.of(microAverage(), macroAverage())));
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
