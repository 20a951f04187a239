package dev.peaberry.callback;

import dev.peaberry.data.Dataset;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.Dense;
import dev.peaberry.loss.MeanSquaredError;
import dev.peaberry.metric.AutoAccuracy;
import dev.peaberry.metric.Metric;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.model.Weights;
import dev.peaberry.optimizer.Optimizer;
import dev.peaberry.optimizer.SGD;
import dev.peaberry.train.ActiveCallback;
import dev.peaberry.train.Callback;
import dev.peaberry.train.CallbackMemory;
import dev.peaberry.train.CompiledLoss;
import dev.peaberry.train.Diagnosis;
import dev.peaberry.train.Ending;
import dev.peaberry.train.History;
import dev.peaberry.train.Training;
import dev.peaberry.train.TrainingListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A training whose logs are given: no weight changes but one, which is the epoch's number. */
final class ScriptedTraining implements Training {
  private static final Model MODEL =
      Sequential.withInput(Shape.of(1)).add(Dense.of(1).withoutBias()).build();
  private static final String WEIGHT = MODEL.weights().get(0).name();

  private final List<Map<String, Double>> epochs;
  private final List<Double> learningRates = new ArrayList<>();
  private final List<Path> saved = new ArrayList<>();
  private final List<Path> savedWeights = new ArrayList<>();
  private double learningRate;
  private double weight;
  private int epoch;
  private Optional<String> stopped = Optional.empty();

  /** A training of as many epochs as there are logs. */
  ScriptedTraining(List<Map<String, Double>> epochs, double learningRate) {
    this.epochs = List.copyOf(epochs);
    this.learningRate = learningRate;
  }

  /** Logs of a measure, which may be missing, beside the loss. */
  static List<Map<String, Double>> logs(String monitor, List<Optional<Double>> values) {
    return values.stream()
        .map(
            value -> {
              Map<String, Double> logs = new LinkedHashMap<>();
              logs.put("loss", 1.0);
              value.ifPresent(number -> logs.put(monitor, number));
              return logs;
            })
        .toList();
  }

  /** Runs to the end and gives back what the callback remembers. */
  CallbackMemory run(Callback callback) {
    try (ActiveCallback active = callback.begin(this)) {
      active.trainingStarted();
      for (epoch = 0; epoch < epochs.size() && stopped.isEmpty(); epoch++) {
        active.epochStarted(epoch, epochs.size(), 1);
        weight = epoch;
        History.Epoch result = new History.Epoch(epochs.get(epoch), Duration.ZERO, Duration.ZERO);
        active.epochDone(new TrainingListener.EpochReport(epoch, epochs.size(), result, false));
        learningRates.add(learningRate);
      }
      active.trainingDone(new Ending(Ending.How.COMPLETED, ""));
      return active.memory();
    }
  }

  int epochsRun() {
    return epoch;
  }

  Optional<String> stopped() {
    return stopped;
  }

  List<Double> learningRates() {
    return learningRates;
  }

  double weight() {
    return weight;
  }

  List<Path> saved() {
    return saved;
  }

  List<Path> savedWeights() {
    return savedWeights;
  }

  @Override
  public Model model() {
    return MODEL;
  }

  @Override
  public CompiledLoss loss() {
    return CompiledLoss.of(List.of(MeanSquaredError.of()));
  }

  @Override
  public List<Metric> metrics() {
    return List.of(AutoAccuracy.of());
  }

  @Override
  public Optimizer optimizer() {
    return SGD.of();
  }

  @Override
  public Dataset trainingData() {
    throw new UnsupportedOperationException("There is no data");
  }

  @Override
  public Optional<Dataset> validationData() {
    return Optional.empty();
  }

  @Override
  public Optional<Path> folder() {
    return Optional.empty();
  }

  @Override
  public int epochs() {
    return epochs.size();
  }

  @Override
  public long steps() {
    return 1;
  }

  @Override
  public int epoch() {
    return epoch;
  }

  @Override
  public long step() {
    return 1;
  }

  @Override
  public long batches() {
    return epoch + 1L;
  }

  @Override
  public long updates() {
    return epoch + 1L;
  }

  @Override
  public History history() {
    return History.EMPTY;
  }

  @Override
  public Weights weights() {
    return Weights.of(Map.of(WEIGHT, new FloatArray(Shape.of(1, 1), new float[] {(float) weight})));
  }

  @Override
  public void setWeights(Weights weights, OptionalInt ofEpoch) {
    weight = weights.get(WEIGHT).data()[0];
  }

  @Override
  public void swapAverages() {
    throw new UnsupportedOperationException("There are no averages");
  }

  @Override
  public void refreshStatistics() {}

  @Override
  public double learningRate() {
    return learningRate;
  }

  @Override
  public void setLearningRate(double rate) {
    learningRate = rate;
  }

  @Override
  public void requireSettableLearningRate() {}

  @Override
  public Diagnosis diagnose() {
    throw new UnsupportedOperationException("There are no steps");
  }

  @Override
  public void stop(String reason) {
    stopped = Optional.of(reason);
  }

  @Override
  public void save(Path file) {
    saved.add(file);
  }

  @Override
  public void saveWeights(Path file) {
    savedWeights.add(file);
  }

  @Override
  public Map<String, Double> validate() {
    return Map.of();
  }
}
