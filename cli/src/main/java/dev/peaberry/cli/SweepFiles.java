package dev.peaberry.cli;

import dev.peaberry.report.SweepPage;
import dev.peaberry.tune.Parameter;
import dev.peaberry.tune.Sweep;
import dev.peaberry.tune.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a sweep's folder holds for people and other programs. Immutable. */
record SweepFiles(SweepFolder folder, Sweep sweep) {
  /** Writes the table of all trials and the page. */
  void write() throws IOException {
    OutputFile.write(folder.csv(), csv());
    SweepPage.of(sweep, new SweepReport(folder, sweep).verdict())
        .withPages(pages())
        .write(folder.page());
  }

  /** The reports of those trials that have written one. */
  private Map<Integer, String> pages() {
    return sweep.trials().stream()
        .filter(trial -> Files.exists(folder.run(trial).page()))
        .collect(
            Collectors.toMap(
                Trial::number,
                trial -> SweepFolder.name(trial) + "/" + folder.run(trial).page().getFileName()));
  }

  private String csv() {
    List<String> head =
        new ArrayList<>(List.of("rank", "trial", "state", "epochs", "rung", sweep.score()));
    head.add("best_epoch");
    sweep.space().parameters().forEach(each -> head.add(each.name()));
    head.addAll(List.of("seconds", "reason", "run"));
    StringBuilder lines = new StringBuilder(CsvLines.of(head));
    for (Trial trial : ordered(sweep)) {
      lines.append(CsvLines.of(row(trial)));
    }
    return lines.toString();
  }

  private List<String> row(Trial trial) {
    int place = sweep.ranking().indexOf(trial);
    List<String> row = new ArrayList<>();
    row.add(place < 0 ? "" : String.valueOf(place + 1));
    row.add(String.valueOf(trial.number()));
    row.add(Choices.word(trial.state()));
    row.add(String.valueOf(trial.scores().size()));
    row.add(trial.rung(sweep.rungs()).map(String::valueOf).orElse(""));
    row.add(sweep.halving().score(trial).map(String::valueOf).orElse(""));
    row.add(trial.bestEpoch(sweep.aim()).map(String::valueOf).orElse(""));
    for (Parameter each : sweep.space().parameters()) {
      row.add(trial.values().get(each.name()));
    }
    row.add(String.format(Locale.ROOT, "%.1f", trial.time().toMillis() / 1000.0));
    row.add(trial.reason().orElse(""));
    row.add(SweepFolder.name(trial));
    return row;
  }

  /** All trials, those that can be compared first and the best of them before the others. */
  static List<Trial> ordered(Sweep sweep) {
    List<Trial> ordered = new ArrayList<>(sweep.ranking());
    sweep.trials().stream().filter(each -> !ordered.contains(each)).forEach(ordered::add);
    return ordered;
  }
}
