package dev.peaberry.examples;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Seed;
import dev.peaberry.data.ImageFolder;
import dev.peaberry.data.ImagePipeline;
import dev.peaberry.data.LabelMode;
import dev.peaberry.data.Split;
import dev.peaberry.engine.Shape;
import dev.peaberry.format.Assets;
import dev.peaberry.format.ClassNames;
import dev.peaberry.layer.AveragePooling2D;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Dropout;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.Rescaling;
import dev.peaberry.loss.CategoricalCrossentropy;
import dev.peaberry.loss.Loss;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.model.Weights;
import dev.peaberry.optimizer.Adam;
import dev.peaberry.predict.Classification;
import dev.peaberry.predict.Classifier;
import dev.peaberry.pretrained.Pretrained;
import dev.peaberry.train.Checkpoints;
import dev.peaberry.train.Trainer;
import dev.peaberry.zoo.Backbone;
import dev.peaberry.zoo.BackboneWithHead;
import dev.peaberry.zoo.Preprocessing;
import dev.peaberry.zoo.Vgg;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The program of docs/tutorial/film-stars.md. */
final class FilmStars {
  private FilmStars() {}

  public static void main(String... args) throws Exception {
    ImageFolder stars = ImageFolder.open(Path.of(args[0]));
    Map<Integer, String> dictionary = new TreeMap<>();
    stars.classNames().forEach(name -> dictionary.put(dictionary.size(), name));
    System.out.println(dictionary);
    Pretrained start = pretrained(Vgg.VGG16, Path.of(args[1]), 224, dictionary.size());
    Path best =
        learn(
            start.model(),
            start.weights(),
            stars,
            LabelMode.CATEGORICAL,
            Path.of("runs/stars-java"),
            40);
    System.out.println(whoIsThat(best, Path.of(args[2])));
  }

  static Model small(int side, int classes) {
    return Sequential.withInput(Shape.of(side, side, 3))
        .add(Rescaling.of(1.0 / 255))
        .add(Conv2D.of(32, 3).withActivation(Activation.RELU))
        .add(AveragePooling2D.of(2))
        .add(Conv2D.of(64, 3).withActivation(Activation.RELU))
        .add(AveragePooling2D.of(2))
        .add(Conv2D.of(128, 3).withActivation(Activation.RELU))
        .add(AveragePooling2D.of(2))
        .add(Dropout.of(0.25))
        .add(Flatten.of())
        .add(Dense.of(128).withActivation(Activation.RELU))
        .add(Dropout.of(0.5))
        .add(Dense.of(classes).withActivation(Activation.SOFTMAX))
        .build();
  }

  static Model ownVgg(Backbone backbone, int side, int classes) {
    return new BackboneWithHead(
            backbone,
            Preprocessing.ZERO_TO_ONE,
            List.of(Flatten.of(), Dense.of(256).withActivation(Activation.RELU)))
        .build(Shape.of(side, side, 3), classes, Activation.SOFTMAX);
  }

  static Pretrained pretrained(Backbone backbone, Path weights, int side, int classes) {
    return Pretrained.base(backbone, Preprocessing.ZERO_TO_ONE, Shape.of(side, side, 3), weights)
        .withHead(
            "stars",
            Seed.of(123),
            features ->
                features
                    .apply(Flatten.of())
                    .apply(Dense.of(256).withActivation(Activation.RELU))
                    .apply(Dense.of(classes).withActivation(Activation.SOFTMAX)));
  }

  static Loss lossOf(LabelMode labels) {
    return labels == LabelMode.INT // 3, as LabelEncoder gives it; otherwise a row such as 0 0 0 1
        ? SparseCategoricalCrossentropy.of()
        : CategoricalCrossentropy.of();
  }

  static Path learn(
      Model model, Weights start, ImageFolder stars, LabelMode labels, Path output, int epochs) {
    int side = model.inputShapes().get(0).get(0);
    Split split = Split.shuffled(stars, 0.1, 123);
    ImagePipeline training =
        ImagePipeline.of(split.training())
            .withImageSize(side, side)
            .withLabelMode(labels)
            .withShuffle(123);
    ImagePipeline validation =
        ImagePipeline.of(split.validation()).withImageSize(side, side).withLabelMode(labels);
    Checkpoints checkpoints =
        Checkpoints.in(output)
            .withMonitor("val_accuracy")
            .withAssets(Assets.NONE.withClassNames(new ClassNames(stars.classNames())));
    Trainer.of(model, lossOf(labels), Adam.of().withLearningRate(1e-4))
        .withInitialWeights(start)
        .withEpochs(epochs)
        .withCheckpoints(checkpoints)
        .fit(training, validation);
    return checkpoints.best();
  }

  static List<Classification.Ranked> whoIsThat(Path best, Path photo) throws Exception {
    try (Classifier classifier = Classifier.open(best)) {
      return classifier.classify(photo).topK(3);
    }
  }
}
