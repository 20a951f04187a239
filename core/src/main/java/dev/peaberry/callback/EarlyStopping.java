package dev.peaberry.callback;

import dev.peaberry.config.Config;
import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.model.Weights;
import dev.peaberry.train.ActiveCallback;
import dev.peaberry.train.Callback;
import dev.peaberry.train.CallbackMemory;
import dev.peaberry.train.Ending;
import dev.peaberry.train.Mode;
import dev.peaberry.train.Training;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a training whose measure has stopped to become better. See <a
 * href="https://keras.io/api/callbacks/early_stopping/">keras.io</a>.
 *
 * @param config the settings
 */
public record EarlyStopping(Config config) implements Callback, Configured {
  private static final Option<Double> MIN_DELTA = Options.minDelta(0);
  private static final Option<Integer> PATIENCE = Options.patience(0);
  private static final Option<Optional<Double>> BASELINE =
      Option.of("baseline", Kinds.real().optional(), Optional.empty());
  private static final Option<Boolean> RESTORE_BEST_WEIGHTS =
      Option.of("restore_best_weights", Kinds.bool(), false);
  private static final Option<Integer> START_FROM_EPOCH =
      Option.of("start_from_epoch", Kinds.integerFrom(0), 0);

  /** Keras's EarlyStopping. */
  public static final Schema<EarlyStopping> SCHEMA =
      Schema.of(
          "EarlyStopping",
          EarlyStopping::new,
          Options.MONITOR,
          MIN_DELTA,
          PATIENCE,
          Options.VERBOSE,
          Options.MODE,
          BASELINE,
          RESTORE_BEST_WEIGHTS,
          START_FROM_EPOCH);

  private static final Logger LOG = LoggerFactory.getLogger(EarlyStopping.class);

  /** Checks that the settings are an EarlyStopping's. */
  public EarlyStopping {
    SCHEMA.require(config);
  }

  /**
   * By the validation loss.
   *
   * @param patience after how many epochs without improvement the training ends
   * @throws ConfigException if it is negative
   */
  public static EarlyStopping of(int patience) {
    return new EarlyStopping(SCHEMA.with(PATIENCE, patience));
  }

  /** By another log, whose metric says whether less or more is better. */
  public EarlyStopping withMonitor(String name) {
    return withMonitor(name, Mode.AUTO);
  }

  /** By another log. */
  public EarlyStopping withMonitor(String name, Mode mode) {
    return new EarlyStopping(config.with(Options.MONITOR, name).with(Options.MODE, mode));
  }

  /** With the smallest change that counts as an improvement. */
  public EarlyStopping withMinDelta(double change) {
    return new EarlyStopping(config.with(MIN_DELTA, change));
  }

  /** With a value that has to be beaten, or else patience ends. */
  public EarlyStopping withBaseline(double value) {
    return new EarlyStopping(config.with(BASELINE, Optional.of(value)));
  }

  /** Giving the model back the weights of the best epoch, however the training ends. */
  public EarlyStopping withRestoreBestWeights() {
    return new EarlyStopping(config.with(RESTORE_BEST_WEIGHTS, true));
  }

  /** Looking away from the epochs before the given one, counted from 0. */
  public EarlyStopping withStartFromEpoch(int epoch) {
    return new EarlyStopping(config.with(START_FROM_EPOCH, epoch));
  }

  @Override
  public ActiveCallback begin(Training training) {
    return new Active(config, training);
  }

  private static final class Active implements ActiveCallback {
    private final Config config;
    private final Training training;
    private final Watch watch;
    private int wait;
    private int stoppedEpoch;
    private int bestEpoch;
    private Optional<Double> best = Optional.empty();
    private Optional<Weights> bestWeights = Optional.empty();

    Active(Config config, Training training) {
      this.config = config;
      this.training = training;
      this.watch = Watch.of(config, training, config.get(MIN_DELTA));
    }

    @Override
    public void epochDone(EpochReport report) {
      Optional<Double> value = watch.value(report.result().logs());
      if (value.isPresent() && report.epoch() >= config.get(START_FROM_EPOCH)) {
        look(report.epoch(), value.get());
      }
    }

    private void look(int epoch, double value) {
      wait++;
      boolean better = watch.isImprovement(value, best);
      if (better || (config.get(RESTORE_BEST_WEIGHTS) && bestWeights.isEmpty())) {
        remember(epoch);
      }
      if (better) {
        best = Optional.of(value);
        Optional<Double> baseline = config.get(BASELINE);
        if (baseline.isEmpty() || watch.isImprovement(value, baseline)) {
          wait = 0;
        }
      } else if (wait >= config.get(PATIENCE) && epoch > 0) {
        stoppedEpoch = epoch;
        training.stop(reason());
      }
    }

    private void remember(int epoch) {
      bestEpoch = epoch;
      if (config.get(RESTORE_BEST_WEIGHTS)) {
        bestWeights = Optional.of(training.weights());
      }
    }

    private String reason() {
      return "EarlyStopping: "
          + watch.monitor()
          + " has not improved for "
          + (wait == 1 ? "1 epoch" : wait + " epochs")
          + best.map(value -> "; the best, " + value + ", was epoch " + (bestEpoch + 1)).orElse("");
    }

    @Override
    public void trainingDone(Ending ending) {
      bestWeights.ifPresent(
          weights -> {
            if (config.get(Options.VERBOSE) > 0) {
              LOG.info("The weights are those of the best epoch, {}", bestEpoch + 1);
            }
            training.setWeights(weights, OptionalInt.of(bestEpoch));
          });
    }

    @Override
    public CallbackMemory memory() {
      return CallbackMemory.EMPTY
          .with("wait", wait)
          .with("stopped_epoch", stoppedEpoch)
          .with("best_epoch", bestEpoch)
          .with("best", best)
          .withWeights("best", bestWeights);
    }

    @Override
    public void restore(CallbackMemory memory) {
      wait = memory.integer("wait").orElse(0L).intValue();
      stoppedEpoch = memory.integer("stopped_epoch").orElse(0L).intValue();
      bestEpoch = memory.integer("best_epoch").orElse(0L).intValue();
      best = memory.number("best");
      bestWeights = memory.weights("best");
    }
  }
}
