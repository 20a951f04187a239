package dev.peaberry.cli;

import dev.peaberry.config.Progress;
import dev.peaberry.data.CacheFolder;
import dev.peaberry.data.Dataset;
import dev.peaberry.data.Features;
import dev.peaberry.data.ImagePipeline;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.format.Assets;
import dev.peaberry.format.KerasFile;
import dev.peaberry.model.FeatureSplit;
import dev.peaberry.model.Model;
import dev.peaberry.model.Weights;
import dev.peaberry.train.Checkpoints;
import dev.peaberry.train.FrozenBase;
import dev.peaberry.train.Trainer;
import dev.peaberry.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Trains a recipe's phases one after the other: each begins with the best weights so far. Where
 * layers are frozen and pictures stay as they are, a phase learns from features. Confined to one
 * thread.
 *
 * @param recipe what is done
 * @param built the model of the first phase
 * @param engine what computes
 * @param keepsFeatures whether features of frozen layers may be kept on disk
 * @param checkpoints where and with what each phase saves itself
 * @param settings the rest of a trainer: metrics, listeners, the signal to stop
 * @param progress hears how the features come on
 * @param teller hears in a line what is done, if it is worth one
 */
record PhasedTraining(
    Recipe recipe,
    Network.Built built,
    EngineOptions engine,
    boolean keepsFeatures,
    Checkpoints checkpoints,
    UnaryOperator<Trainer> settings,
    Progress progress,
    Consumer<String> teller) {
  private static final String PLACE = "phase.json";
  private static final String NUMBER = "number";
  private static final String START = "start";

  /**
   * Where a training is.
   *
   * @param phase from 0
   * @param start how many epochs were done before it
   */
  private record Place(int phase, int start) {
    static final Place FIRST = new Place(0, 0);

    static Place of(Assets assets) {
      return assets
          .json(PLACE)
          .map(
              json ->
                  new Place(
                      Json.require(json, NUMBER, Number.class).intValue(),
                      Json.require(json, START, Number.class).intValue()))
          .orElse(FIRST);
    }

    Assets addTo(Assets assets) {
      return equals(FIRST) ? assets : assets.withJson(PLACE, Json.map(NUMBER, phase, START, start));
    }
  }

  /** Where features are kept. */
  static Path featuresFolder() {
    return CacheFolder.standard().resolve("features");
  }

  /** Trains from the beginning. */
  TrainingResult start(ImagePipeline training, ImagePipeline validation) throws IOException {
    return next(Place.FIRST, built.weights(), Optional.empty(), training, validation);
  }

  /** Goes on where the training has saved itself. */
  TrainingResult resume(ImagePipeline training, ImagePipeline validation) throws IOException {
    // The trainer reads the file again, with the optimizer; where it is large that takes a while.
    Optional<KerasFile> last =
        recipe.phases().isEmpty() && readsPictures(recipe, built)
            ? Optional.empty()
            : Optional.of(KerasFile.readWithoutOptimizer(checkpoints.last()));
    Place place = last.map(file -> Place.of(file.assets())).orElse(Place.FIRST);
    if (place.phase() > recipe.phases().size()) {
      throw new InputException(
          "%s is of phase %d, expected one of %d; take the run as it was begun"
              .formatted(checkpoints.last(), place.phase() + 1, recipe.phases().size() + 1));
    }
    Trainer trainer = trainer(place);
    TrainingResult result;
    try (Data data = data(trainer, last.map(KerasFile::weights), training, validation)) {
      result =
          data.trainer()
              .resume(checkpoints.last(), data.training(), Optional.of(data.validation()));
    }
    return after(place, result, training, validation);
  }

  private TrainingResult next(
      Place place,
      Optional<Weights> weights,
      Optional<TrainingResult> earlier,
      ImagePipeline training,
      ImagePipeline validation)
      throws IOException {
    Trainer trainer = trainer(place);
    if (weights.isPresent()) {
      trainer = trainer.withInitialWeights(weights.get());
    }
    if (earlier.isPresent()) {
      trainer = trainer.withEarlier(earlier.get());
    }
    TrainingResult result;
    try (Data data = data(trainer, weights, training, validation)) {
      result = data.trainer().fit(data.training(), data.validation());
    }
    return after(place, result, training, validation);
  }

  private TrainingResult after(
      Place place, TrainingResult result, ImagePipeline training, ImagePipeline validation)
      throws IOException {
    if (result.interrupted() || place.phase() == recipe.phases().size()) {
      return result;
    }
    Weights best =
        Files.exists(checkpoints.best())
            ? KerasFile.readWithoutOptimizer(checkpoints.best()).weights()
            : result.weights();
    Place next = new Place(place.phase() + 1, result.history().epochs().size());
    Phase phase = recipe.phases().get(place.phase());
    teller.accept(
        "From epoch %d, %s learns, too"
            .formatted(next.start() + 1, String.join(" and ", phase.layers())));
    return next(next, Optional.of(best), Optional.of(result), training, validation);
  }

  private Trainer trainer(Place place) {
    TrainingSettings training = recipe.training();
    boolean first = place.phase() == 0;
    Trainer trainer =
        Trainer.of(
                model(recipe, built, place.phase()),
                training.loss(),
                training.withLayerRates(
                    first ? training.optimizer() : phase(place).optimizer(training.optimizer())))
            .withEpochs(place.start() + (first ? recipe.epochs() : phase(place).epochs()))
            .withCheckpoints(checkpoints.withAssets(place.addTo(checkpoints.assets())));
    return settings.apply(trainer);
  }

  /** Whether some phase looks at pictures again and again rather than at their features. */
  static boolean readsPictures(Recipe recipe, Network.Built built) {
    return built.weights().isEmpty()
        || IntStream.rangeClosed(0, recipe.phases().size())
            .anyMatch(phase -> split(recipe, model(recipe, built, phase)).isEmpty());
  }

  /** Where features end; empty if pictures change, or only pixels are made of pixels. */
  private static Optional<FeatureSplit> split(Recipe recipe, Model model) {
    return recipe.augmentations().isEmpty() && recipe.standardization().isEmpty()
        ? FeatureSplit.of(model)
        : Optional.empty();
  }

  private Phase phase(Place place) {
    return recipe.phases().get(place.phase() - 1);
  }

  /** The model of a phase, from 0. */
  private static Model model(Recipe recipe, Network.Built built, int phase) {
    Model model = built.model();
    for (Phase each : recipe.phases().subList(0, phase)) {
      model = each.thaw(model);
    }
    return model;
  }

  /** What a phase trains on, with the network that makes it. */
  private record Data(
      Trainer trainer, Dataset training, Dataset validation, Optional<FrozenBase> base)
      implements AutoCloseable {
    @Override
    public void close() {
      base.ifPresent(FrozenBase::close);
    }
  }

  private Data data(
      Trainer trainer,
      Optional<Weights> weights,
      ImagePipeline training,
      ImagePipeline validation) {
    Optional<FeatureSplit> split =
        weights.isEmpty() || !keepsFeatures ? Optional.empty() : split(recipe, trainer.model());
    if (split.isEmpty()) {
      return new Data(trainer, training, validation, Optional.empty());
    }
    Path folder = featuresFolder();
    teller.accept(
        "Frozen layers look at each picture once; their features, %s, are kept in %s"
            .formatted(split.get().features(), folder));
    FrozenBase base = FrozenBase.compile(split.get(), weights.get(), engine);
    try {
      return new Data(
          trainer.withFeatures(split.get()),
          Features.of(training, base, folder, progress),
          Features.of(validation, base, folder, progress),
          Optional.of(base));
    } catch (RuntimeException e) {
      base.close();
      throw e;
    }
  }
}
