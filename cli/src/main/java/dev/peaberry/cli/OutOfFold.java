package dev.peaberry.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.peaberry.evaluate.ConfusionMatrix;
import dev.peaberry.evaluate.Interval;
import dev.peaberry.evaluate.LabelsTally;
import dev.peaberry.evaluate.Scores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** How pictures were judged by a model that has not learnt from them, in counts. Immutable. */
sealed interface OutOfFold {
  /** The metric that the report begins with. */
  String metric();

  /** A value of that metric, with its name. */
  String inWords(double value);

  /** A deviation of that metric. */
  String deviation(double value);

  /** These and the pictures of another fold. */
  OutOfFold plus(OutOfFold other);

  /** What to make of all pictures together. */
  List<String> verdict();

  /** How well each class is recognised. */
  List<Scores> scores();

  /** Which classes are taken for which, where a picture has one. */
  Optional<ConfusionMatrix> confusion();

  /** As a fold's file keeps it. */
  Map<String, Object> stored();

  /** The same with what follows from it, for scripts. */
  Map<String, Object> toJson();

  /**
   * What {@link #stored} has written.
   *
   * @throws IllegalArgumentException if it is damaged
   */
  static OutOfFold read(JsonNode json) {
    List<String> names = new ArrayList<>();
    json.path("class_names").forEach(name -> names.add(name.asText()));
    if (!json.has("label_counts")) {
      return new OfOneLabel(
          new ConfusionMatrix(names, rows(json.path("confusion_matrix")).toArray(long[][]::new)));
    }
    List<LabelsTally.Counts> counts =
        rows(json.get("label_counts")).stream().map(OutOfFold::counts).toList();
    return new OfSeveralLabels(
        new LabelsTally(
            names, counts, json.path("examples").asLong(), json.path("exact").asLong()));
  }

  private static LabelsTally.Counts counts(long[] row) {
    if (row.length != 3) {
      throw new IllegalArgumentException("found %d counts of a class".formatted(row.length));
    }
    return new LabelsTally.Counts(row[0], row[1], row[2]);
  }

  private static List<long[]> rows(JsonNode json) {
    List<long[]> rows = new ArrayList<>();
    for (JsonNode row : json) {
      rows.add(IntStream.range(0, row.size()).mapToLong(i -> row.get(i).asLong()).toArray());
    }
    return rows;
  }

  /**
   * Pictures of one class each. Immutable.
   *
   * @param matrix which classes were taken for which
   */
  record OfOneLabel(ConfusionMatrix matrix) implements OutOfFold {
    @Override
    public String metric() {
      return "accuracy";
    }

    @Override
    public String inWords(double value) {
      return "accuracy " + Quantity.percent(value);
    }

    @Override
    public String deviation(double value) {
      return Quantity.percent(value);
    }

    @Override
    public OutOfFold plus(OutOfFold other) {
      if (!(other instanceof OfOneLabel same)) {
        throw new IllegalArgumentException("Found folds of one label and of several");
      }
      long[][] counts = matrix.counts();
      for (int i = 0; i < counts.length; i++) {
        for (int j = 0; j < counts.length; j++) {
          counts[i][j] += same.matrix.count(i, j);
        }
      }
      return new OfOneLabel(new ConfusionMatrix(matrix.classNames(), counts));
    }

    @Override
    public List<String> verdict() {
      return List.of(
          "All %s, each judged by the model that has not learnt from it: %s (95 %% sure: %s)."
              .formatted(
                  Quantity.of(matrix.total(), "pictures"),
                  Quantity.percent(matrix.accuracy()),
                  Quantity.percent(Interval.wilson(matrix.right(), matrix.total()))),
          Judgement.guessing(matrix));
    }

    @Override
    public List<Scores> scores() {
      return matrix.scores();
    }

    @Override
    public Optional<ConfusionMatrix> confusion() {
      return Optional.of(matrix);
    }

    @Override
    public Map<String, Object> stored() {
      return Json.map("class_names", matrix.classNames(), "confusion_matrix", matrix.counts());
    }

    @Override
    public Map<String, Object> toJson() {
      Interval interval = Interval.wilson(matrix.right(), matrix.total());
      return Json.map(
          "examples", matrix.total(),
          "accuracy", matrix.accuracy(),
          "accuracy_interval", List.of(interval.low(), interval.high()),
          "classes", matrix.scores().stream().map(Scores::toJson).toList(),
          "macro_average", matrix.macroAverage().toJson(),
          "class_names", matrix.classNames(),
          "confusion_matrix", matrix.counts());
    }
  }

  /**
   * Pictures that may show several classes. Immutable.
   *
   * @param tally how often each was found and missed
   */
  record OfSeveralLabels(LabelsTally tally) implements OutOfFold {
    @Override
    public String metric() {
      return "f1";
    }

    @Override
    public String inWords(double value) {
      return "F1 over all classes " + deviation(value);
    }

    @Override
    public String deviation(double value) {
      return String.format(Locale.ROOT, "%.3f", value);
    }

    @Override
    public OutOfFold plus(OutOfFold other) {
      if (!(other instanceof OfSeveralLabels same)) {
        throw new IllegalArgumentException("Found folds of several labels and of one");
      }
      return new OfSeveralLabels(tally.plus(same.tally));
    }

    @Override
    public List<String> verdict() {
      return List.of(
          "All %s, each judged by the model that has not learnt from it: F1 %s; all classes right and no others: %s."
              .formatted(
                  Quantity.of(tally.examples(), "pictures"),
                  deviation(tally.microAverage().f1()),
                  Quantity.percent(tally.exactMatch())),
          "Each class by itself is right in %s; always giving its more frequent answer in %s."
              .formatted(
                  Quantity.percent(tally.binaryAccuracy()),
                  Quantity.percent(tally.baselineAccuracy())));
    }

    @Override
    public List<Scores> scores() {
      return tally.scores();
    }

    @Override
    public Optional<ConfusionMatrix> confusion() {
      return Optional.empty();
    }

    @Override
    public Map<String, Object> stored() {
      return Json.map(
          "class_names",
          tally.classNames(),
          "examples",
          tally.examples(),
          "exact",
          tally.exact(),
          "label_counts",
          tally.counts().stream()
              .map(each -> List.of(each.found(), each.missed(), each.mistaken()))
              .toList());
    }

    @Override
    public Map<String, Object> toJson() {
      Map<String, Object> json = new LinkedHashMap<>(stored());
      json.put("exact_match", tally.exactMatch());
      json.put("binary_accuracy", tally.binaryAccuracy());
      json.put("baseline_accuracy", tally.baselineAccuracy());
      json.put("classes", tally.scores().stream().map(Scores::toJson).toList());
      json.put("micro_average", tally.microAverage().toJson());
      json.put("macro_average", tally.macroAverage().toJson());
      return json;
    }
  }
}
