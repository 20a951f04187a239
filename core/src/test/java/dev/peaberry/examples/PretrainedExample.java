package dev.peaberry.examples;

import dev.peaberry.config.Progress;
import dev.peaberry.config.Seed;
import dev.peaberry.data.Features;
import dev.peaberry.data.ImageFolder;
import dev.peaberry.data.ImagePipeline;
import dev.peaberry.data.Split;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.GlobalAveragePooling2D;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.model.FeatureSplit;
import dev.peaberry.optimizer.Adam;
import dev.peaberry.pretrained.Pretrained;
import dev.peaberry.train.FrozenBase;
import dev.peaberry.train.Trainer;
import dev.peaberry.train.TrainingResult;
import dev.peaberry.zoo.MobileNet;
import java.nio.file.Path;

/** The example of the page about pretrained weights, as it stands there. */
final class PretrainedExample {
  private PretrainedExample() {}

  static TrainingResult run(Path folder, Path weights, Path cache) {
    // EXAMPLE
    ImageFolder pictures = ImageFolder.open(folder);
    Split split = Split.shuffled(pictures, 0.2, 42);
    ImagePipeline training =
        ImagePipeline.of(split.training()).withImageSize(96, 96).withShuffle(42);
    ImagePipeline validation = ImagePipeline.of(split.validation()).withImageSize(96, 96);
    int classes = pictures.classNames().size();
    Pretrained classifier =
        Pretrained.base(new MobileNet(0.25), Shape.of(96, 96, 3), weights)
            .withHead( // and the base frozen
                "beans",
                Seed.of(42),
                x -> x.apply(GlobalAveragePooling2D.of()).apply("scores", Dense.of(classes)));
    Trainer trainer =
        Trainer.of(classifier.model(), SparseCategoricalCrossentropy.fromLogits(), Adam.of())
            .withInitialWeights(classifier.weights())
            .withEpochs(10);
    FeatureSplit parts = FeatureSplit.of(classifier.model()).orElseThrow();
    try (FrozenBase base = FrozenBase.compile(parts, classifier.weights(), EngineOptions.DEFAULT)) {
      return trainer
          .withFeatures(parts) // each picture goes through the base once
          .fit(
              Features.of(training, base, cache, Progress.none()),
              Features.of(validation, base, cache, Progress.none()));
    }
    // EXAMPLE
  }
}
