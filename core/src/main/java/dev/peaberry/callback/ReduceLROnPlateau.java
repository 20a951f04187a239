package dev.peaberry.callback;

import dev.peaberry.config.Config;
import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.train.ActiveCallback;
import dev.peaberry.train.Callback;
import dev.peaberry.train.CallbackMemory;
import dev.peaberry.train.Mode;
import dev.peaberry.train.Training;
import dev.peaberry.train.TrainingException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the learning rate smaller when a measure has stopped to become better. See <a
 * href="https://keras.io/api/callbacks/reduce_lr_on_plateau/">keras.io</a>.
 *
 * @param config the settings
 */
public record ReduceLROnPlateau(Config config) implements Callback, Configured {
  private static final Option<Double> FACTOR = Option.of("factor", Kinds.fractionBelowOne(), 0.1);
  private static final Option<Integer> PATIENCE = Options.patience(10);
  private static final Option<Double> MIN_DELTA = Options.minDelta(1e-4);
  private static final Option<Integer> COOLDOWN = Option.of("cooldown", Kinds.integerFrom(0), 0);
  private static final Option<Double> MIN_LR = Option.of("min_lr", Kinds.notNegative(), 0.0);

  /** Keras's ReduceLROnPlateau. */
  public static final Schema<ReduceLROnPlateau> SCHEMA =
      Schema.of(
          "ReduceLROnPlateau",
          ReduceLROnPlateau::new,
          Options.MONITOR,
          FACTOR,
          PATIENCE,
          Options.VERBOSE,
          Options.MODE,
          MIN_DELTA,
          COOLDOWN,
          MIN_LR);

  private static final Logger LOG = LoggerFactory.getLogger(ReduceLROnPlateau.class);

  /** Checks that the settings are a ReduceLROnPlateau's. */
  public ReduceLROnPlateau {
    SCHEMA.require(config);
  }

  /**
   * By the validation loss.
   *
   * @param factor what the rate is multiplied by, from 0 to below 1
   * @param patience after how many epochs without improvement
   * @throws ConfigException if one of them is not allowed
   */
  public static ReduceLROnPlateau of(double factor, int patience) {
    return new ReduceLROnPlateau(SCHEMA.defaults().with(FACTOR, factor).with(PATIENCE, patience));
  }

  /** By another log, whose metric says whether less or more is better. */
  public ReduceLROnPlateau withMonitor(String name) {
    return withMonitor(name, Mode.AUTO);
  }

  /** By another log. */
  public ReduceLROnPlateau withMonitor(String name, Mode mode) {
    return new ReduceLROnPlateau(config.with(Options.MONITOR, name).with(Options.MODE, mode));
  }

  /** With the smallest change that counts as an improvement. */
  public ReduceLROnPlateau withMinDelta(double change) {
    return new ReduceLROnPlateau(config.with(MIN_DELTA, change));
  }

  /** Waiting for some epochs after each reduction before counting anew. */
  public ReduceLROnPlateau withCooldown(int epochs) {
    return new ReduceLROnPlateau(config.with(COOLDOWN, epochs));
  }

  /** With the smallest learning rate. */
  public ReduceLROnPlateau withMinLearningRate(double rate) {
    return new ReduceLROnPlateau(config.with(MIN_LR, rate));
  }

  /**
   * {@inheritDoc}
   *
   * @throws TrainingException if a schedule decides the learning rate
   */
  @Override
  public ActiveCallback begin(Training training) {
    training.requireSettableLearningRate();
    return new Active(config, training);
  }

  private static final class Active implements ActiveCallback {
    private final Config config;
    private final Training training;
    private final Watch watch;
    private int wait;
    private int cooldown;
    private Optional<Double> best = Optional.empty();

    Active(Config config, Training training) {
      this.config = config;
      this.training = training;
      this.watch = Watch.of(config, training, config.get(MIN_DELTA));
    }

    @Override
    public void epochDone(EpochReport report) {
      watch.value(report.result().logs()).ifPresent(value -> look(report.epoch(), value));
    }

    private void look(int epoch, double value) {
      if (cooldown > 0) {
        cooldown--;
        wait = 0;
      }
      if (watch.isImprovement(value, best)) {
        best = Optional.of(value);
        wait = 0;
      } else if (cooldown == 0 && ++wait >= config.get(PATIENCE)) {
        reduce(epoch);
      }
    }

    private void reduce(int epoch) {
      double rate = training.learningRate();
      double least = config.get(MIN_LR);
      if (rate > least) {
        double reduced = Math.max(rate * config.get(FACTOR), least);
        training.setLearningRate(reduced);
        cooldown = config.get(COOLDOWN);
        wait = 0;
        if (config.get(Options.VERBOSE) > 0) {
          LOG.info("Epoch {}: the learning rate goes down to {}", epoch + 1, reduced);
        }
      }
    }

    @Override
    public CallbackMemory memory() {
      return CallbackMemory.EMPTY.with("wait", wait).with("cooldown", cooldown).with("best", best);
    }

    @Override
    public void restore(CallbackMemory memory) {
      wait = memory.integer("wait").orElse(0L).intValue();
      cooldown = memory.integer("cooldown").orElse(0L).intValue();
      best = memory.number("best");
    }
  }
}
