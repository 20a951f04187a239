package dev.peaberry.evaluate;

import dev.peaberry.config.Progress;
import dev.peaberry.data.Batch;
import dev.peaberry.data.Batches;
import dev.peaberry.data.DataException;
import dev.peaberry.data.Dataset;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.model.Inference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * How good a classifier is on a data set. Every example counts once; weights of examples do not
 * count. Immutable.
 *
 * @param loss the mean loss
 * @param lossName which loss that is: cross-entropy in nats, unless another has been computed
 * @param confusion which classes were taken for which
 * @param ranks {@code ranks.get(r)} is for how many examples exactly {@code r} classes had a
 *     greater output than the true one
 * @param predictions what the model said about every example
 */
public record Evaluation(
    double loss,
    String lossName,
    ConfusionMatrix confusion,
    List<Long> ranks,
    Predictions predictions) {
  /** The name of the loss that a classifier's outputs and its labels give by themselves. */
  public static final String CROSS_ENTROPY = "cross-entropy";

  /** Copies the list. */
  public Evaluation {
    ranks = List.copyOf(ranks);
  }

  /**
   * Evaluates a model with one output in one pass over a data set, in the order of epoch 0.
   *
   * @param classNames the classes; a label is an index into this list
   * @throws DataException if the data set is empty or cannot be read
   * @throws EvaluationException if an output is not finite, or not a probability where it should be
   * @throws IllegalArgumentException if the model, the data set and the classes do not fit
   */
  public static Evaluation of(
      Inference inference, Dataset dataset, List<String> classNames, Outputs outputs) {
    return of(inference, dataset, classNames, outputs, Progress.none());
  }

  /** {@link #of(Inference, Dataset, List, Outputs)} with a listener that hears of each batch. */
  public static Evaluation of(
      Inference inference,
      Dataset dataset,
      List<String> classNames,
      Outputs outputs,
      Progress progress) {
    return of(batch -> inference.run(batch.inputs()), dataset, classNames, outputs, progress);
  }

  /**
   * {@link #of(Inference, Dataset, List, Outputs)} with outputs that somebody else computes.
   *
   * @param judge gives a batch's outputs
   * @param progress hears of each batch
   */
  public static Evaluation of(
      Function<Batch, List<FloatArray>> judge,
      Dataset dataset,
      List<String> classNames,
      Outputs outputs,
      Progress progress) {
    Evaluator evaluator = new Evaluator(classNames, outputs);
    progress.start("Evaluating", dataset.size(), "pictures");
    try (Batches batches = dataset.open(0)) {
      long done = 0;
      while (batches.hasNext()) {
        Batch batch = batches.next();
        List<FloatArray> found = judge.apply(batch);
        if (found.size() != 1 || batch.targets().size() != 1) {
          throw new IllegalArgumentException(
              "Found %d model outputs and %d targets, expected one of each"
                  .formatted(found.size(), batch.targets().size()));
        }
        evaluator.add(batch.targets().get(0), found.get(0));
        done += batch.size();
        progress.advance(done);
      }
    } finally {
      progress.finish();
    }
    return evaluator.result();
  }

  /** The same result with another loss, such as the one that was trained. */
  public Evaluation withLoss(double other, String name) {
    return new Evaluation(other, name, confusion, ranks, predictions);
  }

  /**
   * The same pass with the answers that a rule makes of the probabilities. The loss and the ranks
   * stay those of the model's own outputs.
   *
   * @throws IllegalArgumentException if the rule is for another number of classes
   */
  public Evaluation decided(DecisionRule rule) {
    Predictions answers = rule.apply(predictions);
    long[][] counts = new long[confusion.classes()][confusion.classes()];
    answers.stream().forEach(each -> counts[each.label()][each.predicted()]++);
    return new Evaluation(
        loss, lossName, new ConfusionMatrix(confusion.classNames(), counts), ranks, answers);
  }

  /** The number of examples. */
  public long examples() {
    return confusion.total();
  }

  /** The share of the examples whose greatest output, the first on a tie, is the true class. */
  public double accuracy() {
    return confusion.accuracy();
  }

  /** Where the accuracy on all pictures of this kind probably lies, with 95 % confidence. */
  public Interval accuracyInterval() {
    return Interval.wilson(confusion.right(), confusion.total());
  }

  /**
   * The share of the examples for which fewer than k classes had a greater output than the true
   * one; ties favour the model, as in Keras.
   *
   * @throws IllegalArgumentException if k is below 1
   */
  public double topKAccuracy(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("A top-k accuracy needs a k of 1 or more, found " + k);
    }
    long hits = ranks.stream().limit(k).mapToLong(Long::longValue).sum();
    return (double) hits / examples();
  }

  /** The k of top-k accuracies that say something with so many classes: 5, 3 or 2, or none. */
  public List<Integer> usualTopK() {
    int classes = confusion.classes();
    return IntStream.of(5, 3, 2).filter(k -> k < classes - 1).limit(1).boxed().toList();
  }

  /** The report as plain maps, lists, texts and numbers, without the single predictions. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("examples", examples());
    json.put("loss", loss);
    json.put("loss_name", lossName);
    json.put("accuracy", accuracy());
    Interval interval = accuracyInterval();
    json.put("accuracy_interval", List.of(interval.low(), interval.high()));
    Map<String, Object> topK = new LinkedHashMap<>();
    usualTopK().forEach(k -> topK.put(String.valueOf(k), topKAccuracy(k)));
    json.put("top_k_accuracy", topK);
    json.put("baseline_class", confusion.classNames().get(confusion.majorityClass()));
    json.put("baseline_accuracy", confusion.baselineAccuracy());
    json.put("classes", confusion.scores().stream().map(Scores::toJson).toList());
    json.put("macro_average", confusion.macroAverage().toJson());
    json.put("weighted_average", confusion.weightedAverage().toJson());
    json.put("class_names", confusion.classNames());
    json.put(
        "confusion_matrix", IntStream.range(0, confusion.classes()).mapToObj(this::row).toList());
    return json;
  }

  private List<Long> row(int trueClass) {
    return IntStream.range(0, confusion.classes())
        .mapToObj(column -> confusion.count(trueClass, column))
        .toList();
  }

  /**
   * The report for people: totals, scores by class and the confusion matrix, or with many classes
   * the most frequent confusions, at most 100 characters wide.
   */
  public String table() {
    return new EvaluationTable(this).toString();
  }

  @Override
  public String toString() {
    return table();
  }
}
