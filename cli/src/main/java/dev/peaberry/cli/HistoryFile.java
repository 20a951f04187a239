package dev.peaberry.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.peaberry.train.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what happened in the epochs of a run: one value an epoch for each name. Stateless. */
final class HistoryFile {
  private static final long LARGEST = 64L << 20;
  private static final List<String> NOT_DRAWN =
      List.of("epoch", "training_seconds", "validation_seconds", "waiting_seconds");

  private HistoryFile() {}

  /**
   * Reads a history.
   *
   * @param path a run's folder, or a history as JSON or CSV
   * @throws InputException if there is none, or it holds no epoch
   */
  static Map<String, List<Double>> read(Path path) throws IOException {
    Path file = Files.isDirectory(path) ? inFolder(new RunFolder(path)) : path;
    if (!Files.exists(file)) {
      throw new InputException(
          "Found no " + path + ", expected a run's folder such as runs/NAME; check the path");
    }
    requireModestSize(file);
    Map<String, List<Double>> history =
        new LinkedHashMap<>(file.toString().endsWith(".csv") ? csv(file) : json(file));
    NOT_DRAWN.forEach(history::remove);
    if (history.values().stream().allMatch(List::isEmpty)) {
      throw new InputException(
          "Found no epoch in " + file + ", expected at least one; let it train further first");
    }
    return history;
  }

  /**
   * The epochs of a run's folder, with how long they took; none if it has written none yet.
   *
   * @throws InputException if the file is damaged
   */
  static History epochs(RunFolder run) throws IOException {
    Path file = run.historyJson();
    if (!Files.exists(file)) {
      return History.EMPTY;
    }
    requireModestSize(file);
    return history(file);
  }

  private static void requireModestSize(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new InputException(
          "Found %s with %d bytes, expected a history of at most %d"
              .formatted(file, Files.size(file), LARGEST));
    }
  }

  private static Path inFolder(RunFolder run) {
    for (Path file : List.of(run.historyJson(), run.historyCsv())) {
      if (Files.exists(file)) {
        return file;
      }
    }
    throw new InputException(
        "Found no history.json in %s, expected a run of at least one epoch; check the path"
            .formatted(run.path()));
  }

  private static Map<String, List<Double>> json(Path file) throws IOException {
    return history(file).values();
  }

  private static History history(Path file) throws IOException {
    try {
      return History.readJson(file);
    } catch (JsonProcessingException e) {
      throw malformed(file, e);
    } catch (IOException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private static Map<String, List<Double>> csv(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    Map<String, List<Double>> history = new LinkedHashMap<>();
    if (lines.isEmpty()) {
      return history;
    }
    String[] names = lines.get(0).strip().split(",", -1);
    for (String name : names) {
      history.put(name, new ArrayList<>());
    }
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.strip().split(",", -1);
      if (cells.length != names.length || history.size() != names.length) {
        throw malformed(file, null);
      }
      for (int i = 0; i < names.length; i++) {
        history.get(names[i]).add(number(cells[i], file));
      }
    }
    return history;
  }

  private static double number(String cell, Path file) {
    try {
      return cell.isBlank() ? Double.NaN : Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      throw malformed(file, e);
    }
  }

  private static InputException malformed(Path file, Exception cause) {
    return new InputException(
        "Found no history in %s, expected a run's history.json or history.csv".formatted(file),
        cause);
  }
}
