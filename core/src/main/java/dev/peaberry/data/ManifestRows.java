package dev.peaberry.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Reads a manifest's rows, whatever its format. Stateless. */
final class ManifestRows {
  private static final String CSV = ".csv";
  private static final String JSON_LINES = ".jsonl";

  private ManifestRows() {}

  static boolean isManifest(Path file) {
    String name = name(file);
    return name.endsWith(CSV) || name.endsWith(JSON_LINES);
  }

  /**
   * All rows, at least one.
   *
   * @throws DataException if the file cannot be read or a line is not as it has to be
   */
  static List<ManifestRow> read(Path file, Path root) {
    if (!Files.exists(file)) {
      throw new DataException("No manifest at " + file + ": check the path");
    }
    if (!Files.exists(root)) {
      throw new DataException(
          "No folder or archive at " + root + " for the pictures of " + file + ": check the path");
    }
    try {
      Collected collected = new Collected(file);
      ManifestPath paths = ManifestPath.of(root);
      if (name(file).endsWith(CSV)) {
        CsvManifest.read(file, paths, collected);
      } else if (name(file).endsWith(JSON_LINES)) {
        JsonLinesManifest.read(file, paths, collected);
      } else {
        throw new DataException(
            file + " is no manifest by its name, expected one that ends in .csv or .jsonl");
      }
      return collected.rows();
    } catch (IOException e) {
      throw new DataException("Cannot read " + file + ": " + Reasons.of(e), e);
    }
  }

  private static String name(Path file) {
    Path last = file.getFileName();
    return last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
  }

  /** The rows so far; each picture once, and all with a split or none. */
  private static final class Collected implements Consumer<ManifestRow> {
    private final Path file;
    private final List<ManifestRow> rows = new ArrayList<>();
    private final Map<String, Long> lines = new HashMap<>();

    Collected(Path file) {
      this.file = file;
    }

    @Override
    public void accept(ManifestRow row) {
      ManifestPlace place = new ManifestPlace(file, row.line());
      Long before = lines.putIfAbsent(row.path(), row.line());
      if (before != null) {
        throw place.fault(
            "found %s again, expected each picture once, as in line %d; put several labels into one"
                + " line, separated by |",
            ManifestPlace.quoted(row.path()), before);
      }
      if (!rows.isEmpty() && row.part().isPresent() != rows.get(0).part().isPresent()) {
        throw place.fault(
            "found %s split, expected one in every line or in none; write train, validation or test"
                + " everywhere",
            row.part().isPresent() ? "a" : "no");
      }
      rows.add(row);
    }

    List<ManifestRow> rows() {
      if (rows.isEmpty()) {
        throw new DataException(file + " names no pictures, expected a line for each; add some");
      }
      return rows;
    }
  }
}
