package dev.peaberry.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a manifest of comma-separated values with a header line. Confined to one thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class CsvManifest {
  private final Path file;
  private final ManifestPath root;
  private final Map<String, Integer> columns = new HashMap<>();
  private int width;

  private CsvManifest(Path file, ManifestPath root) {
    this.file = file;
    this.root = root;
  }

  static void read(Path file, ManifestPath root, Consumer<ManifestRow> rows) throws IOException {
    try (ManifestText text = ManifestText.open(file);
        CSVParser parser = CSVParser.builder().setReader(text).setFormat(CSVFormat.RFC4180).get()) {
      new CsvManifest(file, root).read(text, parser, rows);
    }
  }

  private void read(ManifestText text, CSVParser parser, Consumer<ManifestRow> rows) {
    Iterator<CSVRecord> records = parser.iterator();
    while (true) {
      ManifestPlace place = new ManifestPlace(file, parser.getCurrentLineNumber() + 1);
      text.recordAt(place.line());
      if (!hasNext(records, place)) {
        break;
      }
      CSVRecord record = records.next();
      boolean blank = record.size() == 1 && record.get(0).isBlank();
      if (columns.isEmpty()) {
        header(place, record.toList());
      } else if (!blank) {
        rows.accept(row(place, record));
      }
    }
    if (columns.isEmpty()) {
      throw new DataException(
          file + " is empty, expected a line with the columns path and label; write it first");
    }
  }

  private static boolean hasNext(Iterator<CSVRecord> records, ManifestPlace place) {
    try {
      return records.hasNext();
    } catch (UncheckedIOException e) {
      throw place.faultOf(
          e,
          "found quotes that do not pair (%s), expected \" at both ends of a cell and \"\" inside;"
              + " correct them",
          Reasons.of(e.getCause()));
    }
  }

  private void header(ManifestPlace place, List<String> names) {
    width = names.size();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i).strip();
      if (columns.put(name, i) != null && !name.isEmpty()) {
        throw place.fault(
            "found the column %s twice, expected each once; rename one",
            ManifestPlace.quoted(name));
      }
    }
    for (String needed : List.of(ManifestRow.PATH, ManifestRow.LABEL)) {
      if (!columns.containsKey(needed)) {
        throw place.fault(
            "found the columns %s, expected path and label among them, separated by commas; add"
                + " '%s'",
            ManifestPlace.quoted(String.join(",", names)), needed);
      }
    }
  }

  private ManifestRow row(ManifestPlace place, CSVRecord record) {
    if (record.size() != width) {
      throw place.fault(
          "found %d cells, expected %d as in the first line; put a cell that holds a comma in"
              + " quotes",
          record.size(), width);
    }
    return ManifestRow.of(
        place,
        root,
        cell(record, ManifestRow.PATH),
        ManifestRow.separate(cell(record, ManifestRow.LABEL)),
        cell(record, ManifestRow.SPLIT),
        weight(place, cell(record, ManifestRow.WEIGHT).strip()),
        cell(record, ManifestRow.GROUP));
  }

  private String cell(CSVRecord record, String column) {
    Integer index = columns.get(column);
    return index == null ? "" : record.get(index);
  }

  private static double weight(ManifestPlace place, String text) {
    if (text.isEmpty()) {
      return 1;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw place.faultOf(
          e,
          "found the weight %s, expected a number of 0 or more; correct it or leave it out",
          ManifestPlace.quoted(text));
    }
  }
}
