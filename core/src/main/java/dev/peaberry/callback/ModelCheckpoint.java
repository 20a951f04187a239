package dev.peaberry.callback;

import dev.peaberry.config.Config;
import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.train.ActiveCallback;
import dev.peaberry.train.Callback;
import dev.peaberry.train.CallbackMemory;
import dev.peaberry.train.Mode;
import dev.peaberry.train.Training;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves the model or its weights again and again, or whenever it has become better. A whole model
 * is a checkpoint that training can be resumed from. See <a
 * href="https://keras.io/api/callbacks/model_checkpoint/">keras.io</a>.
 *
 * @param config the settings
 */
public record ModelCheckpoint(Config config) implements Callback, Configured {
  private static final String WEIGHTS_ENDING = ".weights.h5";
  private static final String MODEL_ENDING = ".keras";
  private static final Option<FileNameTemplate> FILEPATH =
      Option.required(
          "filepath",
          Kind.of(
              "a path, with places for numbers such as {epoch:02d} and {val_loss:.2f} if wanted",
              json -> json instanceof String text ? FileNameTemplate.parse(text) : Optional.empty(),
              FileNameTemplate::toString));
  private static final Option<Boolean> SAVE_BEST_ONLY =
      Option.of("save_best_only", Kinds.bool(), false);
  private static final Option<Boolean> SAVE_WEIGHTS_ONLY =
      Option.of("save_weights_only", Kinds.bool(), false);
  private static final Option<SaveFrequency> SAVE_FREQ = SaveFrequency.option();
  private static final Option<Optional<Double>> INITIAL_VALUE_THRESHOLD =
      Option.of("initial_value_threshold", Kinds.real().optional(), Optional.empty());

  /** Keras's ModelCheckpoint. */
  public static final Schema<ModelCheckpoint> SCHEMA =
      Schema.of(
          "ModelCheckpoint",
          ModelCheckpoint::new,
          FILEPATH,
          Options.MONITOR,
          Options.VERBOSE,
          SAVE_BEST_ONLY,
          SAVE_WEIGHTS_ONLY,
          Options.MODE,
          SAVE_FREQ,
          INITIAL_VALUE_THRESHOLD);

  private static final Logger LOG = LoggerFactory.getLogger(ModelCheckpoint.class);

  /** Checks that the settings are a ModelCheckpoint's and that the file's ending fits them. */
  public ModelCheckpoint {
    SCHEMA.require(config);
    String file = config.get(FILEPATH).toString();
    String ending = config.get(SAVE_WEIGHTS_ONLY) ? WEIGHTS_ENDING : MODEL_ENDING;
    if (!file.endsWith(ending)) {
      throw new ConfigException(
          "ModelCheckpoint.filepath: found '" + file + "', expected a name that ends in " + ending);
    }
  }

  /**
   * Saving after every epoch.
   *
   * @param filepath a path whose places are filled with the numbers of the epoch, such as {@code
   *     run/{epoch:02d}-{val_loss:.2f}.keras}; ends in {@code .weights.h5} to save weights alone,
   *     else in {@code .keras}
   * @throws ConfigException if it does not, or if its places are not understood
   */
  public static ModelCheckpoint to(String filepath) {
    return SCHEMA.fromJson(
        Map.of(
            FILEPATH.name(),
            filepath,
            SAVE_WEIGHTS_ONLY.name(),
            filepath.endsWith(WEIGHTS_ENDING)));
  }

  /** By another log, whose metric says whether less or more is better. */
  public ModelCheckpoint withMonitor(String name) {
    return withMonitor(name, Mode.AUTO);
  }

  /** By another log. */
  public ModelCheckpoint withMonitor(String name, Mode mode) {
    return new ModelCheckpoint(config.with(Options.MONITOR, name).with(Options.MODE, mode));
  }

  /** Saving only what is better than all before. */
  public ModelCheckpoint withSaveBestOnly() {
    return new ModelCheckpoint(config.with(SAVE_BEST_ONLY, true));
  }

  /** Saving only what is better than all before and than a given value. */
  public ModelCheckpoint withSaveBestOnly(double threshold) {
    return new ModelCheckpoint(
        config.with(SAVE_BEST_ONLY, true).with(INITIAL_VALUE_THRESHOLD, Optional.of(threshold)));
  }

  /** Saving after every so many epochs, which Keras cannot. */
  public ModelCheckpoint withSaveFrequencyInEpochs(int epochs) {
    return withSaveFrequency(new SaveFrequency(SaveFrequency.Unit.EPOCHS, epochs));
  }

  /** Saving after every so many batches. */
  public ModelCheckpoint withSaveFrequencyInBatches(int batches) {
    return withSaveFrequency(new SaveFrequency(SaveFrequency.Unit.BATCHES, batches));
  }

  private ModelCheckpoint withSaveFrequency(SaveFrequency frequency) {
    return new ModelCheckpoint(config.with(SAVE_FREQ, frequency));
  }

  @Override
  public ActiveCallback begin(Training training) {
    return new Active(config, training);
  }

  private static final class Active implements ActiveCallback {
    private final Config config;
    private final Training training;
    private final Optional<Watch> watch;
    private Optional<Double> best;
    private long batches;

    Active(Config config, Training training) {
      this.config = config;
      this.training = training;
      this.watch =
          config.get(SAVE_BEST_ONLY)
              ? Optional.of(Watch.of(config, training, 0))
              : Optional.empty();
      this.best = config.get(INITIAL_VALUE_THRESHOLD);
    }

    @Override
    public void stepDone(StepReport report) {
      batches++;
      if (config.get(SAVE_FREQ).isDueAfterBatches(batches)) {
        batches = 0;
        saveIfBetter(report.epoch(), Optional.of(report.step()), report.logs());
      }
    }

    @Override
    public void epochDone(EpochReport report) {
      if (config.get(SAVE_FREQ).isDueAfterEpoch(report.epoch())) {
        saveIfBetter(report.epoch(), Optional.empty(), report.result().logs());
      }
    }

    /** As in Keras, it saves where the measure is missing. */
    private void saveIfBetter(int epoch, Optional<Long> batch, Map<String, Double> logs) {
      Optional<Double> value = watch.flatMap(each -> each.value(logs));
      if (value.isEmpty() || watch.orElseThrow().isImprovement(value.get(), best)) {
        best = value.or(() -> best);
        save(epoch, batch, logs);
      }
    }

    private void save(int epoch, Optional<Long> batch, Map<String, Double> logs) {
      Map<String, Long> counters = new LinkedHashMap<>(Map.of("epoch", epoch + 1L));
      batch.ifPresent(number -> counters.put("batch", number));
      Path file = config.get(FILEPATH).fill(counters, logs);
      if (config.get(SAVE_WEIGHTS_ONLY)) {
        training.saveWeights(file);
      } else {
        training.save(file);
      }
      if (config.get(Options.VERBOSE) > 0) {
        LOG.info("Epoch {}: saving to {}", epoch + 1, file);
      }
    }

    @Override
    public CallbackMemory memory() {
      return CallbackMemory.EMPTY.with("batches", batches).with("best", best);
    }

    @Override
    public void restore(CallbackMemory memory) {
      batches = memory.integer("batches").orElse(0L);
      best = memory.number("best").or(() -> best);
    }
  }
}
