package dev.peaberry.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.config.AtomicFiles;
import dev.peaberry.evaluate.ConfusionMatrix;
import dev.peaberry.evaluate.Evaluation;
import dev.peaberry.evaluate.Scores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What came of one fold. Immutable.
 *
 * @param epochs how many it was to be trained for
 * @param metrics measured on the fold's validation pictures, by the best epoch's model
 * @param confusion of the validation pictures
 */
record FoldResult(int epochs, Map<String, Double> metrics, ConfusionMatrix confusion) {
  private static final long LARGEST = 64L << 20;

  FoldResult {
    metrics = new LinkedHashMap<>(metrics);
  }

  /** The result of a training. */
  static FoldResult of(TrainingReport report, int epochs) {
    Evaluation evaluation = report.judgement().evaluation();
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
    report
        .bestLogs()
        .forEach(
            (name, value) -> {
              String metric = name.replaceFirst("^val_", "");
              if (!metric.equals(name)) {
                metrics.putIfAbsent(metric, value);
              }
            });
    return new FoldResult(epochs, metrics, evaluation.confusion());
  }

  /** Keeps it in the fold's folder: the last thing that is written there. */
  void write(RunFolder fold) throws IOException {
    Map<String, Object> finite = new LinkedHashMap<>();
    metrics.forEach((name, value) -> finite.put(name, Json.number(value)));
    byte[] bytes =
        Json.pretty(
                Json.map(
                    "epochs",
                    epochs,
                    "metrics",
                    finite,
                    "class_names",
                    confusion.classNames(),
                    "confusion_matrix",
                    confusion.counts()))
            .getBytes(StandardCharsets.UTF_8);
    AtomicFiles.write(fold.foldResult(), out -> out.write(bytes));
  }

  /**
   * The result of a fold that is done.
   *
   * @return empty if it is not
   * @throws InputException if the file is damaged
   */
  static Optional<FoldResult> read(RunFolder fold) throws IOException {
    if (!Files.isRegularFile(fold.foldResult())) {
      return Optional.empty();
    }
    if (Files.size(fold.foldResult()) > LARGEST) {
      throw damaged(fold, null);
    }
    try {
      return Optional.of(fromJson(new ObjectMapper().readTree(fold.foldResult().toFile())));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw damaged(fold, e);
    }
  }

  private static FoldResult fromJson(JsonNode json) {
    if (!json.path("epochs").isInt() || json.path("metrics").isEmpty()) {
      throw new IllegalArgumentException("found no epochs or metrics");
    }
    Map<String, Double> metrics = new LinkedHashMap<>();
    json.get("metrics")
        .properties()
        .forEach(each -> metrics.put(each.getKey(), each.getValue().asDouble(Double.NaN)));
    List<String> names = new ArrayList<>();
    json.path("class_names").forEach(name -> names.add(name.asText()));
    List<long[]> rows = new ArrayList<>();
    for (JsonNode row : json.path("confusion_matrix")) {
      rows.add(IntStream.range(0, row.size()).mapToLong(i -> row.get(i).asLong()).toArray());
    }
    return new FoldResult(
        json.get("epochs").intValue(),
        metrics,
        new ConfusionMatrix(names, rows.toArray(long[][]::new)));
  }

  private static InputException damaged(RunFolder fold, Exception cause) {
    return new InputException(
        "Found a damaged %s, expected what came of a fold; delete it, and the fold is judged again"
            .formatted(fold.foldResult()),
        cause);
  }

  /** The matrices of several folds, added up. */
  static ConfusionMatrix together(List<FoldResult> results) {
    List<String> names = results.get(0).confusion().classNames();
    long[][] counts = new long[names.size()][names.size()];
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < counts.length; j++) {
        for (FoldResult result : results) {
          counts[i][j] += result.confusion().count(i, j);
        }
      }
    }
    return new ConfusionMatrix(names, counts);
  }
}
