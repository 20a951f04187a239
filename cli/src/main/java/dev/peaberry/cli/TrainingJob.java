package dev.peaberry.cli;

import dev.peaberry.config.AtomicFiles;
import dev.peaberry.config.Progress;
import dev.peaberry.config.Seed;
import dev.peaberry.data.CachePlan;
import dev.peaberry.data.ImagePipeline;
import dev.peaberry.data.LabelMode;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.Precision;
import dev.peaberry.format.Assets;
import dev.peaberry.format.ClassNames;
import dev.peaberry.lint.Finding;
import dev.peaberry.lint.TrainingPlan;
import dev.peaberry.train.Checkpoints;
import dev.peaberry.train.TrainingListener;
import dev.peaberry.train.TrainingResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Follows a recipe: trains, watches over Ctrl-C, judges and reports. Confined to one thread. */
final class TrainingJob {
  /** The exit code of a process that was asked to stop. */
  static final int INTERRUPTED = 130;

  private final Console console;
  private final EngineOptions engine;
  private final CacheChoice cache;
  private final double maxBroken;
  private final boolean quiet;
  private final Ending ending;
  private final TrainingListener follower;
  private final Set<String> told = new HashSet<>();

  /** What is done with the report when the training is over. */
  @FunctionalInterface
  interface Ending {
    void conclude(RunReport report) throws IOException;
  }

  /**
   * A job.
   *
   * @param maxBroken the share of broken pictures above which it gives up
   */
  TrainingJob(
      Console console,
      EngineOptions engine,
      CacheChoice cache,
      double maxBroken,
      boolean quiet,
      Ending ending) {
    this(console, engine, cache, maxBroken, quiet, ending, TrainingListener.NONE);
  }

  private TrainingJob(
      Console console,
      EngineOptions engine,
      CacheChoice cache,
      double maxBroken,
      boolean quiet,
      Ending ending,
      TrainingListener follower) {
    this.console = console;
    this.engine = engine;
    this.cache = cache;
    this.maxBroken = maxBroken;
    this.quiet = quiet;
    this.ending = ending;
    this.follower = follower;
  }

  /** The same job with another ending. */
  TrainingJob withEnding(Ending other) {
    return new TrainingJob(console, engine, cache, maxBroken, quiet, other, follower);
  }

  /** The same job with one more that hears how it goes. */
  TrainingJob withFollower(TrainingListener other) {
    return new TrainingJob(console, engine, cache, maxBroken, quiet, ending, other);
  }

  /** What computes. */
  EngineOptions engine() {
    return engine;
  }

  /**
   * Trains from the beginning, if a linter finds no error.
   *
   * @return the exit code
   */
  int start(
      Path folder, Recipe recipe, Pictures pictures, Function<TrainingPlan, List<Finding>> linter)
      throws IOException {
    Divided divided = Divided.of(pictures, recipe.division(), recipe.seed());
    Network.Built built = recipe.build(divided.classNames());
    Findings findings = new Findings(linter.apply(TrainingCheck.plan(recipe, divided, built)));
    if (!findings.errors().isEmpty()) {
      findings.tellErrors(console);
      return Failures.BAD_INPUT;
    }
    RunFolder run = RunFolder.create(folder);
    Map<String, Object> manifest = Manifest.of(recipe, divided, engine);
    manifest.put("warnings", findings.toJson());
    if (!quiet) {
      findings.without(told).tellWarnings(console);
      findings.warnings().forEach(each -> told.add(each.rule()));
    }
    write(run, manifest);
    try {
      return train(run, recipe, divided, built, manifest, false);
    } catch (RuntimeException | IOException e) {
      run.discardUnlessSaved();
      throw e;
    }
  }

  /** Goes on where a run was stopped. */
  int resume(RunFolder run, Recipe recipe, Pictures pictures) throws IOException {
    if (!Files.exists(run.lastModel())) {
      throw new InputException(
          "Found no last.keras in %s: the run was stopped before it saved itself; start it again"
              .formatted(run.path()));
    }
    if (pictures.size() != recipe.pictures()) {
      throw new InputException(
          "Found %s in %s, expected %d as when the run began; bring them back or start a new run"
              .formatted(
                  Quantity.of(pictures.size(), "pictures"), pictures.name(), recipe.pictures()));
    }
    Divided divided = Divided.of(pictures, recipe.division(), recipe.seed());
    Network.Built built = recipe.build(divided.classNames());
    return train(run, recipe, divided, built, resumedManifest(run), true);
  }

  private static void write(RunFolder run, Map<String, Object> manifest) throws IOException {
    byte[] bytes = Json.pretty(manifest).getBytes(StandardCharsets.UTF_8);
    AtomicFiles.write(run.manifest(), out -> out.write(bytes));
  }

  private Map<String, Object> resumedManifest(RunFolder run) throws IOException {
    Map<String, Object> manifest = Manifest.read(run);
    Precision before = Manifest.precision(manifest);
    if (before == engine.precision()) {
      return manifest;
    }
    if (!quiet) {
      console.tell(
          "Note: the run was computed in %s until now; its numbers will not be those of an"
              + " uninterrupted one",
          before);
    }
    Map<String, Object> changed = Manifest.withPrecision(manifest, engine.precision());
    write(run, changed);
    return changed;
  }

  private int train(
      RunFolder run,
      Recipe recipe,
      Divided divided,
      Network.Built built,
      Map<String, Object> manifest,
      boolean resuming)
      throws IOException {
    if (!quiet) {
      new RunIntroduction(run, recipe, divided, built.model(), engine).tell(console);
    }
    TrainingSettings settings = recipe.training();
    CachePlan plan = cachePlan(recipe, divided, built);
    ImagePipeline training = cached(recipe.trainingPipeline(divided.training()), plan);
    ImagePipeline validation = cached(recipe.validationPipeline(divided.validation()), plan);
    RunRecorder recorder = RunRecorder.of(run);
    try (StopSignal stop = new StopSignal(this::tellStopping);
        TrainingDisplay display = new TrainingDisplay(console)) {
      TrainingListener begun = onStart(stop);
      List<TrainingListener> listeners =
          quiet
              ? List.of(begun, recorder, follower)
              : List.of(begun, recorder, follower, display, new WaitingNote(console, plan.cache()));
      PhasedTraining phases =
          new PhasedTraining(
              recipe,
              resuming ? built : standardized(recipe, built, divided),
              engine,
              cache != CacheChoice.NONE,
              Checkpoints.in(run.path())
                  .withMonitor(settings.monitor())
                  .withAssets(assets(divided, recipe, manifest)),
              trainer ->
                  recipe
                      .stepsPerEpoch()
                      .map(steps -> trainer.withStepsPerEpoch(steps))
                      .orElse(trainer)
                      .withMetrics(settings.metrics())
                      .withCallbacks(settings.callbacks())
                      .withSeed(Seed.of(recipe.seed()))
                      .withEngine(engine)
                      .withStopSignal(stop::isRequested)
                      .withListener(new Listeners(listeners)),
              TaskProgress.on(console, quiet),
              this::tell);
      TrainingResult result =
          resuming ? phases.resume(training, validation) : phases.start(training, validation);
      display.close();
      if (result.interrupted()) {
        console.tell(
            "Stopped and saved. To go on: @|bold peaberry train --resume %s|@", run.whole());
        return INTERRUPTED;
      }
      recorder.write(result.history());
      RunReport report =
          new RunJudge(engine, maxBroken, TaskProgress.on(console, quiet))
              .judge(run, recipe, result, divided, training.broken());
      report.writeFiles(engine, TaskProgress.on(console, quiet));
      ending.conclude(report);
      return Failures.OK;
    }
  }

  private void tell(String line) {
    if (!quiet) {
      console.tell("%s", line);
    }
  }

  /** With statistics of the pictures to learn from among the first weights, if they are wanted. */
  private Network.Built standardized(Recipe recipe, Network.Built built, Divided divided) {
    Progress progress = TaskProgress.on(console, quiet);
    Optional<StandardizedWeights> first =
        StandardizedWeights.of(recipe, built, divided.training(), maxBroken, progress);
    first.ifPresent(found -> tell("Standardized: " + found.describe()));
    return first
        .map(found -> new Network.Built(built.model(), Optional.of(found.weights())))
        .orElse(built);
  }

  private void tellStopping() {
    if (!quiet) {
      console.tell("%nStopping after this step ...", "");
    }
  }

  private static TrainingListener onStart(StopSignal stop) {
    return new TrainingListener() {
      @Override
      public void epochStarted(int epoch, int epochs, long steps) {
        stop.trainingStarted();
      }
    };
  }

  private CachePlan cachePlan(Recipe recipe, Divided divided, Network.Built built) {
    if (cache != CacheChoice.NONE && !PhasedTraining.readsPictures(recipe, built)) {
      return CacheChoice.NONE.plan(0, recipe.epochs());
    }
    long pictures = (long) divided.training().size() + divided.validation().size();
    long bytes = pictures * recipe.imageSize().height() * recipe.imageSize().width() * 3;
    CachePlan plan = cache.plan(bytes, recipe.epochs());
    if (!quiet) {
      console.tell("%s", plan.reason());
    }
    return plan;
  }

  private ImagePipeline cached(ImagePipeline pipeline, CachePlan plan) {
    return pipeline.withCache(plan.cache()).withMaxBrokenShare(maxBroken);
  }

  private static Assets assets(Divided divided, Recipe recipe, Map<String, Object> manifest) {
    Assets assets = recipe.inUse().addTo(Assets.NONE).withJson(Manifest.FILE, manifest);
    ClassNames names = new ClassNames(divided.classNames());
    return recipe.training().labelMode() == LabelMode.MULTI_HOT
        ? assets.withSeveralLabels(names)
        : assets.withClassNames(names);
  }
}
