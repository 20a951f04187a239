package dev.peaberry.cli;

import dev.peaberry.train.Mode;
import dev.peaberry.train.TrainingException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs, the best first. Immutable.
 *
 * @param folder in which they were found
 * @param by the name of the metric that decides, such as {@code val_accuracy}
 * @param mode which way it is better
 * @param runs in order, of equal ones that of the lower loss first; those without a value of the
 *     metric come last
 * @param damaged why others are not among them
 */
record Leaderboard(
    Path folder, String by, Mode mode, List<RecordedRun> runs, Map<Path, String> damaged) {
  private static final String LOSS = "val_loss";
  private static final List<String> USUAL = List.of("val_accuracy", "val_binary_accuracy", LOSS);
  private static final Pattern MORE =
      Pattern.compile("val_(.*accuracy|precision|recall|f1|auc|exact_match)");
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());
  private static final String NONE = "–";

  /**
   * Sorts runs.
   *
   * @param wanted the metric that decides; else the accuracy, or the loss where there is none
   * @throws InputException if no run has such a metric
   */
  static Leaderboard of(Path folder, FoundRuns found, Optional<String> wanted) {
    Set<String> known = new LinkedHashSet<>();
    found.runs().forEach(run -> known.addAll(run.metrics().keySet()));
    String by =
        wanted.orElseGet(
            () -> USUAL.stream().filter(known::contains).findFirst().orElse(USUAL.get(0)));
    if (wanted.isPresent() && !known.contains(by)) {
      throw new InputException(
          Recipe.unknown("metric", by, known.isEmpty() ? USUAL : List.copyOf(known)));
    }
    Mode mode = mode(by, found.runs());
    Comparator<Double> better =
        mode == Mode.MIN ? Comparator.naturalOrder() : Comparator.reverseOrder();
    List<RecordedRun> sorted =
        found.runs().stream()
            .sorted(
                Comparator.<RecordedRun>comparingInt(run -> value(run, by).isPresent() ? 0 : 1)
                    .thenComparing(run -> value(run, by).orElse(0.0), better)
                    .thenComparing(run -> value(run, LOSS).orElse(Double.POSITIVE_INFINITY)))
            .toList();
    return new Leaderboard(folder, by, mode, sorted, found.damaged());
  }

  private static Mode mode(String by, List<RecordedRun> runs) {
    if (MORE.matcher(by).matches()) {
      return Mode.MAX;
    }
    return runs.stream()
        .flatMap(run -> mode(by, run).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "Found '%s', of which nothing says whether less or more is better; choose another --by"
                        .formatted(by)));
  }

  /** What a run's own metrics say, if it has one of this name. */
  private static Optional<Mode> mode(String by, RecordedRun run) {
    try {
      return Optional.of(Mode.AUTO.resolve(by, run.recipe().training().metrics()));
    } catch (TrainingException e) {
      return Optional.empty();
    }
  }

  private static Optional<Double> value(RecordedRun run, String metric) {
    return Optional.ofNullable(run.metrics().get(metric))
        .map(Spread::mean)
        .filter(Double::isFinite);
  }

  /** Prints a table and what is to be said of single runs. */
  void print(Console console) {
    table().print(console);
    List<String> remarks = remarks();
    if (!remarks.isEmpty()) {
      console.print("");
      remarks.forEach(console::printPlain);
    }
  }

  private TextTable table() {
    List<String> metrics =
        Stream.concat(Stream.of(by), USUAL.stream().filter(this::isMeasured)).distinct().toList();
    List<String> headings = new ArrayList<>(List.of("Run", "model", "data"));
    headings.addAll(metrics);
    headings.addAll(List.of("epochs", "best", "parameters", "time", "started"));
    TextTable table = new TextTable(3, headings);
    for (RecordedRun run : runs) {
      List<String> cells = new ArrayList<>(List.of(name(run.folder().path())));
      cells.add(run.recipe().network().describe());
      cells.add(Pictures.shortName(run.recipe().data()));
      metrics.forEach(metric -> cells.add(text(run, metric)));
      cells.add(String.valueOf(run.epochs()));
      cells.add(run.bestEpoch().isPresent() ? "" + run.bestEpoch().getAsInt() : NONE);
      cells.add(run.parameters().map(Quantity::grouped).orElse(NONE));
      cells.add(Durations.clock(run.duration()));
      cells.add(run.started().map(WHEN::format).orElse(NONE));
      table.row(cells);
    }
    return table;
  }

  private boolean isMeasured(String metric) {
    return runs.stream().anyMatch(run -> run.metrics().containsKey(metric));
  }

  private static String text(RecordedRun run, String metric) {
    Optional<Double> mean = value(run, metric);
    double deviation = mean.isEmpty() ? Double.NaN : run.metrics().get(metric).deviation();
    return mean.map(
            value ->
                Double.isFinite(deviation)
                    ? String.format(Locale.ROOT, "%.4f ± %.4f", value, deviation)
                    : String.format(Locale.ROOT, "%.4f", value))
        .orElse(NONE);
  }

  /** The folder's name in the folder that was looked through. */
  private String name(Path run) {
    Path relative = folder.relativize(run);
    return relative.toString().isEmpty() ? run.toString() : relative.toString();
  }

  private List<String> remarks() {
    List<String> lines = new ArrayList<>();
    for (RecordedRun run : runs) {
      run.remarks()
          .forEach(remark -> lines.add("%s: %s".formatted(name(run.folder().path()), remark)));
    }
    damaged.forEach((path, why) -> lines.add("%s: left out: %s".formatted(name(path), why)));
    long data = runs.stream().map(run -> run.recipe().data()).distinct().count();
    if (data > 1) {
      lines.add("The runs are of %d data sets: compare figures of the same one.".formatted(data));
    }
    return lines;
  }

  /** The same for scripts. */
  Map<String, Object> toJson() {
    return Json.map(
        "folder",
        folder.toString(),
        "by",
        by,
        "better",
        mode == Mode.MIN ? "less" : "more",
        "runs",
        runs.stream().map(Leaderboard::toJson).toList(),
        "damaged",
        damaged.entrySet().stream()
            .map(each -> Json.map("run", each.getKey().toString(), "reason", each.getValue()))
            .toList());
  }

  private static Object toJson(RecordedRun run) {
    Map<String, Object> metrics = Json.map();
    run.metrics()
        .forEach(
            (name, spread) ->
                metrics.put(
                    name,
                    run.folder().isCrossValidation()
                        ? Json.map(
                            "mean", Json.number(spread.mean()),
                            "standard_deviation", Json.number(spread.deviation()),
                            "folds", spread.values().stream().map(Json::number).toList())
                        : Json.number(spread.mean())));
    return Json.map(
        "run", run.folder().path().toString(),
        "model", run.recipe().network().describe(),
        "data", run.recipe().data(),
        "metrics", metrics,
        "epochs", run.epochs(),
        "best_epoch", run.bestEpoch().isPresent() ? run.bestEpoch().getAsInt() : null,
        "parameters", run.parameters().orElse(null),
        "seconds", run.duration().toMillis() / 1000.0,
        "started", run.started().map(Instant::toString).orElse(null),
        "remarks", run.remarks());
  }
}
