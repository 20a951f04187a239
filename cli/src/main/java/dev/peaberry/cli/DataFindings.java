package dev.peaberry.cli;

import dev.peaberry.data.check.CheckedPart;
import dev.peaberry.data.check.DataReport;
import dev.peaberry.data.check.Fault;
import dev.peaberry.data.check.Finding;
import dev.peaberry.data.check.Picture;
import dev.peaberry.data.check.Severity;
import dev.peaberry.data.check.Spread;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a check has found, for a terminal and for scripts. Immutable.
 *
 * @param pictures the data set
 * @param report what was found
 * @param drawn where some of the pictures were drawn
 */
record DataFindings(Pictures pictures, DataReport report, Optional<Path> drawn) {
  private static final int CASES_SHOWN = 3;
  private static final int NAMES_SHOWN = 4;
  private static final int SIZES_SHOWN = 4;
  private static final int LONGEST_BAR = 20;
  private static final String INDENT = "         ";

  /** Prints them, the worst faults first. */
  void print(Console console) {
    console.print("@|bold %s|@ in %s", pictures.describe(), pictures.name());
    console.print("");
    classTable().print(console);
    console.print("");
    console.print("Heights   " + pixels(CheckedPart::heights));
    console.print("Widths    " + pixels(CheckedPart::widths));
    console.print("Sizes     " + counts(CheckedPart::sizes, SIZES_SHOWN));
    console.print("Shapes    " + ratios());
    line(console, "Formats   ", counts(DataFindings::formats, Integer.MAX_VALUE));
    line(console, "Colours   ", counts(CheckedPart::colours, Integer.MAX_VALUE));
    int broken = report.parts().stream().mapToInt(CheckedPart::broken).sum();
    console.print("Broken    " + (broken == 0 ? "none" : Quantity.of(broken, "pictures")));
    drawn.ifPresent(file -> console.print("Pictures  @|cyan %s|@", file));
    console.print("");
    printFindings(console);
  }

  private static void line(Console console, String heading, String text) {
    if (!text.isEmpty()) {
      console.print(heading + text);
    }
  }

  private void printFindings(Console console) {
    if (report.findings().isEmpty()) {
      console.print("@|green No faults found.|@");
      return;
    }
    console.print(
        "@|bold %s, %s, %s|@",
        Quantity.of(report.count(Severity.ERROR), "errors"),
        Quantity.of(report.count(Severity.WARNING), "warnings"),
        Quantity.of(report.count(Severity.NOTE), "notes"));
    for (Finding finding : report.findings()) {
      console.print("");
      printFinding(console, finding);
    }
    console.print("");
  }

  private static void printFinding(Console console, Finding finding) {
    Fault fault = finding.fault();
    String colour =
        switch (fault.severity()) {
          case ERROR -> "bold,red";
          case WARNING -> "bold,yellow";
          case NOTE -> "bold";
        };
    String amount = finding.amount();
    console.print(
        "@|" + colour + " %-8s|@ @|bold %s|@%s",
        fault.severity(),
        fault.title(),
        amount.isEmpty() ? "" : ": " + amount);
    finding.cases().stream()
        .limit(CASES_SHOWN)
        .forEach(each -> console.printPlain(INDENT + text(each)));
    if (finding.cases().size() > CASES_SHOWN) {
      console.printPlain(
          INDENT
              + "and "
              + Quantity.grouped(finding.cases().size() - CASES_SHOWN)
              + " more; --html and --json show all");
    }
    Paragraph.of(INDENT, fault.why() + " " + fault.remedy()).forEach(console::printPlain);
  }

  private static String text(Finding.Case found) {
    String names =
        found.pictures().stream()
            .limit(NAMES_SHOWN)
            .map(picture -> oneLine(picture.fullName()))
            .collect(Collectors.joining(" = "));
    int more = found.pictures().size() - NAMES_SHOWN;
    String all = more > 0 ? names + " and " + Quantity.grouped(more) + " more" : names;
    if (found.note().isEmpty()) {
      return all;
    }
    return all.isEmpty() ? oneLine(found.note()) : all + ": " + oneLine(found.note());
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  private TextTable classTable() {
    boolean divided = report.parts().size() > 1;
    List<String> headings = new ArrayList<>(List.of("Class"));
    report.parts().forEach(part -> headings.add(divided ? part.name() : "pictures"));
    headings.add("share");
    headings.add("");
    TextTable table = new TextTable(headings.toArray(String[]::new));
    List<String> classes = report.classNames();
    int[] totals = new int[classes.size()];
    for (CheckedPart part : report.parts()) {
      for (int i = 0; i < totals.length; i++) {
        totals[i] += part.classes().get(i);
      }
    }
    int most = java.util.Arrays.stream(totals).max().orElse(1);
    double all = java.util.Arrays.stream(totals).sum();
    for (int i = 0; i < totals.length; i++) {
      List<String> cells = new ArrayList<>(List.of(oneLine(classes.get(i))));
      for (CheckedPart part : report.parts()) {
        cells.add(Quantity.grouped(part.classes().get(i)));
      }
      cells.add(Quantity.percent(totals[i] / all));
      int length = Math.max(1, Math.round((float) LONGEST_BAR * totals[i] / most));
      cells.add("━".repeat(length) + " ".repeat(LONGEST_BAR - length));
      table.row(cells);
    }
    return table;
  }

  private String pixels(Function<CheckedPart, Spread> side) {
    return joined(
        part -> {
          Spread spread = side.apply(part);
          return spread.smallest() == spread.largest()
              ? "%.0f pixels".formatted(spread.median())
              : "%.0f to %.0f pixels, median %.0f"
                  .formatted(spread.smallest(), spread.largest(), spread.median());
        });
  }

  private String ratios() {
    return joined(
        part -> {
          Spread spread = part.aspectRatios();
          return spread.smallest() == spread.largest()
              ? String.format(Locale.ROOT, "all %.2f times as wide as high", spread.median())
              : String.format(
                  Locale.ROOT,
                  "%.2f to %.2f times as wide as high, half of them %.2f to %.2f",
                  spread.smallest(),
                  spread.largest(),
                  spread.lower(),
                  spread.upper());
        });
  }

  /** What all parts have in common is said once. */
  private String joined(Function<CheckedPart, String> text) {
    List<String> texts = report.parts().stream().map(text).toList();
    if (texts.stream().distinct().count() == 1) {
      return texts.get(0);
    }
    return report.parts().stream()
        .map(part -> text.apply(part) + " (" + part.name() + ")")
        .collect(Collectors.joining("; "));
  }

  private String counts(Function<CheckedPart, Map<String, Integer>> what, int shown) {
    Map<String, Integer> counts = new TreeMap<>();
    report
        .parts()
        .forEach(
            part -> what.apply(part).forEach((each, n) -> counts.merge(each, n, Integer::sum)));
    String most =
        counts.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
            .limit(shown)
            .map(entry -> entry.getKey() + " (" + Quantity.grouped(entry.getValue()) + ")")
            .collect(Collectors.joining(", "));
    int more = counts.size() - shown;
    return more > 0 ? most + " and " + Quantity.of(more, "others") : most;
  }

  private static Map<String, Integer> formats(CheckedPart part) {
    Map<String, Integer> formats = new TreeMap<>();
    part.formats().forEach((format, count) -> formats.put(format.name(), count));
    return formats;
  }

  /** The whole of it, indented. */
  String json() {
    return Json.pretty(
        Json.map(
            "data", pictures.name(),
            "classes", report.classNames(),
            "parts", report.parts().stream().map(this::partJson).toList(),
            "findings", report.findings().stream().map(DataFindings::findingJson).toList(),
            "grid", drawn.map(Path::toString).orElse(null)));
  }

  private Object partJson(CheckedPart part) {
    Map<String, Object> counts = Json.map();
    for (int i = 0; i < report.classNames().size(); i++) {
      counts.put(report.classNames().get(i), part.classes().get(i));
    }
    Map<String, Object> formats = Json.map();
    formats(part).forEach((format, count) -> formats.put(format.toLowerCase(Locale.ROOT), count));
    return Json.map(
        "part",
        part.name().isEmpty() ? Part.ALL.toString() : part.name(),
        "pictures",
        part.pictures(),
        "classes",
        counts,
        "heights",
        spreadJson(part.heights()),
        "widths",
        spreadJson(part.widths()),
        "aspectRatios",
        spreadJson(part.aspectRatios()),
        "sizes",
        new TreeMap<>(part.sizes()),
        "formats",
        formats,
        "colours",
        new TreeMap<>(part.colours()),
        "broken",
        brokenJson(part));
  }

  private List<Object> brokenJson(CheckedPart part) {
    return report.findings().stream()
        .filter(each -> each.fault() == Fault.BROKEN || each.fault() == Fault.EMPTY)
        .flatMap(each -> each.cases().stream())
        .filter(each -> each.pictures().get(0).part().equals(part.name()))
        .map(
            each -> (Object) Json.map("name", each.pictures().get(0).name(), "reason", each.note()))
        .toList();
  }

  private static Object spreadJson(Spread spread) {
    return Json.map(
        "smallest", number(spread.smallest()),
        "lower", number(spread.lower()),
        "median", number(spread.median()),
        "upper", number(spread.upper()),
        "largest", number(spread.largest()));
  }

  /** Pixels without a fraction. */
  private static Number number(double value) {
    if (value == Math.rint(value)) {
      return (long) value;
    }
    return value;
  }

  private static Object findingJson(Finding finding) {
    Fault fault = finding.fault();
    return Json.map(
        "fault", fault.toString(),
        "severity", fault.severity().toString(),
        "title", fault.title(),
        "why", fault.why(),
        "remedy", fault.remedy(),
        "pictures", finding.pictures(),
        "cases",
            finding.cases().stream()
                .map(
                    each ->
                        Json.map(
                            "note", each.note(),
                            "pictures",
                                each.pictures().stream().map(DataFindings::pictureJson).toList()))
                .toList());
  }

  private static Object pictureJson(Picture picture) {
    return Json.map("part", picture.part(), "class", picture.className(), "name", picture.name());
  }
}
