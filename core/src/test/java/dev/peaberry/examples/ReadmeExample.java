package dev.peaberry.examples;

import dev.peaberry.activation.Activation;
import dev.peaberry.data.ImageFolder;
import dev.peaberry.data.ImagePipeline;
import dev.peaberry.data.Split;
import dev.peaberry.engine.Shape;
import dev.peaberry.format.Assets;
import dev.peaberry.format.ClassNames;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.model.Model;
import dev.peaberry.optimizer.Adam;
import dev.peaberry.predict.Classifier;
import dev.peaberry.train.Checkpoints;
import dev.peaberry.train.Trainer;
import dev.peaberry.zoo.SmallCnn;
import java.nio.file.Path;

/** The example of the README, as it stands there. */
final class ReadmeExample {
  private ReadmeExample() {}

  static String run(Path folder, Path photo, Path output) throws Exception {
    // README
    ImageFolder pictures = ImageFolder.open(folder); // one folder a class
    Split split = Split.shuffled(pictures, 0.2, 42); // Keras's split, file by file
    ImagePipeline training =
        ImagePipeline.of(split.training()).withImageSize(64, 64).withShuffle(42);
    ImagePipeline validation = ImagePipeline.of(split.validation()).withImageSize(64, 64);
    int classes = pictures.classNames().size();
    Model model = new SmallCnn().build(Shape.of(64, 64, 3), classes, Activation.LINEAR);
    Assets assets = Assets.NONE.withClassNames(new ClassNames(pictures.classNames()));
    Checkpoints checkpoints = Checkpoints.in(output).withAssets(assets);
    Trainer.of(model, SparseCategoricalCrossentropy.fromLogits(), Adam.of())
        .withEpochs(10)
        .withCheckpoints(checkpoints)
        .fit(training, validation);
    try (Classifier classifier = Classifier.open(checkpoints.best())) {
      return classifier.classify(photo).best().label();
    }
    // README
  }
}
