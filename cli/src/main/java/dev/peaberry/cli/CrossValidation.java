package dev.peaberry.cli;

import dev.peaberry.config.AtomicFiles;
import dev.peaberry.lint.Finding;
import dev.peaberry.lint.TrainingPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Trains one model for each fold, each in a folder of its own below that of the run. A fold that is
 * done has its {@code fold.json}; what is not done goes on where it was. Confined to one thread.
 */
final class CrossValidation {
  private final Console console;
  private final TrainingJob job;
  private final RunFolder run;
  private final Recipe recipe;
  private final Pictures pictures;
  private final Function<TrainingPlan, List<Finding>> linter;
  private final boolean quiet;
  private final boolean json;

  /**
   * A cross-validation.
   *
   * @param job trains a fold
   * @param recipe of all folds
   */
  CrossValidation(
      Console console,
      TrainingJob job,
      RunFolder run,
      Recipe recipe,
      Pictures pictures,
      Function<TrainingPlan, List<Finding>> linter,
      boolean quiet,
      boolean json) {
    this.console = console;
    this.job = job;
    this.run = run;
    this.recipe = recipe;
    this.pictures = pictures;
    this.linter = linter;
    this.quiet = quiet;
    this.json = json;
  }

  /**
   * Trains all folds.
   *
   * @return the exit code
   */
  int start() throws IOException {
    write(run, Manifest.FILE, Json.pretty(Manifest.ofFolds(recipe, pictures, job.engine())));
    try {
      return goOn();
    } catch (RuntimeException | IOException e) {
      run.discardUnlessSaved();
      throw e;
    }
  }

  /**
   * Trains the folds that are not done, from where they were, and reports on all.
   *
   * @return the exit code
   */
  int goOn() throws IOException {
    List<FoldResult> results = new ArrayList<>();
    int count = recipe.allFolds().orElseThrow().count();
    for (int number = 1; number <= count; number++) {
      Recipe own = recipe.withFold(new Fold(number, count));
      RunFolder fold = run.fold(number);
      Optional<FoldResult> done =
          FoldResult.read(fold).filter(each -> each.epochs() >= recipe.epochs());
      if (done.isEmpty()) {
        int code = train(fold, own);
        if (code != Failures.OK) {
          return code;
        }
      }
      results.add(
          FoldResult.read(fold)
              .orElseThrow(() -> new IOException("Found no " + fold.foldResult() + " any more")));
    }
    report(new FoldsReport(run, results));
    return Failures.OK;
  }

  private int train(RunFolder fold, Recipe own) throws IOException {
    if (!quiet) {
      console.tell("");
      console.tell("@|bold Fold %d of %d|@", number(own), recipe.allFolds().orElseThrow().count());
    }
    TrainingJob training = job.withEnding(report -> keep(fold, own, report));
    if (Files.exists(fold.lastModel())) {
      return training.resume(fold, own, pictures);
    }
    // A kill between the first history and the first model leaves a history without a model.
    Files.deleteIfExists(fold.historyJson());
    int code = training.start(fold.path(), own, pictures, linter);
    if (code == Failures.BAD_INPUT) {
      run.discardUnlessSaved();
    }
    return code;
  }

  private void keep(RunFolder fold, Recipe own, RunReport report) throws IOException {
    StringBuilder lines = new StringBuilder(CsvLines.of(FoldsReport.COLUMNS));
    for (List<String> row : report.judgement().predictionRows()) {
      List<String> cells = new ArrayList<>(List.of(String.valueOf(number(own))));
      cells.addAll(row);
      lines.append(CsvLines.of(cells));
    }
    write(fold, fold.predictions().getFileName().toString(), lines.toString());
    FoldResult result = FoldResult.of(report, recipe.epochs());
    result.write(fold);
    if (!quiet) {
      console.tell(
          "Validation %s in this fold",
          result.counts().inWords(result.metrics().get(result.counts().metric())));
    }
  }

  private static int number(Recipe own) {
    return own.division().flatMap(Division::fold).orElseThrow().number();
  }

  private void report(FoldsReport report) throws IOException {
    report.writeFiles();
    if (json) {
      console.printPlain(Json.pretty(report.toJson()));
    } else {
      report.print(console);
    }
  }

  private static void write(RunFolder folder, String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    AtomicFiles.write(folder.path().resolve(name), out -> out.write(bytes));
  }
}
