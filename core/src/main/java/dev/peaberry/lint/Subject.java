package dev.peaberry.lint;

import dev.peaberry.optimizer.LearningRate;
import dev.peaberry.optimizer.Optimizer;
import dev.peaberry.schedule.Schedule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A plan and what follows from it, computed once for all rules. Immutable. */
final class Subject {
  private final TrainingPlan plan;
  private final Network network;
  private final List<Head> heads;
  private final PixelRanges pixels;

  Subject(TrainingPlan plan) {
    this.plan = plan;
    this.network = new Network(plan.model());
    this.heads =
        IntStream.range(0, network.outputs().size())
            .mapToObj(
                i ->
                    new Head(
                        network.outputs().get(i),
                        i < plan.losses().size()
                            ? Optional.of(plan.losses().get(i))
                            : Optional.empty()))
            .toList();
    this.pixels = PixelRanges.of(plan, network);
  }

  TrainingPlan plan() {
    return plan;
  }

  Network network() {
    return network;
  }

  /** The outputs with their losses. */
  List<Head> heads() {
    return heads;
  }

  /** The outputs that have a loss. */
  Stream<Head> judgedHeads() {
    return heads.stream().filter(head -> head.loss().isPresent());
  }

  /** Whether a training is planned, rather than a finished model looked at. */
  boolean trains() {
    return plan.optimizer().isPresent();
  }

  /** The only output, whose labels are the classes of the pictures. */
  Optional<Head> onlyHead() {
    return heads.size() == 1 ? Optional.of(heads.get(0)) : Optional.empty();
  }

  /** What the layers see of the pixels. */
  PixelRanges pixels() {
    return pixels;
  }

  /** The number of classes, if it is known. */
  Optional<Integer> classes() {
    return plan.classNames().isEmpty() ? Optional.empty() : Optional.of(plan.classNames().size());
  }

  /** The pictures of an epoch's pass. */
  Optional<PictureFacts> pictures() {
    return plan.pictures();
  }

  /** The number of batches of the whole training, by which schedules count, if it is known. */
  OptionalLong steps() {
    OptionalLong steps = stepsPerEpoch();
    if (steps.isEmpty() || plan.epochs().isEmpty()) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(steps.getAsLong() * plan.epochs().getAsInt());
  }

  private OptionalLong stepsPerEpoch() {
    Feeding feeding = plan.feeding();
    if (plan.stepsPerEpoch().isPresent()
        || feeding.batchSize().isEmpty()
        || plan.pictures().isEmpty()) {
      return plan.stepsPerEpoch();
    }
    long pictures = plan.pictures().get().trainingPictures();
    long size = feeding.batchSize().getAsInt();
    return OptionalLong.of(
        feeding.dropsRemainder() ? pictures / size : (pictures + size - 1) / size);
  }

  /** The schedule of the learning rate, if there is one. */
  Optional<Schedule> schedule() {
    return plan.optimizer()
        .map(Optimizer::learningRate)
        .filter(LearningRate.Scheduled.class::isInstance)
        .map(rate -> ((LearningRate.Scheduled) rate).schedule());
  }
}
