package dev.peaberry.cli;

import dev.peaberry.config.ConfigException;
import dev.peaberry.format.KerasFile;
import dev.peaberry.format.ModelFormatException;
import dev.peaberry.train.History;
import dev.peaberry.train.Mode;
import dev.peaberry.train.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What a run's folder tells of it, without its weights: of one training, or of a cross-validation
 * with all its folds. Immutable.
 *
 * @param folder where it is
 * @param recipe what it follows
 * @param metrics measured with the validation pictures, by the names of the logs such as {@code
 *     val_loss}: one value, or one for each fold that is done
 * @param epochs how many are done; of a cross-validation the planned ones
 * @param bestEpoch counted from 1; empty for a cross-validation
 * @param parameters of the model, if a model file can be read
 * @param duration of all epochs, those of all folds together
 * @param started when it began, if its manifest says so
 * @param remarks what is not as in a run that has come to its end
 */
record RecordedRun(
    RunFolder folder,
    Recipe recipe,
    Map<String, Spread> metrics,
    int epochs,
    OptionalInt bestEpoch,
    Optional<Long> parameters,
    Duration duration,
    Optional<Instant> started,
    List<String> remarks) {
  private static final String VALIDATION = "val_";

  RecordedRun {
    metrics = new LinkedHashMap<>(metrics);
    remarks = List.copyOf(remarks);
  }

  /**
   * Reads a run.
   *
   * @throws InputException if its manifest, its history or what came of a fold is damaged or
   *     missing
   */
  static RecordedRun read(RunFolder folder) throws IOException {
    Recipe recipe = Manifest.recipe(folder);
    Optional<Instant> started = started(folder);
    return folder.isCrossValidation()
        ? ofFolds(folder, recipe, started)
        : ofOne(folder, recipe, started);
  }

  private static RecordedRun ofOne(RunFolder folder, Recipe recipe, Optional<Instant> started)
      throws IOException {
    History history = HistoryFile.epochs(folder);
    List<String> remarks = new ArrayList<>();
    if (history.epochs().isEmpty()) {
      remarks.add("no epoch is done: it was stopped early, or has just begun");
    } else if (!Files.exists(folder.report())) {
      remarks.add(
          "stopped after epoch %d of %d, or still training"
              .formatted(history.epochs().size(), recipe.epochs()));
    }
    int best = bestEpoch(history, recipe);
    Map<String, Spread> metrics = new LinkedHashMap<>();
    if (best > 0) {
      history
          .epochs()
          .get(best - 1)
          .logs()
          .forEach(
              (name, value) -> {
                if (name.startsWith(VALIDATION)) {
                  metrics.put(name, new Spread(List.of(value)));
                }
              });
    }
    return new RecordedRun(
        folder,
        recipe,
        metrics,
        history.epochs().size(),
        best > 0 ? OptionalInt.of(best) : OptionalInt.empty(),
        parameters(folder, remarks),
        duration(history),
        started,
        remarks);
  }

  private static RecordedRun ofFolds(RunFolder folder, Recipe recipe, Optional<Instant> started)
      throws IOException {
    Map<String, List<Double>> values = new LinkedHashMap<>();
    Duration duration = Duration.ZERO;
    int folds = recipe.allFolds().map(Fold::count).orElse(0);
    int done = 0;
    for (int number = 1; Files.isDirectory(folder.fold(number).path()); number++) {
      RunFolder fold = folder.fold(number);
      duration = duration.plus(duration(HistoryFile.epochs(fold)));
      Optional<FoldResult> result = FoldResult.read(fold);
      done += result.isPresent() ? 1 : 0;
      result.ifPresent(
          each ->
              each.metrics()
                  .forEach(
                      (name, value) ->
                          values
                              .computeIfAbsent(VALIDATION + name, key -> new ArrayList<>())
                              .add(value)));
    }
    List<String> remarks = new ArrayList<>();
    if (done < folds) {
      remarks.add("%d of %d folds done, or still training".formatted(done, folds));
    }
    Map<String, Spread> metrics = new LinkedHashMap<>();
    values.forEach((name, each) -> metrics.put(name, new Spread(each)));
    return new RecordedRun(
        folder,
        recipe,
        metrics,
        recipe.epochs(),
        OptionalInt.empty(),
        parameters(folder.fold(1), remarks),
        duration,
        started,
        remarks);
  }

  private static Optional<Instant> started(RunFolder folder) throws IOException {
    try {
      return Optional.of(Instant.parse(String.valueOf(Manifest.read(folder).get("started"))));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** From 1, by the run's own measure; the last one where nothing was measured by it; else 0. */
  private static int bestEpoch(History history, Recipe recipe) {
    String monitor = recipe.training().monitor();
    List<Double> values = history.values().getOrDefault(monitor, List.of());
    int best = 0;
    try {
      Mode mode = Mode.AUTO.resolve(monitor, recipe.training().metrics());
      for (int epoch = 1; epoch <= values.size(); epoch++) {
        double value = values.get(epoch - 1);
        if (Double.isFinite(value)
            && (best == 0 || mode.isBetter(value, values.get(best - 1), 0))) {
          best = epoch;
        }
      }
    } catch (TrainingException e) {
      return history.epochs().size();
    }
    return best == 0 ? history.epochs().size() : best;
  }

  private static Optional<Long> parameters(RunFolder run, List<String> remarks) {
    Optional<Path> model =
        Stream.of(run.bestModel(), run.lastModel()).filter(Files::exists).findFirst();
    if (model.isEmpty()) {
      remarks.add("no model is in it");
      return Optional.empty();
    }
    try {
      return Optional.of(KerasFile.readModel(model.get()).summary().total());
    } catch (ModelFormatException | ConfigException e) {
      remarks.add(e.getMessage().lines().findFirst().orElse("its model is damaged"));
      return Optional.empty();
    }
  }

  private static Duration duration(History history) {
    return history.epochs().stream()
        .map(epoch -> epoch.training().plus(epoch.validation()))
        .reduce(Duration.ZERO, Duration::plus);
  }
}
