package dev.peaberry.lint;

import dev.peaberry.activation.Activation;
import dev.peaberry.data.LabelMode;
import dev.peaberry.image.Image;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.Layer;
import dev.peaberry.loss.Loss;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.optimizer.Adam;
import dev.peaberry.optimizer.LearningRate;
import dev.peaberry.schedule.Schedule;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Plans for examples. */
final class Plans {
  private Plans() {}

  /** A model that a loss judges. */
  static TrainingPlan judged(Model model, Loss... losses) {
    return TrainingPlan.of(model).withLosses(List.of(losses)).withOptimizer(Adam.of());
  }

  /** The same with ten classes of pictures. */
  static TrainingPlan ofTen(Model model, Loss loss, LabelMode mode) {
    return judged(model, loss).withClassNames(names(10)).withLabelMode(mode);
  }

  /** A usual training of ten classes, with other layers in the middle. */
  static TrainingPlan with(Layer... layers) {
    return logits(middle(Networks.start(), layers));
  }

  static Sequential middle(Sequential start, Layer... layers) {
    Sequential chain = start;
    for (Layer layer : layers) {
      chain = chain.add(layer);
    }
    return chain;
  }

  /** Ten scores after some layers, judged. */
  static TrainingPlan logits(Sequential layers) {
    return judged(
        layers.add(Flatten.of()).add(Dense.of(10)).build(),
        SparseCategoricalCrossentropy.fromLogits());
  }

  /** A usual training with a schedule of the rate, 1,000 steps long. */
  static TrainingPlan scheduled(Schedule schedule) {
    return judged(Networks.small(10, Activation.LINEAR), SparseCategoricalCrossentropy.fromLogits())
        .withOptimizer(Adam.of().withLearningRate(new LearningRate.Scheduled(schedule)))
        .withEpochs(10)
        .withStepsPerEpoch(100);
  }

  /** A usual training of so many pictures of each class. */
  static TrainingPlan counted(Integer... training) {
    return of(facts(List.of(training), Arrays.stream(training).map(count -> 5).toList()));
  }

  /** A usual training of pictures. */
  static TrainingPlan of(PictureFacts facts) {
    int classes = facts.classNames().size();
    return judged(
            Networks.small(classes, Activation.LINEAR), SparseCategoricalCrossentropy.fromLogits())
        .withClassNames(facts.classNames())
        .withLabelMode(LabelMode.INT)
        .withBatchSize(32)
        .withShuffle(true)
        .withPictures(facts);
  }

  static PictureFacts facts(List<Integer> training, List<Integer> validation) {
    return facts(training, validation, training.size() - 1, List.of());
  }

  static PictureFacts facts(
      List<Integer> training,
      List<Integer> validation,
      int changes,
      List<List<PictureFacts.Copy>> copies) {
    return new PictureFacts(
        names(training.size()), training, validation, changes, noise(), copies, 0);
  }

  static List<String> names(int classes) {
    return IntStream.range(0, classes).mapToObj(i -> "class" + i).toList();
  }

  private static List<Image> noise() {
    byte[] pixels = new byte[32 * 32 * 3];
    new Random(1).nextBytes(pixels);
    return List.of(new Image(32, 32, 3, pixels));
  }
}
