package dev.peaberry.train;

import dev.peaberry.config.Seed;
import dev.peaberry.data.ClassWeights;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.metric.AutoAccuracy;
import dev.peaberry.metric.Metric;
import dev.peaberry.model.Model;
import dev.peaberry.model.Weights;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What a trainer can be told beside its model, loss and optimizer. Not changed once made. */
final class TrainerSettings {
  List<List<Metric>> metrics;
  List<List<Metric>> weightedMetrics;
  Map<String, ClassWeights> classWeights = Map.of();
  int epochs = 1;
  OptionalLong stepsPerEpoch = OptionalLong.empty();
  Seed seed = Seed.of(0);
  EngineOptions engine = EngineOptions.DEFAULT;
  Optional<Weights> initialWeights = Optional.empty();
  TrainingListener listener = TrainingListener.NONE;
  Optional<Checkpoints> checkpoints = Optional.empty();
  List<Callback> callbacks = List.of();
  BooleanSupplier stopSignal = () -> false;
  Optional<Model> head = Optional.empty();
  Optional<TrainingResult> earlier = Optional.empty();

  private TrainerSettings(List<List<Metric>> metrics, List<List<Metric>> weightedMetrics) {
    this.metrics = metrics;
    this.weightedMetrics = weightedMetrics;
  }

  /** One epoch, in which accuracy is measured. */
  static TrainerSettings of(Model model) {
    return new TrainerSettings(
        CompiledLoss.metricsOfEveryOutput(model, List.of(AutoAccuracy.of())),
        CompiledLoss.metricsOfEveryOutput(model, List.of()));
  }

  /** A changed copy. */
  TrainerSettings with(Consumer<TrainerSettings> change) {
    TrainerSettings copy = new TrainerSettings(metrics, weightedMetrics);
    copy.classWeights = classWeights;
    copy.epochs = epochs;
    copy.stepsPerEpoch = stepsPerEpoch;
    copy.seed = seed;
    copy.engine = engine;
    copy.initialWeights = initialWeights;
    copy.listener = listener;
    copy.checkpoints = checkpoints;
    copy.callbacks = callbacks;
    copy.stopSignal = stopSignal;
    copy.head = head;
    copy.earlier = earlier;
    change.accept(copy);
    return copy;
  }
}
