package dev.peaberry.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.config.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of one fold. Immutable.
 *
 * @param epochs how many it was to be trained for
 * @param metrics measured on the fold's validation pictures, by the best epoch's model
 * @param counts of the validation pictures
 */
record FoldResult(int epochs, Map<String, Double> metrics, OutOfFold counts) {
  private static final long LARGEST = 64L << 20;

  FoldResult {
    metrics = new LinkedHashMap<>(metrics);
  }

  /** The result of a training. */
  static FoldResult of(RunReport report, int epochs) {
    Map<String, Double> metrics = new LinkedHashMap<>(report.judgement().metrics());
    report
        .bestLogs()
        .forEach(
            (name, value) -> {
              String metric = name.replaceFirst("^val_", "");
              if (!metric.equals(name)) {
                metrics.putIfAbsent(metric, value);
              }
            });
    return new FoldResult(epochs, metrics, report.judgement().counts());
  }

  /** Keeps it in the fold's folder: the last thing that is written there. */
  void write(RunFolder fold) throws IOException {
    Map<String, Object> finite = new LinkedHashMap<>();
    metrics.forEach((name, value) -> finite.put(name, Json.number(value)));
    Map<String, Object> json = Json.map("epochs", epochs, "metrics", finite);
    json.putAll(counts.stored());
    byte[] bytes = Json.pretty(json).getBytes(StandardCharsets.UTF_8);
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
    return new FoldResult(json.get("epochs").intValue(), metrics, OutOfFold.read(json));
  }

  private static InputException damaged(RunFolder fold, Exception cause) {
    return new InputException(
        "Found a damaged %s, expected what came of a fold; delete it, and the fold is judged again"
            .formatted(fold.foldResult()),
        cause);
  }

  /** What was counted in several folds, added up. */
  static OutOfFold together(List<FoldResult> results) {
    return results.stream().map(FoldResult::counts).reduce(OutOfFold::plus).orElseThrow();
  }
}
