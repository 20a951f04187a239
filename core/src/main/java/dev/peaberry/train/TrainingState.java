package dev.peaberry.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a training stands, but for weights and the optimizer's slots. Immutable.
 *
 * @param seed the root of all its random numbers
 * @param epoch the epoch that is under way or comes next, from 0
 * @param step the steps of that epoch that are done
 * @param batches the batches trained on since the start
 * @param learningRate the present rate, where no schedule decides it
 * @param running the epoch's running sums, by name
 * @param best the best value so far of the checkpoints' measure
 * @param bestEpoch its epoch, from 0
 * @param history of all complete epochs
 * @param stop why a callback has stopped the training, until its end is saved
 */
record TrainingState(
    long seed,
    int epoch,
    long step,
    long batches,
    double learningRate,
    Map<String, List<Double>> running,
    Optional<Double> best,
    Optional<Integer> bestEpoch,
    History history,
    Optional<String> stop) {

  static TrainingState start(long seed, double learningRate) {
    return new TrainingState(
        seed,
        0,
        0,
        0,
        learningRate,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        History.EMPTY,
        Optional.empty());
  }

  /** This start with the epochs of an earlier training before it. */
  TrainingState after(TrainingResult earlier, Optional<Checkpoints> checkpoints) {
    History done = earlier.history();
    Optional<Integer> foundBest =
        earlier.bestEpoch().isPresent()
            ? Optional.of(earlier.bestEpoch().getAsInt())
            : Optional.empty();
    Optional<Double> measured =
        foundBest.flatMap(
            number ->
                checkpoints.map(each -> done.epochs().get(number).logs().get(each.monitor())));
    return new TrainingState(
        seed,
        done.epochs().size(),
        0,
        0,
        learningRate,
        Map.of(),
        measured,
        measured.isPresent() ? foundBest : Optional.empty(),
        done,
        Optional.empty());
  }

  TrainingState withLearningRate(double rate) {
    return new TrainingState(
        seed, epoch, step, batches, rate, running, best, bestEpoch, history, stop);
  }

  /** Stopped by a callback, or with the stop forgotten. */
  TrainingState withStop(Optional<String> reason) {
    return new TrainingState(
        seed, epoch, step, batches, learningRate, running, best, bestEpoch, history, reason);
  }

  /** Stopped in the middle of an epoch. */
  TrainingState inEpoch(long steps, long trained, Map<String, List<Double>> sums) {
    return new TrainingState(
        seed, epoch, steps, trained, learningRate, sums, best, bestEpoch, history, stop);
  }

  /** At the end of an epoch, which may be the best so far. */
  TrainingState afterEpoch(long trained, History.Epoch result, Optional<Double> newBest) {
    return new TrainingState(
        seed,
        epoch + 1,
        0,
        trained,
        learningRate,
        Map.of(),
        newBest.or(() -> best),
        newBest.isPresent() ? Optional.of(epoch) : bestEpoch,
        history.with(result),
        stop);
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("seed", seed);
    json.put("epoch", epoch);
    json.put("step", step);
    json.put("batches", batches);
    json.put("learning_rate", learningRate);
    json.put("running", running);
    best.ifPresent(value -> json.put("best", value));
    bestEpoch.ifPresent(value -> json.put("best_epoch", value));
    stop.ifPresent(reason -> json.put("stop", reason));
    json.put("history", history.toJson());
    return json;
  }

  /**
   * The state that {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static TrainingState fromJson(Map<?, ?> json) {
    Map<String, List<Double>> running = new LinkedHashMap<>();
    Map<?, ?> sums = require(json, "running", Map.class);
    sums.forEach((name, each) -> running.put(String.valueOf(name), numbers(each)));
    return new TrainingState(
        require(json, "seed", Number.class).longValue(),
        require(json, "epoch", Number.class).intValue(),
        require(json, "step", Number.class).longValue(),
        require(json, "batches", Number.class).longValue(),
        require(json, "learning_rate", Number.class).doubleValue(),
        running,
        Optional.ofNullable(json.get("best")).map(TrainingState::number),
        Optional.ofNullable(json.get("best_epoch")).map(n -> number(n).intValue()),
        History.fromJson(require(json, "history", List.class)),
        Optional.ofNullable(json.get("stop")).map(String::valueOf));
  }

  private static <T> T require(Map<?, ?> json, String key, Class<T> type) {
    if (!type.isInstance(json.get(key))) {
      throw new IllegalArgumentException(
          "Training state: found "
              + json.get(key)
              + " for '"
              + key
              + "', expected a "
              + type.getSimpleName());
    }
    return type.cast(json.get(key));
  }

  private static List<Double> numbers(Object json) {
    if (json instanceof List<?> list) {
      return list.stream().map(TrainingState::number).toList();
    }
    throw new IllegalArgumentException("Training state: found " + json + ", expected numbers");
  }

  /** NaN and infinities are texts in JSON. */
  private static Double number(Object json) {
    return json instanceof Number number ? number.doubleValue() : Double.valueOf((String) json);
  }
}
