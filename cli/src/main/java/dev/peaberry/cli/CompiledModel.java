package dev.peaberry.cli;

import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Progress;
import dev.peaberry.data.Batch;
import dev.peaberry.data.ImagePipeline;
import dev.peaberry.data.LabelMode;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.evaluate.Evaluation;
import dev.peaberry.evaluate.LabelsEvaluation;
import dev.peaberry.evaluate.Outputs;
import dev.peaberry.format.KerasFile;
import dev.peaberry.loss.Loss;
import dev.peaberry.loss.Reduction;
import dev.peaberry.loss.Targets;
import dev.peaberry.model.Inference;
import dev.peaberry.train.CompiledLoss;
import dev.peaberry.train.EvaluationProgram;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A model file with the loss that it was compiled with. Immutable.
 *
 * @param file the model and its weights
 * @param loss its own loss, if it can be computed
 * @param remark why it is judged by cross-entropy, if it is
 */
record CompiledModel(KerasFile file, Optional<CompiledLoss> loss, Optional<String> remark) {
  static CompiledModel of(KerasFile file) {
    try {
      Optional<CompiledLoss> loss =
          file.compileConfig().flatMap(config -> CompiledLoss.read(file.model(), config));
      if (loss.isEmpty()) {
        return crossEntropy(file, "the file names no loss");
      }
      return loss.get().losses().stream().allMatch(CompiledModel::judgesClasses)
          ? new CompiledModel(file, loss, Optional.empty())
          : crossEntropy(file, "the file's %s gives no number for classes".formatted(loss.get()));
    } catch (ConfigException e) {
      return crossEntropy(file, "the file's loss is unknown here: " + e.getMessage());
    }
  }

  private static CompiledModel crossEntropy(KerasFile file, String reason) {
    return new CompiledModel(
        file, Optional.empty(), Optional.of("Loss is cross-entropy, for " + reason));
  }

  private static boolean judgesClasses(Loss loss) {
    return loss.targets() != Targets.GROUP && loss.reduction() != Reduction.NONE;
  }

  /**
   * Judges the model in one pass; its loss is the mean over the pictures, as in Keras.
   *
   * @param pictures with labels of {@link #labelMode}
   * @param scores hears of each picture's probabilities
   */
  Evaluation evaluate(
      ImagePipeline pictures,
      List<String> classNames,
      EngineOptions engine,
      Progress progress,
      Consumer<List<Float>> scores) {
    Outputs outputs = Outputs.of(file.model());
    double[] sum = {0};
    Evaluation evaluation =
        judging(
            engine,
            sum,
            judge -> Evaluation.of(judge, pictures, classNames, outputs, progress, scores));
    return loss.isEmpty()
        ? evaluation
        : evaluation.withLoss(sum[0] / evaluation.examples(), loss.get().toString());
  }

  /** {@link #evaluate} for a model that judges each class by itself. */
  LabelsEvaluation evaluateLabels(
      ImagePipeline pictures, List<String> classNames, EngineOptions engine, Progress progress) {
    Outputs outputs = Outputs.of(file.model());
    double[] sum = {0};
    LabelsEvaluation evaluation =
        judging(
            engine,
            sum,
            judge -> LabelsEvaluation.of(judge, pictures, classNames, outputs, progress));
    return loss.isEmpty()
        ? evaluation
        : evaluation.withLoss(sum[0] / evaluation.examples(), loss.get().toString());
  }

  /** Lets a model judge batches, and adds up its own loss if it has one. */
  private <T> T judging(
      EngineOptions engine,
      double[] sum,
      Function<Function<Batch, List<FloatArray>>, T> evaluation) {
    if (loss.isEmpty()) {
      try (Inference inference = Inference.compile(file.model(), file.weights(), engine)) {
        return evaluation.apply(batch -> inference.run(batch.inputs()));
      }
    }
    try (EvaluationProgram program =
        EvaluationProgram.of(file.model(), file.weights(), loss.get(), engine)) {
      return evaluation.apply(
          batch -> {
            EvaluationProgram.Result result = program.run(batch);
            sum[0] += result.loss() * batch.size();
            return result.outputs();
          });
    }
  }

  /** How the loss wants labels to be encoded. */
  LabelMode labelMode() {
    if (file.assets().severalLabels()) {
      return LabelMode.MULTI_HOT;
    }
    if (loss.isEmpty() || loss.get().losses().get(0).targets() == Targets.SPARSE) {
      return LabelMode.INT;
    }
    return file.model().outputShapes().get(0).last() == 1
        ? LabelMode.BINARY
        : LabelMode.CATEGORICAL;
  }
}
