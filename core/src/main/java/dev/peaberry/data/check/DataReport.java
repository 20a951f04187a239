package dev.peaberry.data.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a check of a data set has found. Immutable.
 *
 * @param classNames the classes in the order of their labels
 * @param parts the facts about each part
 * @param findings the faults, the worst first
 */
public record DataReport(List<String> classNames, List<CheckedPart> parts, List<Finding> findings) {
  /** Copies the lists. */
  public DataReport {
    classNames = List.copyOf(classNames);
    parts = List.copyOf(parts);
    findings =
        findings.stream()
            .filter(finding -> !finding.cases().isEmpty())
            .sorted(Comparator.comparing(Finding::fault))
            .toList();
  }

  /** This report with one more finding, unless that is empty. */
  public DataReport with(Finding finding) {
    List<Finding> all = new ArrayList<>(findings);
    all.add(finding);
    return new DataReport(classNames, parts, all);
  }

  /** What was found of one kind of fault. */
  public Optional<Finding> finding(Fault fault) {
    return findings.stream().filter(finding -> finding.fault() == fault).findFirst();
  }

  /** How many kinds of faults of a severity there are. */
  public int count(Severity severity) {
    return (int)
        findings.stream().filter(finding -> finding.fault().severity() == severity).count();
  }

  /** The number of pictures of all parts, broken ones included. */
  public int pictures() {
    return parts.stream().mapToInt(CheckedPart::pictures).sum();
  }
}
