package dev.peaberry.cli;

import dev.peaberry.evaluate.Comparison;
import dev.peaberry.evaluate.Interval;
import dev.peaberry.evaluate.McNemar;
import dev.peaberry.report.ComparisonPage;
import dev.peaberry.report.Curve;
import dev.peaberry.report.CurvePlot;
import dev.peaberry.report.Panel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Runs beside one another: what can be said of them, and how it is shown. Immutable.
 *
 * @param runs in the order in which they were named
 * @param comparison of what they say of the same pictures
 */
record RunComparison(List<ComparedRun> runs, Comparison comparison) {
  /** Above it a difference is taken for one that may be chance. */
  private static final double LEVEL = 0.05;

  private static final String VALIDATION = "val_";
  private static final String LEARNING_RATE = "learning_rate";
  private static final int LONGEST_CELL = 40;

  RunComparison {
    runs = List.copyOf(runs);
  }

  /**
   * Compares runs.
   *
   * @throws InputException if they have other classes, or no picture in common
   */
  static RunComparison of(List<ComparedRun> runs) {
    try {
      return new RunComparison(
          runs, Comparison.of(runs.stream().map(ComparedRun::scores).toList()));
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage() + "; choose runs on the same data", e);
    }
  }

  /** What the figures support, and no more. */
  List<String> conclusions() {
    List<String> lines = new ArrayList<>();
    lines.add(pictures());
    List<String> data = runs.stream().map(run -> run.record().recipe().data()).distinct().toList();
    if (data.size() > 1) {
      lines.add(
          "The runs name different data, %s: pictures of one name and class are taken for the same."
              .formatted(String.join(" and ", data)));
    }
    comparison.pairs().forEach(pair -> lines.add(verdict(pair)));
    return lines;
  }

  private String pictures() {
    int shared = comparison.pictures().size();
    int most = runs.stream().mapToInt(run -> run.scores().examples().size()).max().orElse(0);
    int least = runs.stream().mapToInt(run -> run.scores().examples().size()).min().orElse(0);
    String judged =
        most == shared && least == shared
            ? "All runs were judged on the same %s.".formatted(Quantity.of(shared, "pictures"))
            : "Compared on the %s that all were judged on; each was judged on %s."
                .formatted(
                    Quantity.of(shared, "pictures"),
                    least == most
                        ? Quantity.grouped(most)
                        : Quantity.grouped(least) + " to " + Quantity.grouped(most));
    return comparison.relabelled() == 0
        ? judged
        : judged
            + " Left out are %s whose class is not the same in all runs."
                .formatted(Quantity.of(comparison.relabelled(), "pictures"));
  }

  private String verdict(Comparison.Pair pair) {
    McNemar test = pair.test();
    String first = runs.get(pair.first()).name();
    String second = runs.get(pair.second()).name();
    if (test.discordant() == 0) {
      return "%s and %s are right and wrong on the same pictures.".formatted(first, second);
    }
    boolean firstIsBetter = test.onlyFirst() >= test.onlySecond();
    String counts =
        "only %s is right on %s, only %s on %s"
            .formatted(
                first,
                Quantity.of(test.onlyFirst(), "pictures"),
                second,
                Quantity.grouped(test.onlySecond()));
    return pair.adjusted() < LEVEL
        ? "%s is better than %s: %s (%s)."
            .formatted(
                firstIsBetter ? first : second,
                firstIsBetter ? second : first,
                counts,
                probability(pair.adjusted()))
        : "%s and %s: %s; the difference may be chance (%s)."
            .formatted(first, second, counts, probability(pair.adjusted()));
  }

  private static String probability(double p) {
    return p < 0.0001
        ? "p < 0.0001"
        : String.format(Locale.ROOT, p < 0.1 ? "p = %.4f" : "p = %.2f", p);
  }

  /** The accuracies as a table. */
  TextTable accuracies() {
    TextTable table = new TextTable("Run", "accuracy", "95 % sure", "parameters", "epochs", "time");
    for (int i = 0; i < runs.size(); i++) {
      List<String> cells = new ArrayList<>(List.of(runs.get(i).name()));
      cells.add(Quantity.percent(comparison.accuracy(i)));
      cells.add(Quantity.percent(comparison.interval(i)));
      facts(runs.get(i).record()).entrySet().stream().skip(1).forEach(e -> cells.add(e.getValue()));
      table.row(cells);
    }
    return table;
  }

  private static Map<String, String> facts(RecordedRun run) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Model", run.recipe().network().describe());
    facts.put("Parameters", run.parameters().map(Quantity::grouped).orElse("–"));
    facts.put("Epochs", String.valueOf(run.epochs()));
    facts.put("Time", Durations.clock(run.duration()));
    return facts;
  }

  /** The settings that are not the same in all runs. */
  Map<String, List<String>> settings() {
    return DifferingSettings.of(runs.stream().map(ComparedRun::settings).toList());
  }

  /** The settings that are not the same in all runs, as a table; empty if there are none. */
  Optional<TextTable> settingsTable() {
    List<String> headings = new ArrayList<>(List.of("Setting"));
    runs.forEach(run -> headings.add(run.name()));
    TextTable table = new TextTable(headings.size(), headings);
    settings()
        .forEach(
            (name, values) -> {
              List<String> cells = new ArrayList<>(List.of(name));
              values.forEach(value -> cells.add(cut(value)));
              table.row(cells);
            });
    return settings().isEmpty() ? Optional.empty() : Optional.of(table);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_CELL ? text : text.substring(0, LONGEST_CELL - 1) + "…";
  }

  /** The curves of all runs over one another; empty if none has any. */
  Optional<CurvePlot> curves() {
    Set<String> measured = new LinkedHashSet<>();
    runs.forEach(run -> measured.addAll(run.history().keySet()));
    measured.remove(LEARNING_RATE);
    List<String> metrics = new ArrayList<>(measured);
    metrics.sort(Comparator.comparing(metric -> !metric.startsWith(VALIDATION)));
    List<Panel> panels = new ArrayList<>();
    for (String metric : metrics) {
      List<Curve> curves =
          runs.stream()
              .filter(run -> run.history().containsKey(metric))
              .map(run -> new Curve(run.name(), run.history().get(metric)))
              .toList();
      String words = metric.replaceFirst("^" + VALIDATION, "").replace('_', ' ');
      String kind = metric.startsWith(VALIDATION) ? "Validation " : "Training ";
      panels.add(new Panel(kind + words, curves, false));
    }
    return panels.isEmpty()
        ? Optional.empty()
        : Optional.of(
            CurvePlot.of(String.join(", ", runs.stream().map(ComparedRun::name).toList()), panels));
  }

  /** The page, without its pictures. */
  ComparisonPage page() {
    ComparisonPage page =
        ComparisonPage.of(
                runs.stream()
                    .map(run -> new ComparisonPage.Run(run.name(), facts(run.record())))
                    .toList(),
                comparison)
            .withConclusions(conclusions())
            .withSettings(settings());
    return curves().map(plot -> page.withCurves(plot.figure())).orElse(page);
  }

  /** Everything for scripts. */
  Map<String, Object> toJson() {
    return Json.map(
        "pictures",
        comparison.pictures().size(),
        "relabelled",
        comparison.relabelled(),
        "runs",
        IntStream.range(0, runs.size()).mapToObj(this::run).toList(),
        "pairs",
        comparison.pairs().stream().map(this::pair).toList(),
        "settings",
        settings(),
        "conclusions",
        conclusions());
  }

  private Object run(int number) {
    Interval interval = comparison.interval(number);
    return Json.map(
        "run", runs.get(number).record().folder().path().toString(),
        "name", runs.get(number).name(),
        "judged", runs.get(number).scores().examples().size(),
        "right", comparison.right(number),
        "accuracy", comparison.accuracy(number),
        "accuracy_interval", List.of(interval.low(), interval.high()));
  }

  private Object pair(Comparison.Pair pair) {
    McNemar test = pair.test();
    return Json.map(
        "first", runs.get(pair.first()).name(),
        "second", runs.get(pair.second()).name(),
        "only_first_right", test.onlyFirst(),
        "only_second_right", test.onlySecond(),
        "exact", test.isExact(),
        "statistic", test.isExact() ? null : test.statistic(),
        "p", test.probability(),
        "p_adjusted", pair.adjusted(),
        "pictures_only_first_right", paths(pair.first(), pair.second()),
        "pictures_only_second_right", paths(pair.second(), pair.first()));
  }

  private List<String> paths(int right, int wrong) {
    return comparison.onlyRight(right, wrong).stream().map(Comparison.Picture::path).toList();
  }
}
