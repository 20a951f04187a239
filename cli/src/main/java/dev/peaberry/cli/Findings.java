package dev.peaberry.cli;

import dev.peaberry.lint.Finding;
import dev.peaberry.lint.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a linter has found, in words. Immutable.
 *
 * @param all errors first
 */
record Findings(List<Finding> all) {
  Findings {
    all = List.copyOf(all);
  }

  List<Finding> errors() {
    return all.stream().filter(finding -> finding.severity() == Severity.ERROR).toList();
  }

  List<Finding> warnings() {
    return all.stream().filter(finding -> finding.severity() == Severity.WARNING).toList();
  }

  /** {@code "1 error, 2 warnings"}. */
  String count() {
    return Quantity.of(errors().size(), "errors")
        + ", "
        + Quantity.of(warnings().size(), "warnings");
  }

  /** Those of other rules. */
  Findings without(Set<String> rules) {
    return new Findings(all.stream().filter(each -> !rules.contains(each.rule())).toList());
  }

  /** Tells in full what stops a training. */
  void tellErrors(Console console) {
    console.tellFailure(
        Quantity.of(errors().size(), "errors") + " found before training; nothing was written");
    for (Finding error : errors()) {
      console.tell("");
      lines(error, line -> console.tell("%s", line));
      console.tell("  Go on all the same: @|bold --allow %s|@", error.rule());
    }
  }

  /** Tells in two lines each what a training should not do. */
  void tellWarnings(Console console) {
    if (warnings().isEmpty()) {
      return;
    }
    console.tell(
        "@|bold,yellow %s|@ (peaberry check tells why, --allow NAME silences one):",
        Quantity.of(warnings().size(), "warnings"));
    for (Finding warning : warnings()) {
      console.tell("  @|bold %s|@ at %s: %s", warning.rule(), warning.where(), warning.found());
      console.tell("    %s", warning.mend());
    }
  }

  /** Prints all, with reasons. */
  void print(Console console) {
    for (Finding finding : all) {
      console.print(
          finding.severity() == Severity.ERROR ? "@|bold,red %s|@ %s" : "@|bold,yellow %s|@ %s",
          finding.severity(),
          finding.rule());
      lines(finding, console::printPlain);
      console.print("");
    }
  }

  private static void lines(Finding finding, Consumer<String> out) {
    List<String> lines = new ArrayList<>();
    lines.addAll(Paragraph.of("At:   ", finding.where() + ": " + finding.found() + "."));
    lines.addAll(Paragraph.of("Why:  ", finding.why()));
    lines.addAll(Paragraph.of("Mend: ", finding.mend() + "."));
    lines.forEach(line -> out.accept("  " + line));
  }

  /** All of them for scripts. */
  List<Object> toJson() {
    return all.stream().<Object>map(Finding::toJson).toList();
  }
}
