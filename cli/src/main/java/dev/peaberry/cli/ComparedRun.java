package dev.peaberry.cli;

import dev.peaberry.evaluate.ClassScores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run that is compared with others. Immutable.
 *
 * @param name what it is called among them
 * @param record what its folder tells of it
 * @param settings what it follows, as its manifest has it
 * @param scores what it says of each picture that it has not learnt from
 * @param history one value an epoch for each name; empty for a cross-validation
 */
record ComparedRun(
    String name,
    RecordedRun record,
    Map<String, Object> settings,
    ClassScores scores,
    Map<String, List<Double>> history) {
  ComparedRun {
    settings = new LinkedHashMap<>(settings);
    history = new LinkedHashMap<>(history);
  }

  /**
   * Reads a run.
   *
   * @throws InputException if the folder is no run, or one without scores
   * @throws dev.peaberry.data.DataException if its scores are damaged
   */
  static ComparedRun read(String name, Path folder) throws IOException {
    RunFolder run = new RunFolder(folder);
    Map<String, Object> manifest = Manifest.read(run);
    RecordedRun record = RecordedRun.read(run);
    if (!Files.isRegularFile(run.scores())) {
      throw new InputException(
          "Found no scores.csv in %s, expected one, as runs on pictures of one label write in the end; finish or repeat the training"
              .formatted(folder));
    }
    Map<String, Object> settings = Json.object(manifest, "recipe");
    settings.put("precision", Manifest.precision(manifest).toString());
    boolean hasHistory = !run.isCrossValidation() && Files.exists(run.historyJson());
    return new ComparedRun(
        name,
        record,
        settings,
        ClassScores.read(run.scores()),
        hasHistory ? HistoryFile.read(folder) : Map.of());
  }
}
