package dev.peaberry.data;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a manifest says about a picture. Immutable.
 *
 * @param line where it says so, from 1
 * @param path relative to the root, separated by slashes
 * @param labels at least one, each different
 * @param part what the picture is for
 * @param weight 0 or more
 * @param group what it shares with others
 */
record ManifestRow(
    long line,
    String path,
    List<String> labels,
    Optional<DataPart> part,
    double weight,
    Optional<String> group) {
  static final String PATH = "path";
  static final String LABEL = "label";
  static final String SPLIT = "split";
  static final String WEIGHT = "weight";
  static final String GROUP = "group";

  private static final Pattern SEPARATOR = Pattern.compile("|", Pattern.LITERAL);

  /** The labels of a text that may hold several. */
  static List<String> separate(String labels) {
    return labels.indexOf('|') < 0 ? List.of(labels) : List.of(SEPARATOR.split(labels, -1));
  }

  /**
   * A row as it is written; the texts that are optional may be empty.
   *
   * @throws DataException if something is not as it has to be
   */
  static ManifestRow of(
      ManifestPlace place,
      ManifestPath root,
      String path,
      List<String> labels,
      String split,
      double weight,
      String group) {
    return new ManifestRow(
        place.line(),
        root.relative(place, path),
        labels(place, labels),
        split.isBlank() ? Optional.empty() : Optional.of(part(place, split.strip())),
        weight(place, weight),
        group.isBlank() ? Optional.empty() : Optional.of(group.strip()));
  }

  private static List<String> labels(ManifestPlace place, List<String> written) {
    if (written.size() == 1 && !written.get(0).isBlank()) {
      return List.of(written.get(0).strip());
    }
    List<String> labels = written.stream().map(String::strip).toList();
    if (labels.isEmpty() || labels.contains("")) {
      throw place.fault(
          "found an empty label, expected the class of the picture, or several separated by |;"
              + " write it or leave out the line");
    }
    Set<String> seen = new HashSet<>();
    for (String label : labels) {
      if (!seen.add(label)) {
        throw place.fault(
            "found the label %s twice, expected each once; leave one out",
            ManifestPlace.quoted(label));
      }
    }
    return labels;
  }

  private static DataPart part(ManifestPlace place, String split) {
    return DataPart.find(split)
        .orElseThrow(
            () ->
                place.fault(
                    "found the split %s, expected train, validation or test; correct it",
                    ManifestPlace.quoted(split)));
  }

  private static double weight(ManifestPlace place, double weight) {
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw place.fault(
          "found the weight %s, expected a number of 0 or more; correct it or leave it out",
          weight);
    }
    return weight;
  }
}
