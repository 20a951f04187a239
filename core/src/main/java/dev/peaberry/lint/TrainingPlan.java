package dev.peaberry.lint;

import dev.peaberry.data.Dataset;
import dev.peaberry.data.ImagePipeline;
import dev.peaberry.data.LabelMode;
import dev.peaberry.format.ClassNames;
import dev.peaberry.format.KerasFile;
import dev.peaberry.loss.Loss;
import dev.peaberry.metric.Metric;
import dev.peaberry.model.Model;
import dev.peaberry.model.Weights;
import dev.peaberry.optimizer.LossScaleOptimizer;
import dev.peaberry.optimizer.Optimizer;
import dev.peaberry.train.Trainer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a linter looks at: a model, and whatever else is known of its training. What is not known is
 * not judged. Immutable.
 *
 * <pre>{@code
 * TrainingPlan plan =
 *     TrainingPlan.of(model)
 *         .withLosses(List.of(SparseCategoricalCrossentropy.of()))
 *         .withOptimizer(Adam.of());
 * }</pre>
 */
public final class TrainingPlan {
  private final Model model;
  private Optional<Weights> weights = Optional.empty();
  private List<Loss> losses = List.of();
  private Optional<Optimizer> optimizer = Optional.empty();
  private List<Metric> metrics = List.of();
  private boolean weighsClasses;
  private Feeding feeding = Feeding.UNKNOWN;
  private OptionalInt epochs = OptionalInt.empty();
  private OptionalLong stepsPerEpoch = OptionalLong.empty();
  private List<String> classNames = List.of();
  private Optional<PictureFacts> pictures = Optional.empty();
  private Optional<Interval> pixelRange = Optional.empty();

  private TrainingPlan(Model model) {
    this.model = model;
  }

  /** A model of which nothing else is known. */
  public static TrainingPlan of(Model model) {
    return new TrainingPlan(model);
  }

  /** What a trainer would do; its data are still to be told. */
  public static TrainingPlan of(Trainer trainer) {
    TrainingPlan plan =
        of(trainer.model())
            .withLosses(trainer.loss().losses())
            .withOptimizer(trainer.optimizer())
            .withMetrics(trainer.metrics().get(0))
            .withEpochs(trainer.epochs());
    plan.weighsClasses = !trainer.classWeights().isEmpty();
    plan.stepsPerEpoch = trainer.stepsPerEpoch();
    return trainer.initialWeights().map(plan::withWeights).orElse(plan);
  }

  /** What a model file says: the model, its weights, its classes, and how it was compiled. */
  public static TrainingPlan of(KerasFile file) {
    TrainingPlan plan =
        CompiledSettings.addTo(of(file.model()), file.compileConfig()).withWeights(file.weights());
    return file.assets().classNames().map(ClassNames::names).map(plan::withClassNames).orElse(plan);
  }

  private TrainingPlan copy() {
    TrainingPlan copy = new TrainingPlan(model);
    copy.weights = weights;
    copy.losses = losses;
    copy.optimizer = optimizer;
    copy.metrics = metrics;
    copy.weighsClasses = weighsClasses;
    copy.feeding = feeding;
    copy.epochs = epochs;
    copy.stepsPerEpoch = stepsPerEpoch;
    copy.classNames = classNames;
    copy.pictures = pictures;
    copy.pixelRange = pixelRange;
    return copy;
  }

  /**
   * With the values from which training starts, or which a file holds.
   *
   * @throws IllegalArgumentException if they are not the model's
   */
  public TrainingPlan withWeights(Weights values) {
    TrainingPlan copy = copy();
    copy.weights = Optional.of(values.requireFit(model));
    return copy;
  }

  /** With a loss for each output. */
  public TrainingPlan withLosses(List<Loss> ofOutputs) {
    TrainingPlan copy = copy();
    copy.losses = List.copyOf(ofOutputs);
    return copy;
  }

  /** With an optimizer. */
  public TrainingPlan withOptimizer(Optimizer chosen) {
    TrainingPlan copy = copy();
    copy.optimizer = Optional.of(chosen);
    return copy;
  }

  /** With what is measured beside the loss, of the first output. */
  public TrainingPlan withMetrics(List<? extends Metric> chosen) {
    TrainingPlan copy = copy();
    copy.metrics = List.copyOf(chosen);
    return copy;
  }

  /** With the number of pictures in a step. */
  public TrainingPlan withBatchSize(int size) {
    return withFeeding(feeding.withBatchSize(size));
  }

  /** With targets encoded in this way. */
  public TrainingPlan withLabelMode(LabelMode mode) {
    return withFeeding(feeding.withLabelMode(mode));
  }

  /** In an order drawn anew for each epoch, or in the source's. */
  public TrainingPlan withShuffle(boolean shuffles) {
    return withFeeding(feeding.withShuffle(shuffles));
  }

  /**
   * With rare classes that count more, or come more often, than others.
   *
   * @param weighs whether there are class weights
   * @param samples whether classes are sampled
   */
  public TrainingPlan withBalancing(boolean weighs, boolean samples) {
    return withFeeding(feeding.withBalancing(weighs, samples));
  }

  private TrainingPlan withFeeding(Feeding other) {
    TrainingPlan copy = copy();
    copy.feeding = other;
    return copy;
  }

  /** With a number of epochs. */
  public TrainingPlan withEpochs(int number) {
    TrainingPlan copy = copy();
    copy.epochs = OptionalInt.of(number);
    return copy;
  }

  /** With epochs of a fixed number of batches. */
  public TrainingPlan withStepsPerEpoch(long steps) {
    TrainingPlan copy = copy();
    copy.stepsPerEpoch = OptionalLong.of(steps);
    return copy;
  }

  /** With classes in the order of the outputs. */
  public TrainingPlan withClassNames(List<String> names) {
    TrainingPlan copy = copy();
    copy.classNames = List.copyOf(names);
    return copy;
  }

  /** With pictures of which these things are known. */
  public TrainingPlan withPictures(PictureFacts facts) {
    TrainingPlan copy = copy();
    copy.pictures = Optional.of(facts);
    return copy;
  }

  /** With inputs of values from one number to another, such as 0 to 255 for pixels. */
  public TrainingPlan withPixelRange(double low, double high) {
    TrainingPlan copy = copy();
    copy.pixelRange = Optional.of(new Interval(low, high));
    return copy;
  }

  /**
   * With a training's data. Of an {@link ImagePipeline} all settings are known, and pictures are
   * read from its source; of another data set nothing is known but its size.
   */
  public TrainingPlan withData(Dataset training, Optional<? extends Dataset> validation) {
    if (!(training instanceof ImagePipeline pipeline)) {
      return this;
    }
    TrainingPlan plan =
        withFeeding(Feeding.of(pipeline))
            .withPictures(
                PictureFacts.of(
                    pipeline.source(),
                    validation
                        .filter(ImagePipeline.class::isInstance)
                        .map(dataset -> ((ImagePipeline) dataset).source())));
    return plan.classNames.isEmpty() ? plan.withClassNames(pipeline.source().classNames()) : plan;
  }

  /** The model. */
  public Model model() {
    return model;
  }

  Optional<Weights> weights() {
    return weights;
  }

  List<Loss> losses() {
    return losses;
  }

  /** What changes the weights, without what only scales the loss for it. */
  Optional<Optimizer> optimizer() {
    return optimizer.map(
        each -> each instanceof LossScaleOptimizer scaling ? scaling.inner() : each);
  }

  List<Metric> metrics() {
    return metrics;
  }

  /** Whether rare classes count more. */
  boolean weighsClasses() {
    return weighsClasses || feeding.weighsClasses();
  }

  /** Whether rare classes come more often. */
  boolean samplesClasses() {
    return feeding.samplesClasses();
  }

  Feeding feeding() {
    return feeding;
  }

  OptionalInt epochs() {
    return epochs;
  }

  OptionalLong stepsPerEpoch() {
    return stepsPerEpoch;
  }

  List<String> classNames() {
    return classNames;
  }

  Optional<PictureFacts> pictures() {
    return pictures;
  }

  Optional<Interval> pixelRange() {
    return pixelRange;
  }
}
