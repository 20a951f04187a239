package dev.peaberry.cli;

import dev.peaberry.config.AtomicFiles;
import dev.peaberry.evaluate.ClassScores;
import dev.peaberry.evaluate.ConfusionMatrix;
import dev.peaberry.report.ConfusionPlot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What came of a cross-validation: each metric's mean and standard deviation over the folds, and
 * all pictures together, each judged by the model that has not learnt from it. Immutable.
 *
 * @param run where the folds are, and the report goes
 * @param results one for each fold
 */
record FoldsReport(RunFolder run, List<FoldResult> results) {
  /** The headings of the predictions of a fold. */
  static final List<String> COLUMNS = List.of("fold", "path", "label", "predicted", "probability");

  FoldsReport {
    results = List.copyOf(results);
  }

  private Map<String, Spread> spreads() {
    Map<String, Spread> spreads = new LinkedHashMap<>();
    for (String name : results.get(0).metrics().keySet()) {
      spreads.put(
          name,
          new Spread(
              results.stream()
                  .map(each -> each.metrics().getOrDefault(name, Double.NaN))
                  .toList()));
    }
    return spreads;
  }

  /** Writes the numbers, the confusion matrix of all folds, and what was said of each picture. */
  void writeFiles() throws IOException {
    Optional<ConfusionMatrix> matrix = FoldResult.together(results).confusion();
    if (matrix.isPresent()) {
      ConfusionPlot.of(run.name() + ", all folds", matrix.get().counts(), matrix.get().classNames())
          .figure()
          .writePng(run.confusionPng());
    }
    writeScores();
    write(run.predictions().getFileName().toString(), predictions());
    write(run.report().getFileName().toString(), String.join("\n", lines()) + "\n");
    write(run.foldsJson().getFileName().toString(), Json.pretty(toJson()));
  }

  private void write(String file, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    AtomicFiles.write(run.path().resolve(file), out -> out.write(bytes));
  }

  /** Folds of pictures with several labels have none, nor have those of an older version. */
  private void writeScores() throws IOException {
    List<ClassScores.Example> all = new ArrayList<>();
    List<String> classNames = List.of();
    for (int number = 1; number <= results.size(); number++) {
      if (!Files.isRegularFile(run.fold(number).scores())) {
        return;
      }
      ClassScores fold = ClassScores.read(run.fold(number).scores());
      classNames = fold.classNames();
      all.addAll(fold.examples());
    }
    new ClassScores(classNames, all).write(run.scores());
  }

  /** The folds' own tables, one after the other. */
  private String predictions() throws IOException {
    String header = CsvLines.of(COLUMNS);
    StringBuilder all = new StringBuilder(header);
    for (int number = 1; number <= results.size(); number++) {
      all.append(Files.readString(run.fold(number).predictions()).substring(header.length()));
    }
    return all.toString();
  }

  /** Prints the report. */
  void print(Console console) {
    List<String> lines = lines();
    console.print("");
    console.printBold(lines.get(0));
    lines.subList(1, lines.size()).forEach(console::printPlain);
    console.print("");
    console.print("Written to @|cyan %s|@:", run.path());
    console.print("  fold-1 to fold-%d          the runs, each with its models", results.size());
    console.print("  report.txt, folds.json    this report");
    console.print("  predictions.csv           each picture and what the model of its fold says");
    if (Files.isRegularFile(run.scores())) {
      console.print("  scores.csv                the same with the probability of every class");
      console.print("  confusion.png             which classes are taken for which, all folds");
      console.print("");
      console.print("Next, to find wrong labels:");
      console.print("  @|bold peaberry data PICTURES --scores %s|@", run.path());
    }
  }

  private List<String> lines() {
    Map<String, Spread> spreads = spreads();
    OutOfFold all = FoldResult.together(results);
    List<String> lines = new ArrayList<>();
    Spread head = spreads.get(all.metric());
    lines.add(
        "Validation %s ± %s (mean and standard deviation of %d folds)"
            .formatted(all.inWords(head.mean()), all.deviation(head.deviation()), results.size()));
    lines.addAll(all.verdict());
    lines.add("");
    lines.addAll(metrics(spreads).lines());
    lines.add("");
    lines.addAll(ClassTable.of(all.scores(), 4).lines());
    return lines;
  }

  private TextTable metrics(Map<String, Spread> spreads) {
    List<String> headings = new ArrayList<>(List.of("Metric", "mean", "deviation"));
    IntStream.rangeClosed(1, results.size()).forEach(number -> headings.add("fold " + number));
    TextTable table = new TextTable(headings.toArray(String[]::new));
    spreads.forEach(
        (name, spread) -> {
          List<String> cells =
              new ArrayList<>(List.of(name, number(spread.mean()), number(spread.deviation())));
          spread.values().forEach(value -> cells.add(number(value)));
          table.row(cells);
        });
    return table;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  /** The same for scripts. */
  Map<String, Object> toJson() {
    Map<String, Object> metrics = new LinkedHashMap<>();
    spreads()
        .forEach(
            (name, spread) ->
                metrics.put(
                    name,
                    Json.map(
                        "mean", Json.number(spread.mean()),
                        "standard_deviation", Json.number(spread.deviation()),
                        "folds", spread.values().stream().map(Json::number).toList())));
    return Json.map(
        "run",
        run.path().toString(),
        "folds",
        IntStream.rangeClosed(1, results.size())
            .mapToObj(number -> run.fold(number).path().toString())
            .toList(),
        "metrics",
        metrics,
        "out_of_fold",
        FoldResult.together(results).toJson());
  }
}
