package dev.peaberry.data.check;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.peaberry.config.AtomicFiles;
import dev.peaberry.data.DataException;
import dev.peaberry.data.ImageSource;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * The pictures of a data set that are good, as a manifest to train from: without broken and empty
 * files, links that lead out, and identical copies. No picture is touched. Immutable.
 *
 * <p>Of identical copies in one class the first stays; of those in several parts the test picture,
 * else the validation picture. What was found about a picture that stays is in the column {@code
 * remark}.
 */
public final class CleanList {
  private static final List<String> WORTH = List.of("test", "validation", "train");
  private static final ObjectWriter JSON = new ObjectMapper().writer();

  private final DataReport report;
  private final Map<String, ImageSource> parts;
  private final Treatment conflicts;
  private final Treatment nearCopies;

  private CleanList(
      DataReport report,
      Map<String, ImageSource> parts,
      Treatment conflicts,
      Treatment nearCopies) {
    this.report = report;
    this.parts = parts;
    this.conflicts = conflicts;
    this.nearCopies = nearCopies;
  }

  /** What becomes of pictures that have a fault. */
  public enum Treatment {
    /** They are left out. */
    DROP,
    /** They stay, with a remark. */
    KEEP
  }

  /**
   * A list without conflicting pictures and with near-copies.
   *
   * @param parts those that were checked
   */
  public static CleanList of(DataReport report, Map<String, ImageSource> parts) {
    return new CleanList(report, new LinkedHashMap<>(parts), Treatment.DROP, Treatment.KEEP);
  }

  /**
   * The folder or archive that a reader of a list of these pictures must be told, for its paths are
   * relative to it. A list may be written anywhere.
   *
   * @param file the list
   * @return empty if the pictures lie in the list's folder or below it
   * @throws DataException if the pictures are not files, or are in several roots
   */
  public static Optional<Path> root(Path file, Collection<ImageSource> parts) {
    List<Path> roots = parts.stream().map(CleanList::rootOf).distinct().toList();
    if (roots.stream().allMatch(root -> isBelow(root, folder(file)))) {
      return Optional.empty();
    }
    if (roots.size() > 1) {
      throw new DataException(
          "Found pictures in %s, expected one folder or archive; write the list into a folder above"
              .formatted(roots));
    }
    return Optional.of(roots.get(0));
  }

  private static Path rootOf(ImageSource source) {
    return source
        .root()
        .map(root -> root.toAbsolutePath().normalize())
        .orElseThrow(
            () ->
                new DataException(
                    "Found pictures that are no files of their own, expected a folder or an archive"
                        + " of files to list; choose other pictures"));
  }

  private static boolean isBelow(Path root, Path folder) {
    return Files.isDirectory(root) && root.startsWith(folder);
  }

  /** This list with or without the pictures that are in several classes. */
  public CleanList withConflicts(Treatment treatment) {
    return new CleanList(report, parts, treatment, nearCopies);
  }

  /** This list with or without near-copies beyond the first of each. */
  public CleanList withNearCopies(Treatment treatment) {
    return new CleanList(report, parts, conflicts, treatment);
  }

  /** How many pictures it holds. */
  public int kept() {
    return report.pictures() - leftOut();
  }

  /** How many pictures are left out. */
  public int leftOut() {
    return dropped().values().stream().mapToInt(BitSet::cardinality).sum();
  }

  /**
   * Writes the list, comma-separated with a header line, or JSON lines if the name ends in {@code
   * .jsonl}. Paths are relative to the list's folder if that holds the pictures, and else to their
   * {@link #root}.
   *
   * @throws DataException if the pictures are not files, or if a class has a name that the format
   *     cannot tell from several
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    boolean near = root(file, parts.values()).isEmpty();
    List<Row> rows = rows(near ? Optional.of(folder(file)) : Optional.empty());
    boolean json = file.toString().toLowerCase(Locale.ROOT).endsWith(".jsonl");
    AtomicFiles.write(
        file,
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          if (json) {
            writeJsonLines(rows, writer);
          } else {
            writeCsv(rows, writer);
          }
          writer.flush();
        });
  }

  private static void writeJsonLines(List<Row> rows, Writer writer) throws IOException {
    for (Row row : rows) {
      writer.write(JSON.writeValueAsString(row.json()) + "\n");
    }
  }

  private static void writeCsv(List<Row> rows, Writer writer) throws IOException {
    CSVPrinter printer = new CSVPrinter(writer, CSVFormat.RFC4180);
    printer.printRecord(List.of("path", "label", "split", "weight", "group", "remark"));
    for (Row row : rows) {
      printer.printRecord(row.cells());
    }
  }

  private record Row(
      String path, List<String> labels, String split, double weight, String group, String remark) {
    List<String> cells() {
      for (String label : labels) {
        if (label.indexOf('|') >= 0) {
          throw new DataException(
              "Found the class '"
                  + label
                  + "', whose | separates labels in a CSV manifest; write a"
                  + " .jsonl manifest");
        }
      }
      String weightText = weight == 1 ? "" : Double.toString(weight);
      return List.of(path, String.join("|", labels), split, weightText, group, remark);
    }

    Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("path", path);
      json.put("label", labels);
      if (!split.isEmpty()) {
        json.put("split", split);
      }
      if (weight != 1) {
        json.put("weight", weight);
      }
      if (!group.isEmpty()) {
        json.put("group", group);
      }
      if (!remark.isEmpty()) {
        json.put("remark", remark);
      }
      return json;
    }
  }

  private List<Row> rows(Optional<Path> folder) {
    Map<String, BitSet> dropped = dropped();
    Map<Picture, Set<Fault>> remarks = remarks();
    List<Row> rows = new ArrayList<>();
    parts.forEach(
        (part, source) -> {
          BitSet out = dropped.getOrDefault(part, new BitSet());
          String prefix = folder.map(each -> prefix(each, rootOf(source))).orElse("");
          for (int i = out.nextClearBit(0); i < source.size(); i = out.nextClearBit(i + 1)) {
            rows.add(row(part, source, i, prefix, remarks));
          }
        });
    return rows;
  }

  private static Row row(
      String part, ImageSource source, int index, String prefix, Map<Picture, Set<Fault>> remarks) {
    List<String> labels = source.labels(index).stream().map(source.classNames()::get).toList();
    String first = source.classNames().get(source.label(index));
    Picture picture = new Picture(part, index, source.name(index), first);
    return new Row(
        prefix + source.path(index),
        labels,
        part,
        source.weight(index),
        source.group(index).orElse(""),
        remarks.getOrDefault(picture, Set.of()).stream()
            .map(Fault::toString)
            .collect(Collectors.joining(" ")));
  }

  private static Path folder(Path file) {
    return file.toAbsolutePath().normalize().getParent();
  }

  /** The way from a folder down to a root, with a slash at its end. */
  private static String prefix(Path folder, Path root) {
    String way =
        folder.relativize(root).toString().replace(root.getFileSystem().getSeparator(), "/");
    return way.isEmpty() ? "" : way + "/";
  }

  private Map<Picture, Set<Fault>> remarks() {
    Map<Picture, Set<Fault>> remarks = new HashMap<>();
    for (Finding finding : report.findings()) {
      finding.cases().stream()
          .flatMap(found -> found.pictures().stream())
          .forEach(
              picture ->
                  remarks.computeIfAbsent(picture, each -> new TreeSet<>()).add(finding.fault()));
    }
    return remarks;
  }

  /** By part, the indices of the pictures that are left out. */
  private Map<String, BitSet> dropped() {
    Map<String, BitSet> dropped = new HashMap<>();
    Map<Fault, List<Finding.Case>> cases = new EnumMap<>(Fault.class);
    report.findings().forEach(finding -> cases.put(finding.fault(), finding.cases()));
    for (Fault fault : List.of(Fault.BROKEN, Fault.EMPTY, Fault.LINK_OUT)) {
      cases.getOrDefault(fault, List.of()).forEach(found -> drop(dropped, found.pictures()));
    }
    if (conflicts == Treatment.DROP) {
      cases
          .getOrDefault(Fault.CONFLICT, List.of())
          .forEach(found -> drop(dropped, found.pictures()));
    }
    cases
        .getOrDefault(Fault.IDENTICAL, List.of())
        .forEach(found -> drop(dropped, found.pictures().subList(1, found.pictures().size())));
    cases.getOrDefault(Fault.LEAK, List.of()).stream()
        .filter(found -> found.identical() || nearCopies == Treatment.DROP)
        .forEach(found -> drop(dropped, worthLess(found.pictures())));
    if (nearCopies == Treatment.DROP) {
      cases
          .getOrDefault(Fault.NEAR_COPY, List.of())
          .forEach(found -> drop(dropped, found.pictures().subList(1, found.pictures().size())));
    }
    return dropped;
  }

  private static void drop(Map<String, BitSet> dropped, List<Picture> pictures) {
    for (Picture picture : pictures) {
      dropped.computeIfAbsent(picture.part(), each -> new BitSet()).set(picture.index());
    }
  }

  /** All but those of the part that figures are told of. */
  private static List<Picture> worthLess(List<Picture> pictures) {
    List<String> parts = pictures.stream().map(Picture::part).toList();
    String best = WORTH.stream().filter(parts::contains).findFirst().orElse(parts.get(0));
    return pictures.stream().filter(picture -> !picture.part().equals(best)).toList();
  }
}
