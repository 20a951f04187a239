package dev.peaberry.lint;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** One thing that is checked. Immutable and thread-safe. */
public final class Rule {
  private final String name;
  private final Severity severity;
  private final String title;
  private final String why;
  private final Function<Subject, Stream<Spot>> check;

  private Rule(
      String name,
      Severity severity,
      String title,
      String why,
      Function<Subject, Stream<Spot>> check) {
    this.name = name;
    this.severity = severity;
    this.title = title;
    this.why = why;
    this.check = check;
  }

  /** A rule that a training must not break. */
  static Rule error(String name, String title, String why, Function<Subject, Stream<Spot>> check) {
    return new Rule(name, Severity.ERROR, title, why, check);
  }

  /** A rule that a training should not break. */
  static Rule warning(
      String name, String title, String why, Function<Subject, Stream<Spot>> check) {
    return new Rule(name, Severity.WARNING, title, why, check);
  }

  /** The name in kebab-case, which stays the same in every version. */
  public String name() {
    return name;
  }

  /** How bad it is to break it. */
  public Severity severity() {
    return severity;
  }

  /** What it finds, in a few words. */
  public String title() {
    return title;
  }

  /** Why that hurts, in a sentence. */
  public String why() {
    return why;
  }

  List<Finding> check(Subject subject) {
    return check
        .apply(subject)
        .map(spot -> new Finding(name, severity, spot.where(), spot.found(), why, spot.mend()))
        .toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
