package dev.peaberry.examples;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Progress;
import dev.peaberry.data.CacheFolder;
import dev.peaberry.data.Cifar10;
import dev.peaberry.data.ImagePipeline;
import dev.peaberry.data.ImageSource;
import dev.peaberry.engine.Device;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.Shape;
import dev.peaberry.evaluate.Evaluation;
import dev.peaberry.evaluate.Outputs;
import dev.peaberry.format.Assets;
import dev.peaberry.format.ClassNames;
import dev.peaberry.format.KerasFile;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.MaxPooling2D;
import dev.peaberry.layer.Rescaling;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.model.Inference;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.optimizer.Adam;
import dev.peaberry.predict.Classifier;
import dev.peaberry.report.CurvePlot;
import dev.peaberry.report.PictureGrid;
import dev.peaberry.train.Checkpoints;
import dev.peaberry.train.Trainer;
import dev.peaberry.train.TrainingResult;
import java.nio.file.Files;
import java.nio.file.Path;

/** The program of docs/tutorial/cifar10.md. */
final class Cifar10Network {
  private Cifar10Network() {}

  public static void main(String... args) throws Exception {
    Cifar10 cifar10 = Cifar10.download(CacheFolder.standard(), new Bar()); // once; then it is there
    System.out.println(learn(cifar10.training(), cifar10.test(), Path.of("runs/cifar10-java"), 10));
  }

  static Model network(int classes) {
    return Sequential.withInput(Shape.of(32, 32, 3))
        .add(Rescaling.of(1.0 / 255))
        .add(Conv2D.of(32, 3).withActivation(Activation.RELU))
        .add(MaxPooling2D.of(2))
        .add(Conv2D.of(64, 3).withActivation(Activation.RELU))
        .add(MaxPooling2D.of(2))
        .add(Conv2D.of(64, 3).withActivation(Activation.RELU))
        .add(Flatten.of())
        .add(Dense.of(64).withActivation(Activation.RELU))
        .add(Dense.of(classes))
        .build();
  }

  static Evaluation learn(ImageSource pictures, ImageSource test, Path output, int epochs)
      throws Exception {
    Files.createDirectories(output);
    PictureGrid.of(pictures).withSize(5, 5).writePng(output.resolve("grid.png"));
    EngineOptions engine = // or Device.GPU
        EngineOptions.DEFAULT.withDevice(Device.CPU).withMemoryGrowth(true);
    ImagePipeline training = ImagePipeline.of(pictures).withImageSize(32, 32).withShuffle(1);
    ImagePipeline validation = ImagePipeline.of(test).withImageSize(32, 32);
    Model model = network(pictures.classNames().size());
    Checkpoints checkpoints =
        Checkpoints.in(output)
            .withAssets(Assets.NONE.withClassNames(new ClassNames(pictures.classNames())));
    TrainingResult result =
        Trainer.of(model, SparseCategoricalCrossentropy.fromLogits(), Adam.of())
            .withEpochs(epochs)
            .withEngine(engine)
            .withCheckpoints(checkpoints)
            .fit(training, validation);
    CurvePlot.ofHistory("CIFAR-10", result.history().values())
        .figure()
        .writePng(output.resolve("curves.png"));
    tellSome(checkpoints.best(), test);
    KerasFile best = KerasFile.readWithoutOptimizer(checkpoints.best());
    try (Inference inference = Inference.compile(best.model(), best.weights(), engine)) {
      return Evaluation.of(
          inference, validation, test.classNames(), Outputs.of(model), Progress.none());
    }
  }

  static void tellSome(Path file, ImageSource test) throws Exception {
    try (Classifier classifier = Classifier.open(file)) {
      for (int i = 0; i < 5; i++) {
        System.out.printf("%s: %s%n", test.name(i), classifier.classify(test.read(i)));
      }
    }
  }

  /** A line for each tenth of a task. */
  static final class Bar implements Progress {
    private long total;
    private long told;

    @Override
    public void start(String task, long size, String unit) {
      System.out.println(task);
      total = size;
      told = 0;
    }

    @Override
    public void advance(long done) {
      for (; total > 0 && told < 10 * done / total; told++) {
        System.out.print("=");
      }
    }

    @Override
    public void finish() {
      System.out.println();
    }
  }
}
