package dev.peaberry.callback;

import dev.peaberry.config.Config;
import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.layer.WeightSpec;
import dev.peaberry.model.Weights;
import dev.peaberry.train.ActiveCallback;
import dev.peaberry.train.Callback;
import dev.peaberry.train.CallbackMemory;
import dev.peaberry.train.Ending;
import dev.peaberry.train.Training;
import dev.peaberry.train.TrainingException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Gives the model, at the end, the average of the weights that it had at the ends of the later
 * epochs, often with a constant, rather large learning rate: it generalises better than the last
 * weights (Izmailov, Podoprikhin, Garipov, Vetrov and Wilson 2018, <a
 * href="https://arxiv.org/abs/1803.05407">arXiv:1803.05407</a>). What batch normalisation has
 * averaged is computed anew by a pass over the training data. Not in Keras.
 *
 * @param config the settings
 */
public record StochasticWeightAveraging(Config config) implements Callback, Configured {
  private static final Option<Integer> START_EPOCH =
      Option.required("start_epoch", Kinds.integerFrom(0));
  private static final Option<Integer> FREQUENCY = Option.of("frequency", Kinds.integerFrom(1), 1);
  private static final Option<Optional<Double>> SWA_LEARNING_RATE =
      Option.of("swa_learning_rate", Kinds.positive().optional(), Optional.empty());
  private static final String AVERAGE = "average";
  private static final String COUNT = "count";

  /** The class; there is none of this name in Keras. */
  public static final Schema<StochasticWeightAveraging> SCHEMA =
      Schema.of(
              "StochasticWeightAveraging",
              StochasticWeightAveraging::new,
              START_EPOCH,
              FREQUENCY,
              SWA_LEARNING_RATE)
          .inPackage("peaberry");

  /** Checks that the settings are a StochasticWeightAveraging's. */
  public StochasticWeightAveraging {
    SCHEMA.require(config);
  }

  /**
   * Averaging the weights after an epoch and all later ones.
   *
   * @param epoch the first of them, from 0; about three quarters of all epochs are usual
   * @throws ConfigException if it is negative
   */
  public static StochasticWeightAveraging from(int epoch) {
    return new StochasticWeightAveraging(SCHEMA.with(START_EPOCH, epoch));
  }

  /** Taking the weights of every so many epochs only. */
  public StochasticWeightAveraging withFrequency(int epochs) {
    return new StochasticWeightAveraging(config.with(FREQUENCY, epochs));
  }

  /** With a constant learning rate from the first averaged epoch on. */
  public StochasticWeightAveraging withLearningRate(double rate) {
    return new StochasticWeightAveraging(config.with(SWA_LEARNING_RATE, Optional.of(rate)));
  }

  /**
   * {@inheritDoc}
   *
   * @throws TrainingException if there is to be a learning rate of its own, and a schedule decides
   *     the optimizer's
   */
  @Override
  public ActiveCallback begin(Training training) {
    if (config.get(SWA_LEARNING_RATE).isPresent()) {
      training.requireSettableLearningRate();
    }
    return new Active(config, training);
  }

  private static final class Active implements ActiveCallback {
    private final Config config;
    private final Training training;
    private Optional<Weights> average = Optional.empty();
    private long count;

    Active(Config config, Training training) {
      this.config = config;
      this.training = training;
    }

    @Override
    public void epochStarted(int epoch, int epochs, long steps) {
      if (epoch >= config.get(START_EPOCH)) {
        config.get(SWA_LEARNING_RATE).ifPresent(training::setLearningRate);
      }
    }

    @Override
    public void epochDone(EpochReport report) {
      int since = report.epoch() - config.get(START_EPOCH);
      if (since >= 0 && since % config.get(FREQUENCY) == 0) {
        count++;
        average = Optional.of(add(training.weights()));
      }
    }

    /** The mean of all; what is not trained has no mean and is as it was last. */
    private Weights add(Weights weights) {
      if (average.isEmpty()) {
        return weights;
      }
      Map<String, FloatArray> values = new LinkedHashMap<>(weights.asMap());
      for (WeightSpec spec : training.model().weights()) {
        if (spec.trainable()) {
          float[] mean = average.get().get(spec.name()).data().clone();
          float[] added = weights.get(spec.name()).data();
          for (int i = 0; i < mean.length; i++) {
            mean[i] += (added[i] - mean[i]) / count;
          }
          values.put(spec.name(), new FloatArray(spec.shape(), mean));
        }
      }
      return Weights.of(values);
    }

    @Override
    public void trainingDone(Ending ending) {
      average.ifPresent(
          weights -> {
            training.setWeights(weights, OptionalInt.empty());
            training.refreshStatistics();
          });
    }

    @Override
    public CallbackMemory memory() {
      return CallbackMemory.EMPTY.with(COUNT, count).withWeights(AVERAGE, average);
    }

    @Override
    public void restore(CallbackMemory memory) {
      count = memory.integer(COUNT).orElse(0L);
      average = memory.weights(AVERAGE);
    }
  }
}
