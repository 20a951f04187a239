package dev.peaberry.train;

import dev.peaberry.engine.Shape;
import dev.peaberry.format.Assets;
import dev.peaberry.format.KerasFile;
import dev.peaberry.format.ModelFormatException;
import dev.peaberry.layer.WeightSpec;
import dev.peaberry.model.Model;
import dev.peaberry.model.Weights;
import dev.peaberry.optimizer.Memory;
import dev.peaberry.optimizer.Optimizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A training on disk: a {@code .keras} file that Keras opens, compiled and with the optimizer's
 * memory, and beside it what Keras forgets: the state under {@code assets/}, callbacks' large
 * arrays as further weights.
 *
 * @param weights to train on with; the file's own where the training's end has not changed them
 * @param memory the optimizer's
 * @param state everything else
 * @param callbacks the memory of each
 * @param file what is written
 */
record Checkpoint(
    Weights weights,
    Memory memory,
    TrainingState state,
    List<CallbackList.Stored> callbacks,
    KerasFile file) {
  private static final String STATE = "training.json";
  private static final String TRAINED = "trained";
  private static final String WITHOUT_DECAY = "excluded_from_weight_decay";
  private static final String RATE_FACTORS = "learning_rate_factors";

  /**
   * A checkpoint of a training as it stands.
   *
   * @param weights the model's weights for whoever opens the file
   * @param trained the weights to train on with
   */
  @SuppressWarnings("ReferenceEquality") // the same object where the end changed nothing
  static Checkpoint of(
      Trainer trainer,
      Weights weights,
      Weights trained,
      Memory memory,
      TrainingState state,
      List<CallbackList.Stored> callbacks) {
    Assets assets = trainer.checkpoints().map(Checkpoints::assets).orElse(Assets.NONE);
    Map<String, Object> json = new LinkedHashMap<>(state.toJson());
    json.put("callbacks", StoredCallbacks.toJson(callbacks));
    Map<String, Weights> further = StoredCallbacks.weights(callbacks);
    if (trained != weights) {
      further.put(TRAINED, trained);
    }
    json.put(WITHOUT_DECAY, trainer.optimizer().excludedFromWeightDecay());
    json.put(RATE_FACTORS, trainer.optimizer().learningRateFactors());
    KerasFile file =
        KerasFile.of(trainer.model(), weights)
            .withOptimizer(
                StoredOptimizer.toKeras(trainer.optimizer(), memory, state.learningRate()))
            .withCompileConfig(CompileConfig.of(trainer))
            .withAssets(assets.withJson(STATE, json))
            .withFurther(further);
    return new Checkpoint(trained, memory, state, callbacks, file);
  }

  void write(Path path) {
    try {
      file.write(path);
    } catch (IOException e) {
      throw cannotWrite(path, e);
    }
  }

  static TrainingException cannotWrite(Path path, IOException e) {
    return new TrainingException(
        "Cannot write the checkpoint "
            + path
            + ": "
            + e.getMessage()
            + "; make room or choose another folder",
        e);
  }

  /** The first of some checkpoints that can be read; a broken one fails if it is the last. */
  static Optional<Checkpoint> readFirst(List<Path> candidates, Model model, Optimizer optimizer) {
    List<Path> files = candidates.stream().filter(Files::exists).toList();
    for (int i = 0; i < files.size(); i++) {
      try {
        return Optional.of(read(files.get(i), model, optimizer));
      } catch (ModelFormatException e) {
        if (i == files.size() - 1) {
          throw e;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Reads a checkpoint to go on with it.
   *
   * @throws TrainingException if it is another model's or holds no training
   */
  static Checkpoint read(Path path, Model model, Optimizer optimizer) {
    KerasFile file = KerasFile.read(path);
    Map<String, Object> json =
        file.assets()
            .json(STATE)
            .orElseThrow(
                () ->
                    new TrainingException(
                        path
                            + ": found a model without the state of a training, expected a"
                            + " last.keras that a training has written"));
    if (!file.model().equals(model)) {
      throw new TrainingException(
          path
              + ": found the model "
              + file.model()
              + ", expected "
              + model
              + " with the same layers; resume with the settings that the training began with");
    }
    Object excluded = json.getOrDefault(WITHOUT_DECAY, List.of());
    if (!optimizer.excludedFromWeightDecay().equals(excluded)) {
      throw new TrainingException(
          path
              + ": found a training without weight decay of "
              + excluded
              + ", expected "
              + optimizer.excludedFromWeightDecay()
              + "; resume with the optimizer that the training began with");
    }
    Object factors = json.getOrDefault(RATE_FACTORS, Map.of());
    if (!optimizer.learningRateFactors().equals(factors)) {
      throw new TrainingException(
          "%s: found a training with the learning-rate factors %s, expected %s; resume with the optimizer that the training began with"
              .formatted(path, factors, optimizer.learningRateFactors()));
    }
    try {
      TrainingState state = TrainingState.fromJson(json);
      return new Checkpoint(
          Optional.ofNullable(file.further().get(TRAINED)).orElse(file.weights()),
          memory(file, optimizer),
          state,
          StoredCallbacks.fromJson(json.get("callbacks"), file.further()),
          file);
    } catch (IllegalArgumentException | ClassCastException e) {
      throw new TrainingException(path + ": " + e.getMessage(), e);
    }
  }

  private static Memory memory(KerasFile file, Optimizer optimizer) {
    Map<String, Shape> trained = new LinkedHashMap<>();
    file.model().weights().stream()
        .filter(WeightSpec::trainable)
        .forEach(spec -> trained.put(spec.name(), spec.shape()));
    return StoredOptimizer.fromKeras(
        file.optimizer()
            .orElseThrow(
                () ->
                    new IllegalArgumentException("found no memory of an optimizer, expected one")),
        optimizer,
        trained);
  }
}
