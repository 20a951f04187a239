package dev.peaberry.callback;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.schedule.Schedule;
import dev.peaberry.schedule.Schedules;
import dev.peaberry.train.ActiveCallback;
import dev.peaberry.train.Callback;
import dev.peaberry.train.Training;
import dev.peaberry.train.TrainingException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets the learning rate at the start of every epoch: by a schedule that counts epochs, or by a
 * function of Java's, which cannot be written down. See <a
 * href="https://keras.io/api/callbacks/learning_rate_scheduler/">keras.io</a>.
 *
 * @param config the settings
 */
public record LearningRateScheduler(Config config) implements Callback, Configured {
  private static final Option<Schedule> SCHEDULE = Option.required("schedule", Schedules.kind());

  /** Keras's LearningRateScheduler, with a schedule for the function. */
  public static final Schema<LearningRateScheduler> SCHEMA =
      Schema.of("LearningRateScheduler", LearningRateScheduler::new, SCHEDULE, Options.VERBOSE);

  private static final Logger LOG = LoggerFactory.getLogger(LearningRateScheduler.class);

  /** Checks that the settings are a LearningRateScheduler's. */
  public LearningRateScheduler {
    SCHEMA.require(config);
  }

  /** From the number of an epoch, from 0, and the present learning rate to the next one. */
  @FunctionalInterface
  public interface EpochRate {
    /** The learning rate of an epoch. */
    double at(int epoch, double learningRate);
  }

  /** By a schedule whose steps are epochs. */
  public static LearningRateScheduler of(Schedule schedule) {
    return new LearningRateScheduler(SCHEMA.with(SCHEDULE, schedule));
  }

  /**
   * By a function. The callback has Keras's class name, but its settings cannot be read back: a
   * function is not data. Who resumes a training has to give it again.
   */
  public static Callback of(EpochRate function) {
    return new ByFunction(function);
  }

  /**
   * {@inheritDoc}
   *
   * @throws TrainingException if the optimizer's own schedule decides the learning rate
   */
  @Override
  public ActiveCallback begin(Training training) {
    Schedule schedule = config.get(SCHEDULE);
    return active(training, (epoch, rate) -> schedule.at(epoch), config.get(Options.VERBOSE) > 0);
  }

  private static ActiveCallback active(Training training, EpochRate function, boolean verbose) {
    training.requireSettableLearningRate();
    return new ActiveCallback() {
      @Override
      public void epochStarted(int epoch, int epochs, long steps) {
        double rate = function.at(epoch, training.learningRate());
        training.setLearningRate(rate);
        if (verbose) {
          LOG.info("Epoch {}: the learning rate is {}", epoch + 1, rate);
        }
      }
    };
  }

  private record ByFunction(EpochRate function) implements Callback {
    @Override
    public ActiveCallback begin(Training training) {
      return active(training, function, false);
    }

    @Override
    public String className() {
      return SCHEMA.name();
    }

    @Override
    public Map<String, Object> configJson() {
      return Map.of(SCHEDULE.name(), "a function of Java's");
    }
  }
}
