package dev.peaberry.cli;

import dev.peaberry.augment.Corruption;
import dev.peaberry.evaluate.ConfusionMatrix;
import dev.peaberry.evaluate.Interval;
import dev.peaberry.evaluate.StressTest;
import dev.peaberry.report.StressPage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a stress test has found, in words and numbers. Immutable.
 *
 * @param test the figures
 * @param views what several views of each picture bring
 */
record StressReport(StressTest test, List<TestTimeGain> views) {
  StressReport {
    views = List.copyOf(views);
  }

  /** What the figures support, and no more. */
  List<String> conclusions() {
    List<String> lines = new ArrayList<>();
    lines.add(clean());
    if (test.accuracies().isEmpty()) {
      return lines;
    }
    double gain = test.meanAccuracy() - test.clean().accuracy();
    lines.add(
        String.format(
            Locale.ROOT,
            "Over all corruptions and severities it is %s on average, %.1f points %s.",
            Quantity.percent(test.meanAccuracy()),
            Math.abs(100 * gain),
            gain > 0 ? "more" : "less"));
    Corruption worst =
        test.accuracies().keySet().stream()
            .min(Comparator.comparingDouble(test::meanAccuracy))
            .orElseThrow();
    if (test.accuracies().size() > 1) {
      lines.add(
          "The lowest mean is that of %s: %s."
              .formatted(worst, Quantity.percent(test.meanAccuracy(worst))));
    }
    guesswork().forEach(lines::add);
    return lines;
  }

  private String clean() {
    return "Accuracy %s on %s as they are (95 %% sure: %s)."
        .formatted(
            Quantity.percent(test.clean().accuracy()),
            Quantity.of(test.clean().examples(), "pictures"),
            Quantity.percent(test.clean().accuracyInterval()));
  }

  /** Where one could as well answer always the same. */
  private List<String> guesswork() {
    ConfusionMatrix matrix = test.clean().confusion();
    List<String> fallen = new ArrayList<>();
    for (Corruption corruption : test.accuracies().keySet()) {
      IntStream.rangeClosed(1, Corruption.SEVERITIES)
          .filter(severity -> test.accuracy(corruption, severity) <= matrix.baselineAccuracy())
          .findFirst()
          .ifPresent(severity -> fallen.add(corruption + " from severity " + severity));
    }
    return fallen.isEmpty()
        ? List.of()
        : List.of(
            "No better than always answering %s (%s): %s."
                .formatted(
                    matrix.classNames().get(matrix.majorityClass()),
                    Quantity.percent(matrix.baselineAccuracy()),
                    String.join(", ", fallen)));
  }

  private static String points(double share) {
    return String.format(Locale.ROOT, "%+.1f", 100 * share);
  }

  /** Accuracy by corruption and severity. */
  TextTable table() {
    List<String> headings = new ArrayList<>(List.of("Corruption"));
    IntStream.rangeClosed(1, Corruption.SEVERITIES).forEach(i -> headings.add(String.valueOf(i)));
    headings.addAll(List.of("mean", "points"));
    TextTable table = new TextTable(1, headings);
    for (Corruption corruption : test.accuracies().keySet()) {
      List<String> cells = new ArrayList<>(List.of(corruption.toString()));
      test.accuracies().get(corruption).forEach(each -> cells.add(Quantity.percent(each)));
      double mean = test.meanAccuracy(corruption);
      cells.add(Quantity.percent(mean));
      cells.add(points(mean - test.clean().accuracy()));
      table.row(cells);
    }
    return table;
  }

  /** What several views bring and cost. */
  TextTable viewsTable() {
    TextTable table = new TextTable(1, List.of("Views", "accuracy", "points", "price", "gain"));
    for (TestTimeGain each : views) {
      table.row(
          each.name(),
          Quantity.percent(each.accuracy()),
          points(each.accuracy() - test.clean().accuracy()),
          String.format(Locale.ROOT, "%.1f x", each.price()),
          each.verdict());
    }
    return table;
  }

  /** The page. */
  StressPage page(String title) {
    return StressPage.of(title, test)
        .withConclusions(conclusions())
        .withViews(
            views.stream()
                .map(
                    each ->
                        new StressPage.View(
                            each.name(), each.accuracy(), each.price(), each.verdict()))
                .toList());
  }

  /** Everything for scripts. */
  Map<String, Object> toJson() {
    Interval interval = test.clean().accuracyInterval();
    return Json.map(
        "pictures",
        test.clean().examples(),
        "accuracy",
        test.clean().accuracy(),
        "accuracy_interval",
        List.of(interval.low(), interval.high()),
        "baseline_accuracy",
        test.clean().confusion().baselineAccuracy(),
        "mean_accuracy",
        test.meanAccuracy(),
        "corruptions",
        test.accuracies().keySet().stream()
            .map(
                each ->
                    Json.map(
                        "name", each.toString(),
                        "accuracies", test.accuracies().get(each),
                        "mean", test.meanAccuracy(each)))
            .collect(Collectors.toList()),
        "test_time",
        views.stream().map(TestTimeGain::toJson).toList(),
        "conclusions",
        conclusions());
  }
}
