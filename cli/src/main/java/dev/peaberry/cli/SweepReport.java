package dev.peaberry.cli;

import dev.peaberry.tune.Importance;
import dev.peaberry.tune.Parameter;
import dev.peaberry.tune.Sweep;
import dev.peaberry.tune.SweepFile;
import dev.peaberry.tune.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came of a sweep, or has come of it so far. Immutable. */
record SweepReport(SweepFolder folder, Sweep sweep) {
  private static final int MOST_ROWS = 20;
  private static final int LONGEST_CELL = 28;

  /** Prints the trials, the best first, and what to make of them. */
  void print(Console console) throws IOException {
    console.print("");
    printTable(console);
    console.print("");
    Importance.of(sweep).forEach(each -> console.printPlain(each.inWords()));
    console.print("");
    for (String line : verdict()) {
      Paragraph.of("", line).forEach(console::printPlain);
    }
    console.print("");
    console.print("Written to @|cyan %s|@:", folder.path());
    console.print("  report.html               the trials, their curves, what mattered");
    console.print("  sweep.csv, sweep.json     the same for other programs");
    console.print("  trial-001 and so on       the runs, with their recipes and logs");
    printNext(console);
  }

  private void printTable(Console console) {
    List<String> head = new ArrayList<>(List.of("Trial", sweep.score(), "Epochs", "State"));
    sweep.space().parameters().forEach(each -> head.add(each.name()));
    TextTable table = new TextTable(head.toArray(String[]::new));
    List<Trial> ordered = SweepFiles.ordered(sweep);
    for (Trial trial : ordered.subList(0, Math.min(MOST_ROWS, ordered.size()))) {
      table.row(row(trial));
    }
    table.print(console);
    if (ordered.size() > MOST_ROWS) {
      console.printPlain(
          "and %s more".formatted(Quantity.of(ordered.size() - MOST_ROWS, "trials")));
    }
    sweep.trials().stream()
        .filter(trial -> trial.state() == Trial.State.FAILED)
        .limit(MOST_ROWS)
        .forEach(
            trial ->
                console.printPlain(
                    "Trial %d failed: %s".formatted(trial.number(), trial.reason().orElse(""))));
  }

  private List<String> row(Trial trial) {
    List<String> row = new ArrayList<>();
    row.add(String.valueOf(trial.number()));
    row.add(
        sweep
            .halving()
            .score(trial)
            .map(score -> String.format(Locale.ROOT, "%.4f", score))
            .orElse(""));
    row.add(String.valueOf(trial.scores().size()));
    row.add(Choices.word(trial.state()));
    for (Parameter each : sweep.space().parameters()) {
      String value = trial.values().get(each.name());
      row.add(value.length() > LONGEST_CELL ? value.substring(0, LONGEST_CELL - 3) + "..." : value);
    }
    return row;
  }

  /** What to make of it, the most important line first. */
  List<String> verdict() throws IOException {
    List<String> lines = new ArrayList<>();
    int failed = sweep.count(Trial.State.FAILED);
    if (sweep.best().isEmpty()) {
      lines.add(
          failed == sweep.trials().size()
              ? "All %s failed, each with its reason above."
                  .formatted(Quantity.of(failed, "trials"))
              : "No trial can be compared yet.");
      return lines;
    }
    Trial best = sweep.best().get();
    int compared = sweep.ranking().size();
    lines.add(
        String.format(
            Locale.ROOT,
            "Best of %s: trial %d, %s %.4f in epoch %d.",
            Quantity.of(compared, "trials"),
            best.number(),
            sweep.score(),
            sweep.halving().score(best).orElseThrow(),
            best.bestEpoch(sweep.aim()).orElseThrow()));
    if (compared > 1) {
      lines.add(
          "It was chosen among %s by the same %svalidation pictures, so its score is optimistic: the best of many is also the luckiest. Judge it by pictures that no trial has seen, or by folds."
              .formatted(Quantity.of(compared, "trials"), validationPictures()));
    }
    lines.addAll(SweepPlanner.cautions(sweep));
    if (failed > 0) {
      lines.add("Failed, and out of the comparison: %s.".formatted(Quantity.of(failed, "trials")));
    }
    return lines;
  }

  /** {@code "160 "}, or nothing where the run does not tell. */
  private String validationPictures() throws IOException {
    RunFolder run = folder.run(sweep.best().orElseThrow());
    return Files.exists(run.manifest())
            && Manifest.read(run).get("validation_pictures") instanceof Number number
        ? Quantity.grouped(number.longValue()) + " "
        : "";
  }

  private void printNext(Console console) throws IOException {
    if (sweep.best().isEmpty()) {
      return;
    }
    Trial best = sweep.best().get();
    RunFolder run = folder.run(best);
    Recipe recipe = Manifest.recipe(run);
    console.print("");
    console.print("Next:");
    console.print("  @|bold peaberry evaluate %s TEST-PICTURES|@", run.path());
    if (recipe.division().isPresent()) {
      console.print("  @|bold peaberry train --recipe %s --folds 5|@", folder.recipe(best));
    }
    if (recipe.phases().isEmpty()) {
      console.print(
          "  @|bold peaberry train --resume %s --epochs %s|@",
          run.path(), 2 * sweep.rungs().last());
    }
  }

  /** The same for scripts. */
  Map<String, Object> toJson() throws IOException {
    Map<String, Object> json = SweepFile.toJson(sweep);
    json.put("folder", folder.path().toString());
    json.put("verdict", verdict());
    json.put(
        "importance",
        Importance.of(sweep).stream()
            .map(
                each ->
                    Json.map(
                        "parameter", each.parameter(),
                        "trials", each.trials(),
                        "share", each.share().orElse(null),
                        "chance", each.chance().orElse(null),
                        "rank_correlation",
                            each.trend().map(Importance.Trend::correlation).orElse(null),
                        "low", each.trend().map(Importance.Trend::low).orElse(null),
                        "high", each.trend().map(Importance.Trend::high).orElse(null)))
            .toList());
    return json;
  }
}
