package dev.peaberry.data;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a manifest says about its pictures beside their files. Immutable.
 *
 * @param rows the list
 * @param classNames in the order of their labels
 * @param labels of each picture, ascending
 */
record ManifestFacts(List<ManifestRow> rows, List<String> classNames, List<List<Integer>> labels) {
  ManifestFacts {
    classNames = List.copyOf(classNames);
    labels = List.copyOf(labels);
  }

  static ManifestFacts of(Path manifest, List<ManifestRow> rows) {
    TreeSet<String> names = new TreeSet<>(CodePoints.ORDER);
    rows.forEach(row -> names.addAll(row.labels()));
    return of(manifest, rows, List.copyOf(names));
  }

  private static ManifestFacts of(Path manifest, List<ManifestRow> rows, List<String> classNames) {
    Map<String, Integer> indices = new HashMap<>();
    for (int i = 0; i < classNames.size(); i++) {
      indices.put(classNames.get(i), i);
    }
    // Few different sets of labels, many pictures.
    Map<List<String>, List<Integer>> known = new HashMap<>();
    for (ManifestRow row : rows) {
      known.computeIfAbsent(
          row.labels(),
          labels -> {
            requireKnown(new ManifestPlace(manifest, row.line()), labels, classNames, indices);
            return labels.stream().map(indices::get).sorted().toList();
          });
    }
    return new ManifestFacts(
        rows, classNames, rows.stream().map(row -> known.get(row.labels())).toList());
  }

  private static void requireKnown(
      ManifestPlace place,
      List<String> labels,
      List<String> classNames,
      Map<String, Integer> indices) {
    for (String label : labels) {
      if (!indices.containsKey(label)) {
        throw place.fault(
            "found the label %s, expected one of %s; correct it or add the class",
            ManifestPlace.quoted(label), classNames);
      }
    }
  }

  ManifestFacts withClassNames(Path manifest, List<String> others) {
    if (new HashSet<>(others).size() != others.size()) {
      throw new IllegalArgumentException(
          "Found a class twice in " + others + ", expected each once");
    }
    return of(manifest, rows, others);
  }

  List<Integer> labels(int index) {
    return labels.get(index);
  }

  double weight(int index) {
    return rows.get(index).weight();
  }

  Optional<String> group(int index) {
    return rows.get(index).group();
  }

  Optional<DataPart> part(int index) {
    return rows.get(index).part();
  }
}
