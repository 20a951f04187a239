package dev.peaberry.cli;

import dev.peaberry.augment.Corruption;
import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Progress;
import dev.peaberry.config.Seed;
import dev.peaberry.config.Size;
import dev.peaberry.data.Batch;
import dev.peaberry.data.Dataset;
import dev.peaberry.data.ImagePipeline;
import dev.peaberry.data.LabelMode;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.UInt8Array;
import dev.peaberry.evaluate.DecisionRule;
import dev.peaberry.evaluate.Evaluation;
import dev.peaberry.evaluate.LabelsEvaluation;
import dev.peaberry.evaluate.Outputs;
import dev.peaberry.evaluate.StressTest;
import dev.peaberry.evaluate.TestTimeAugmentation;
import dev.peaberry.format.KerasFile;
import dev.peaberry.loss.Loss;
import dev.peaberry.loss.Reduction;
import dev.peaberry.loss.Targets;
import dev.peaberry.model.Inference;
import dev.peaberry.model.Model;
import dev.peaberry.predict.Preprocessing;
import dev.peaberry.train.CompiledLoss;
import dev.peaberry.train.EvaluationProgram;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * A model file with the loss that it was compiled with. Immutable.
 *
 * @param file the model and its weights
 * @param loss its own loss, if it can be computed
 * @param remark why it is judged by cross-entropy, if it is
 * @param views in which it is shown each picture
 */
record CompiledModel(
    KerasFile file,
    Optional<CompiledLoss> loss,
    Optional<String> remark,
    TestTimeAugmentation views) {
  /** A model that is shown the middle of each picture, which is all of it unless it was cut. */
  static CompiledModel of(KerasFile file) {
    return of(file, TestTimeAugmentation.none());
  }

  /** A model that is shown each picture in some views. */
  static CompiledModel of(KerasFile file, TestTimeAugmentation views) {
    return views.views() == 1
        ? withItsLoss(file, views)
        : crossEntropy(file, views, "a mean over views has no other");
  }

  private static CompiledModel withItsLoss(KerasFile file, TestTimeAugmentation views) {
    try {
      Optional<CompiledLoss> loss =
          file.compileConfig().flatMap(config -> CompiledLoss.read(file.model(), config));
      if (loss.isEmpty()) {
        return crossEntropy(file, views, "the file names no loss");
      }
      return loss.get().losses().stream().allMatch(CompiledModel::judgesClasses)
          ? new CompiledModel(file, loss, Optional.empty(), views)
          : crossEntropy(
              file, views, "the file's %s gives no number for classes".formatted(loss.get()));
    } catch (ConfigException e) {
      return crossEntropy(file, views, "the file's loss is unknown here: " + e.getMessage());
    }
  }

  private static CompiledModel crossEntropy(
      KerasFile file, TestTimeAugmentation views, String reason) {
    return new CompiledModel(
        file, Optional.empty(), Optional.of("Loss is cross-entropy, for " + reason), views);
  }

  private static boolean judgesClasses(Loss loss) {
    return loss.targets() != Targets.GROUP && loss.reduction() != Reduction.NONE;
  }

  /**
   * Judges the model in one pass; its loss is the mean over the pictures, as in Keras.
   *
   * @param pictures with labels of {@link #labelMode}
   * @param pass notes what can be noted on the way
   */
  Evaluation evaluate(
      Dataset pictures,
      List<String> classNames,
      EngineOptions engine,
      Progress progress,
      PassRecord pass) {
    double[] sum = {0};
    Evaluation evaluation =
        judging(
            engine,
            sum,
            pass,
            (judge, outputs) ->
                pass.pass(
                    () ->
                        Evaluation.of(
                            batch -> pass.inModel(() -> judge.apply(batch)),
                            pictures,
                            classNames,
                            outputs,
                            progress)));
    return loss.isEmpty()
        ? evaluation
        : evaluation.withLoss(sum[0] / evaluation.examples(), loss.get().toString());
  }

  /**
   * Judges the model on pictures as they are and as they suffer; losses are cross-entropies.
   *
   * @param pictures with labels of {@link #labelMode}
   * @param stopped whether to be content with the batches so far
   */
  StressTest stress(
      ImagePipeline pictures,
      List<String> classNames,
      List<Corruption> corruptions,
      Seed seed,
      EngineOptions engine,
      BooleanSupplier stopped,
      Progress progress) {
    return judging(
        engine,
        new double[1],
        PassRecord.withoutFeatures(),
        (judge, outputs) ->
            StressTest.of(
                judge, pictures, classNames, outputs, corruptions, seed, stopped, progress));
  }

  /**
   * {@link #evaluate} for a model that judges each class by itself.
   *
   * @param rule makes answers of probabilities
   */
  LabelsEvaluation evaluateLabels(
      ImagePipeline pictures,
      List<String> classNames,
      EngineOptions engine,
      Progress progress,
      DecisionRule rule) {
    double[] sum = {0};
    LabelsEvaluation evaluation =
        judging(
            engine,
            sum,
            PassRecord.withoutFeatures(),
            (judge, outputs) ->
                LabelsEvaluation.of(judge, pictures, classNames, outputs, progress, rule));
    return loss.isEmpty()
        ? evaluation
        : evaluation.withLoss(sum[0] / evaluation.examples(), loss.get().toString());
  }

  /** Lets a model judge batches, and adds up its own loss if it has one. */
  private <T> T judging(
      EngineOptions engine,
      double[] sum,
      PassRecord pass,
      BiFunction<Function<Batch, List<FloatArray>>, Outputs, T> evaluation) {
    Outputs outputs = Outputs.of(file.model());
    if (views.views() > 1) {
      try (Inference inference = Inference.compile(file.model(), file.weights(), engine)) {
        return evaluation.apply(
            views.judge(inference, modelSize(), outputs, file.assets().severalLabels()),
            Outputs.PROBABILITIES);
      }
    }
    Model observed = file.model().withFeatures().orElse(file.model());
    if (loss.isEmpty()) {
      try (Inference inference = Inference.compile(observed, file.weights(), engine)) {
        return evaluation.apply(
            batch -> withoutFeatures(inference.run(middle(batch).inputs()), pass), outputs);
      }
    }
    try (EvaluationProgram program =
        EvaluationProgram.of(file.model(), file.weights(), loss.get(), engine)
            .observing(observed)) {
      return evaluation.apply(
          batch -> {
            EvaluationProgram.Result result = program.run(middle(batch));
            sum[0] += result.loss() * batch.size();
            return withoutFeatures(result.outputs(), pass);
          },
          outputs);
    }
  }

  private static List<FloatArray> withoutFeatures(List<FloatArray> outputs, PassRecord pass) {
    if (outputs.size() > 1) {
      pass.features(outputs.get(1));
    }
    return outputs.subList(0, 1);
  }

  private Batch middle(Batch batch) {
    UInt8Array loaded = (UInt8Array) batch.inputs().get(0);
    return new Batch(
        List.of(TestTimeAugmentation.middle(loaded, modelSize())),
        batch.targets(),
        batch.weights());
  }

  private Size modelSize() {
    Shape picture = file.model().inputShapes().get(0);
    return Size.of(picture.get(0), picture.get(1));
  }

  /**
   * The size at which pictures are loaded.
   *
   * @throws InputException if the views are larger
   */
  Size loadSize(Preprocessing preprocessing) {
    try {
      return views.loadSize(modelSize(), preprocessing.loadSize());
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
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
