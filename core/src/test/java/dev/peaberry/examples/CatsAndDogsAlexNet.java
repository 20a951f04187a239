package dev.peaberry.examples;

import dev.peaberry.activation.Activation;
import dev.peaberry.augment.ImageDataGenerator;
import dev.peaberry.callback.ReduceLROnPlateau;
import dev.peaberry.data.ImageFolder;
import dev.peaberry.data.ImagePipeline;
import dev.peaberry.data.LabelMode;
import dev.peaberry.engine.Shape;
import dev.peaberry.format.Assets;
import dev.peaberry.format.ClassNames;
import dev.peaberry.format.KerasFile;
import dev.peaberry.loss.BinaryCrossentropy;
import dev.peaberry.model.Model;
import dev.peaberry.optimizer.Adam;
import dev.peaberry.predict.Classifier;
import dev.peaberry.report.CurvePlot;
import dev.peaberry.train.Trainer;
import dev.peaberry.train.TrainingResult;
import dev.peaberry.zoo.SmallAlexNet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The program of docs/tutorial/cats-and-dogs-alexnet.md. */
final class CatsAndDogsAlexNet {
  private CatsAndDogsAlexNet() {}

  public static void main(String... args) throws Exception {
    Path output = Files.createDirectories(Path.of("runs/alexnet-java"));
    Path saved = learn(Path.of(args[0]), output, 224, 50, 100);
    System.out.println(predict(saved, Path.of(args[1])));
  }

  static Path learn(Path folder, Path output, int side, int steps, int epochs) throws Exception {
    ImageFolder pictures = ImageFolder.open(folder.resolve("train"));
    ImageDataGenerator changes =
        ImageDataGenerator.of()
            .withRotationRange(40)
            .withShiftRange(0.2, 0.2)
            .withShearRange(0.2)
            .withZoomRange(0.2)
            .withHorizontalFlip();
    ImagePipeline training =
        pipeline(pictures, side).withShuffle(42).withAugmentation(List.of(changes), 42);
    ImagePipeline validation = pipeline(ImageFolder.open(folder.resolve("validation")), side);
    Model model = SmallAlexNet.regularized().build(Shape.of(side, side, 3), 1, Activation.SIGMOID);
    ReduceLROnPlateau plateaus = ReduceLROnPlateau.of(0.5, 5).withMinLearningRate(1e-5);
    TrainingResult result =
        Trainer.of(model, BinaryCrossentropy.of(), Adam.of().withLearningRate(1e-4))
            .withStepsPerEpoch(steps)
            .withEpochs(epochs)
            .withCallbacks(List.of(plateaus))
            .fit(training, validation);
    CurvePlot.ofHistory("Cats and dogs", result.history().values())
        .figure()
        .writePng(output.resolve("curves.png"));
    Path file = output.resolve("cats-dogs.keras");
    KerasFile.of(result.model(), result.weights())
        .withAssets(Assets.NONE.withClassNames(new ClassNames(pictures.classNames())))
        .write(file);
    return file;
  }

  private static ImagePipeline pipeline(ImageFolder pictures, int side) {
    return ImagePipeline.of(pictures)
        .withImageSize(side, side)
        .withBatchSize(8)
        .withLabelMode(LabelMode.BINARY);
  }

  static String predict(Path file, Path photo) throws Exception {
    try (Classifier classifier = Classifier.open(file)) {
      return classifier.classify(photo).toString();
    }
  }
}
