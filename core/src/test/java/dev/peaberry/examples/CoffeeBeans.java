package dev.peaberry.examples;

import dev.peaberry.activation.Activation;
import dev.peaberry.callback.EarlyStopping;
import dev.peaberry.data.Cache;
import dev.peaberry.data.ImageFolder;
import dev.peaberry.data.ImagePipeline;
import dev.peaberry.data.Split;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.Shape;
import dev.peaberry.evaluate.Evaluation;
import dev.peaberry.evaluate.Outputs;
import dev.peaberry.format.Assets;
import dev.peaberry.format.ClassNames;
import dev.peaberry.format.KerasFile;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.Layer;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.model.Inference;
import dev.peaberry.model.Model;
import dev.peaberry.optimizer.Adam;
import dev.peaberry.report.CurvePlot;
import dev.peaberry.schedule.ExponentialDecay;
import dev.peaberry.train.Checkpoints;
import dev.peaberry.train.Trainer;
import dev.peaberry.train.TrainingResult;
import dev.peaberry.zoo.Backbone;
import dev.peaberry.zoo.BackboneWithHead;
import dev.peaberry.zoo.Preprocessing;
import dev.peaberry.zoo.Vgg;
import java.nio.file.Path;
import java.util.List;

/** The program of docs/tutorial/coffee-beans.md. */
final class CoffeeBeans {
  static final List<Layer> LARGE_HEAD =
      List.of(
          Flatten.of(),
          Dense.of(4096).withActivation(Activation.RELU),
          Dense.of(4096).withActivation(Activation.RELU));
  static final List<Layer> SMALL_HEAD =
      List.of(
          Flatten.of(),
          Dense.of(1024).withActivation(Activation.RELU).withoutBias(),
          Dense.of(512).withActivation(Activation.RELU));

  private CoffeeBeans() {}

  public static void main(String... args) throws Exception {
    Model model = network(Vgg.VGG16, SMALL_HEAD, 224, 4);
    System.out.println(model.summary());
    System.out.println(learn(model, Path.of(args[0]), Path.of("runs/coffee-java"), 100));
  }

  static Model network(Backbone backbone, List<Layer> head, int side, int classes) {
    return new BackboneWithHead(backbone, Preprocessing.ZERO_TO_ONE, head)
        .build(Shape.of(side, side, 3), classes, Activation.SOFTMAX);
  }

  static Evaluation learn(Model model, Path folder, Path output, int epochs) throws Exception {
    int side = model.inputShapes().get(0).get(0);
    ImageFolder pictures = ImageFolder.open(folder);
    Split split = Split.shuffled(pictures, 0.2, 42);
    ImagePipeline training =
        ImagePipeline.of(split.training())
            .withImageSize(side, side)
            .withBatchSize(32)
            .withCache(Cache.memory())
            .withShuffle(42);
    ImagePipeline validation =
        ImagePipeline.of(split.validation()).withImageSize(side, side).withCache(Cache.memory());
    ExponentialDecay rate = ExponentialDecay.of(1e-4, 20, 0.95).withStaircase();
    Checkpoints checkpoints =
        Checkpoints.in(output)
            .withMonitor("val_accuracy")
            .withAssets(Assets.NONE.withClassNames(new ClassNames(pictures.classNames())));
    TrainingResult result =
        Trainer.of(model, SparseCategoricalCrossentropy.of(), Adam.of().withLearningRate(rate))
            .withEpochs(epochs)
            .withCallbacks(List.of(EarlyStopping.of(20).withMonitor("val_accuracy")))
            .withCheckpoints(checkpoints)
            .fit(training, validation);
    CurvePlot.ofHistory("Coffee beans", result.history().values())
        .figure()
        .writePng(output.resolve("curves.png"));
    KerasFile best = KerasFile.readWithoutOptimizer(checkpoints.best());
    try (Inference inference =
        Inference.compile(best.model(), best.weights(), EngineOptions.DEFAULT)) {
      return Evaluation.of(inference, validation, pictures.classNames(), Outputs.of(best.model()));
    }
  }
}
