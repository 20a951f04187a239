package dev.peaberry.examples;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Progress;
import dev.peaberry.config.Seed;
import dev.peaberry.data.CacheFolder;
import dev.peaberry.data.Features;
import dev.peaberry.data.ImageFolder;
import dev.peaberry.data.ImagePipeline;
import dev.peaberry.data.LabelMode;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.Shape;
import dev.peaberry.format.Assets;
import dev.peaberry.format.ClassNames;
import dev.peaberry.format.KerasFile;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Dropout;
import dev.peaberry.layer.Flatten;
import dev.peaberry.loss.BinaryCrossentropy;
import dev.peaberry.model.FeatureSplit;
import dev.peaberry.model.Model;
import dev.peaberry.optimizer.Adam;
import dev.peaberry.optimizer.Optimizer;
import dev.peaberry.predict.Classifier;
import dev.peaberry.pretrained.Pretrained;
import dev.peaberry.train.Checkpoints;
import dev.peaberry.train.FrozenBase;
import dev.peaberry.train.Trainer;
import dev.peaberry.train.TrainingResult;
import dev.peaberry.zoo.Backbone;
import dev.peaberry.zoo.Vgg;
import java.nio.file.Path;

/** The program of docs/tutorial/cats-and-dogs.md. */
final class CatsAndDogs {
  private final Pretrained start;
  private final ImagePipeline training;
  private final ImagePipeline validation;
  private final Checkpoints checkpoints;

  CatsAndDogs(Path folder, Backbone backbone, Path weights, int side, Path output) {
    ImageFolder pictures = ImageFolder.open(folder.resolve("train"));
    training = pipeline(pictures, side).withShuffle(42);
    validation = pipeline(ImageFolder.open(folder.resolve("validation")), side);
    start =
        Pretrained.base(backbone, Shape.of(side, side, 3), weights)
            .withHead(
                "cats_and_dogs",
                Seed.of(42),
                features ->
                    features
                        .apply(Flatten.of())
                        .apply(Dense.of(256).withActivation(Activation.RELU))
                        .apply(Dropout.of(0.5))
                        .apply(Dense.of(1).withActivation(Activation.SIGMOID)));
    checkpoints =
        Checkpoints.in(output)
            .withMonitor("val_accuracy")
            .withAssets(Assets.NONE.withClassNames(new ClassNames(pictures.classNames())));
  }

  private static ImagePipeline pipeline(ImageFolder pictures, int side) {
    return ImagePipeline.of(pictures)
        .withImageSize(side, side)
        .withBatchSize(64)
        .withLabelMode(LabelMode.BINARY);
  }

  public static void main(String... args) throws Exception {
    CatsAndDogs program =
        new CatsAndDogs(
            Path.of(args[0]), Vgg.VGG16, Path.of(args[1]), 150, Path.of("runs/cats-dogs-java"));
    TrainingResult head = program.trainHead(CacheFolder.standard().resolve("features"), 30);
    program.fineTune(head, "block5", 10);
    System.out.println(program.predict(Path.of(args[2])));
  }

  /** The base looks at each picture once; the head learns from what it found. */
  TrainingResult trainHead(Path cache, int epochs) {
    FeatureSplit split = FeatureSplit.of(start.model()).orElseThrow();
    try (FrozenBase base = FrozenBase.compile(split, start.weights(), EngineOptions.DEFAULT)) {
      return trainer(start.model(), Adam.of())
          .withFeatures(split)
          .withInitialWeights(start.weights())
          .withEpochs(epochs)
          .fit(
              Features.of(training, base, cache, Progress.none()),
              Features.of(validation, base, cache, Progress.none()));
    }
  }

  /** The base's last block learns, too, at a rate that leaves most of its weights as they are. */
  TrainingResult fineTune(TrainingResult head, String block, int epochs) {
    Model model =
        start.model().withFrozen(name -> name.startsWith("block") && !name.startsWith(block));
    return trainer(model, Adam.of().withLearningRate(1e-5))
        .withInitialWeights(KerasFile.readWithoutOptimizer(checkpoints.best()).weights())
        .withEarlier(head)
        .withEpochs(head.history().epochs().size() + epochs)
        .fit(training, validation);
  }

  private Trainer trainer(Model model, Optimizer optimizer) {
    return Trainer.of(model, BinaryCrossentropy.of(), optimizer).withCheckpoints(checkpoints);
  }

  String predict(Path photo) throws Exception {
    try (Classifier classifier = Classifier.open(checkpoints.best())) {
      return classifier.classify(photo).toString();
    }
  }
}
