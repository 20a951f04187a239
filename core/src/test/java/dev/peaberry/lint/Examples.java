package dev.peaberry.lint;

import static dev.peaberry.lint.Plans.counted;
import static dev.peaberry.lint.Plans.facts;
import static dev.peaberry.lint.Plans.judged;
import static dev.peaberry.lint.Plans.logits;
import static dev.peaberry.lint.Plans.names;
import static dev.peaberry.lint.Plans.ofTen;
import static dev.peaberry.lint.Plans.scheduled;
import static dev.peaberry.lint.Plans.with;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Seed;
import dev.peaberry.data.LabelMode;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.ActivationLayer;
import dev.peaberry.layer.BatchNormalization;
import dev.peaberry.layer.Concatenate;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Dropout;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.GlobalAveragePooling2D;
import dev.peaberry.layer.Layer;
import dev.peaberry.layer.LeakyReLU;
import dev.peaberry.layer.MaxPooling2D;
import dev.peaberry.layer.Normalization;
import dev.peaberry.layer.Padding;
import dev.peaberry.layer.Rescaling;
import dev.peaberry.layer.Softmax;
import dev.peaberry.loss.BinaryCrossentropy;
import dev.peaberry.loss.CategoricalCrossentropy;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.metric.BinaryAccuracy;
import dev.peaberry.metric.CategoricalAccuracy;
import dev.peaberry.model.Model;
import dev.peaberry.model.Node;
import dev.peaberry.model.Sequential;
import dev.peaberry.model.Weights;
import dev.peaberry.optimizer.Adam;
import dev.peaberry.optimizer.SGD;
import dev.peaberry.regularizer.L1L2;
import dev.peaberry.schedule.CosineDecay;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** For each rule what breaks it. */
final class Examples {
  private Examples() {}

  static Stream<Example> all() {
    return Stream.of(
            outputs(),
            labels(),
            pixels(),
            layers(),
            regularisation(),
            freezing(),
            training(),
            data())
        .flatMap(examples -> examples);
  }

  private static Stream<Example> outputs() {
    Model softmax = Networks.small(10, Activation.SOFTMAX);
    Model linear = Networks.small(10, Activation.LINEAR);
    Model sigmoid = Networks.small(10, Activation.SIGMOID);
    Model relu = Networks.small(10, Activation.RELU);
    return Stream.of(
        new Example(
            "activated-logits",
            judged(relu, SparseCategoricalCrossentropy.fromLogits()),
            judged(softmax, SparseCategoricalCrossentropy.fromLogits())),
        new Example(
            "recovered-logits",
            judged(softmax, SparseCategoricalCrossentropy.fromLogits()),
            judged(softmax, SparseCategoricalCrossentropy.of())),
        new Example(
            "raw-probabilities",
            judged(linear, SparseCategoricalCrossentropy.of()),
            judged(linear, SparseCategoricalCrossentropy.fromLogits())),
        new Example(
            "output-activation",
            judged(relu, SparseCategoricalCrossentropy.of()),
            judged(softmax, SparseCategoricalCrossentropy.of())),
        new Example(
            "double-softmax",
            judged(
                scores(Dense.of(10).withActivation(Activation.SOFTMAX), Softmax.of()),
                SparseCategoricalCrossentropy.of()),
            judged(scores(Dense.of(10), Softmax.of()), SparseCategoricalCrossentropy.of())),
        new Example(
            "softmax-of-one",
            judged(Networks.small(1, Activation.SOFTMAX), BinaryCrossentropy.of()),
            judged(Networks.small(1, Activation.SIGMOID), BinaryCrossentropy.of())),
        new Example(
            "sigmoid-for-classes",
            judged(sigmoid, CategoricalCrossentropy.of()),
            judged(sigmoid, BinaryCrossentropy.of())),
        new Example(
            "softmax-with-binary",
            judged(softmax, BinaryCrossentropy.of()),
            judged(softmax, CategoricalCrossentropy.of())),
        new Example(
            "dropout-on-outputs",
            judged(
                scores(Dense.of(10), Dropout.of(0.5)), SparseCategoricalCrossentropy.fromLogits()),
            judged(
                scores(Dropout.of(0.5), Dense.of(10)),
                SparseCategoricalCrossentropy.fromLogits())));
  }

  private static Model scores(Layer... layers) {
    return Plans.middle(Networks.start().add(Flatten.of()), layers).build();
  }

  private static Stream<Example> labels() {
    Model ten = Networks.small(10, Activation.LINEAR);
    Model two = Networks.small(2, Activation.LINEAR);
    Model one = Networks.small(1, Activation.LINEAR);
    return Stream.of(
        new Example(
            "label-encoding",
            ofTen(ten, SparseCategoricalCrossentropy.fromLogits(), LabelMode.CATEGORICAL),
            ofTen(ten, SparseCategoricalCrossentropy.fromLogits(), LabelMode.INT)),
        new Example(
            "output-width",
            ofTen(two, SparseCategoricalCrossentropy.fromLogits(), LabelMode.INT),
            ofTen(ten, SparseCategoricalCrossentropy.fromLogits(), LabelMode.INT)),
        new Example(
            "spare-outputs",
            ofTen(ten, SparseCategoricalCrossentropy.fromLogits(), LabelMode.INT)
                .withClassNames(names(2)),
            ofTen(ten, SparseCategoricalCrossentropy.fromLogits(), LabelMode.INT)),
        new Example(
            "binary-outputs",
            ofTen(two, BinaryCrossentropy.fromLogits(), LabelMode.BINARY).withClassNames(names(2)),
            ofTen(one, BinaryCrossentropy.fromLogits(), LabelMode.BINARY).withClassNames(names(2))),
        new Example(
            "metric-mismatch",
            judged(ten, CategoricalCrossentropy.fromLogits())
                .withMetrics(List.of(BinaryAccuracy.of())),
            judged(ten, CategoricalCrossentropy.fromLogits())
                .withMetrics(List.of(CategoricalAccuracy.of()))));
  }

  private static Stream<Example> pixels() {
    Sequential raw = Sequential.withInput(Shape.of(32, 32, 3)).add(relu(8));
    Sequential scaled =
        Sequential.withInput(Shape.of(32, 32, 3)).add(Rescaling.of(1.0 / 255)).add(relu(8));
    Sequential twice =
        Sequential.withInput(Shape.of(32, 32, 3))
            .add(Rescaling.of(1.0 / 255))
            .add(Rescaling.of(1 / 127.5, -1))
            .add(relu(8));
    return Stream.of(
        new Example(
            "missing-rescaling",
            logits(raw).withPixelRange(0, 255),
            logits(scaled).withPixelRange(0, 255)),
        new Example("double-rescaling", logits(twice), with(relu(8))),
        new Example(
            "pretrained-preprocessing",
            frozenVgg(Rescaling.of(1.0 / 255)),
            frozenVgg(Normalization.of(List.of(123.68, 116.779, 103.939), List.of(1.0, 1.0, 1.0)))),
        new Example("pixel-statistics", remembered(1), remembered(1.0 / 255)));
  }

  private static TrainingPlan frozenVgg(Layer first) {
    Model model =
        Sequential.withInput(Shape.of(32, 32, 3))
            .add("pixels", first)
            .add("block1_conv1", relu(8))
            .add("block1_conv2", relu(8))
            .add("pool", GlobalAveragePooling2D.of())
            .add("scores", Dense.of(2))
            .build()
            .withFrozen(name -> name.startsWith("block"));
    return judged(model, SparseCategoricalCrossentropy.fromLogits()).withPixelRange(0, 255);
  }

  /** A batch normalisation that knows what noise from 0 to 1 gives, and pixels scaled in a way. */
  private static TrainingPlan remembered(double scale) {
    Model model =
        Sequential.withInput(Shape.of(32, 32, 3))
            .add(Rescaling.of(scale))
            .add("conv", Conv2D.of(4, 3).withoutBias())
            .add("norm", BatchNormalization.of())
            .add(GlobalAveragePooling2D.of())
            .add(Dense.of(2))
            .build();
    Map<String, FloatArray> values = new LinkedHashMap<>();
    model.initialWeights(Seed.of(1)).asMap().forEach(values::put);
    float[] kernel = new float[3 * 3 * 3 * 4];
    java.util.Arrays.fill(kernel, 0.1f);
    values.put("conv/kernel", new FloatArray(Shape.of(3, 3, 3, 4), kernel));
    values.put("norm/moving_mean", filled(27 * 0.1f / 2));
    values.put("norm/moving_variance", filled(27 * 0.01f / 12));
    return judged(model, SparseCategoricalCrossentropy.fromLogits())
        .withWeights(Weights.of(values))
        .withPictures(facts(List.of(50, 50), List.of(10, 10)));
  }

  private static FloatArray filled(float value) {
    return new FloatArray(Shape.of(4), new float[] {value, value, value, value});
  }

  private static Conv2D relu(int filters) {
    return Conv2D.of(filters, 3).withActivation(Activation.RELU);
  }

  private static Stream<Example> layers() {
    return Stream.of(
        new Example(
            "double-activation",
            with(relu(8), LeakyReLU.of()),
            with(Conv2D.of(8, 3), LeakyReLU.of())),
        new Example(
            "linear-stack",
            with(Flatten.of(), Dense.of(64), Dense.of(32).withActivation(Activation.RELU)),
            with(
                Flatten.of(),
                Dense.of(64).withActivation(Activation.RELU),
                Dense.of(32).withActivation(Activation.RELU))),
        new Example("no-nonlinearity", linear(Activation.LINEAR), linear(Activation.RELU)),
        new Example("saturating-stack", sigmoids(5), sigmoids(2)),
        new Example(
            "dead-window",
            with(MaxPooling2D.of(15), Conv2D.of(8, 3).withPadding(Padding.SAME)),
            with(MaxPooling2D.of(5), Conv2D.of(8, 3).withPadding(Padding.SAME))),
        new Example(
            "shrinking-convolution",
            with(MaxPooling2D.of(2), Conv2D.of(8, 5)),
            with(MaxPooling2D.of(2), Conv2D.of(8, 3))),
        new Example(
            "skipped-pixels",
            with(Conv2D.of(8, 2).withStrides(3)),
            with(Conv2D.of(8, 3).withStrides(3))),
        new Example("dominant-dense", flattened(2_000), flattened(20_000)),
        new Example("unused-input", inputs(false), inputs(true)));
  }

  private static TrainingPlan linear(Activation activation) {
    return logits(
        Sequential.withInput(Shape.of(16, 16, 3))
            .add(Rescaling.of(1.0 / 255))
            .add(Conv2D.of(8, 3).withActivation(activation)));
  }

  private static TrainingPlan sigmoids(int count) {
    Sequential chain = Networks.start().add(Flatten.of());
    for (int i = 0; i < count; i++) {
      chain.add(Dense.of(32).withActivation(Activation.SIGMOID));
    }
    return judged(chain.add(Dense.of(10)).build(), SparseCategoricalCrossentropy.fromLogits());
  }

  private static TrainingPlan flattened(int pictures) {
    return with(
            Conv2D.of(64, 3).withActivation(Activation.RELU),
            Flatten.of(),
            Dense.of(512).withActivation(Activation.RELU))
        .withPictures(facts(List.of(pictures / 2, pictures / 2), List.of(10, 10)));
  }

  private static TrainingPlan inputs(boolean connected) {
    Node image = Node.input("image", Shape.of(8, 8, 3));
    Node mask = Node.input("mask", Shape.of(8, 8, 3));
    Node x = connected ? Node.merge(Concatenate.of(), image, mask) : image;
    Node scores = x.apply(GlobalAveragePooling2D.of()).apply(Dense.of(10));
    return judged(
        Model.of("two_inputs", List.of(image, mask), List.of(scores)),
        SparseCategoricalCrossentropy.fromLogits());
  }

  private static Stream<Example> regularisation() {
    Map<String, Object> penalty = Map.of("class_name", "L2", "config", Map.of("l2", 0.01));
    Conv2D penalised = relu(8).withKernelRegularizer(L1L2.l2(1e-4));
    return Stream.of(
        new Example("dropout-rate", with(Dropout.of(0.9)), with(Dropout.of(0.5))),
        new Example(
            "dropout-before-batch-norm",
            with(Dropout.of(0.3), Conv2D.of(8, 3), BatchNormalization.of()),
            with(Conv2D.of(8, 3), BatchNormalization.of(), Dropout.of(0.3))),
        new Example(
            "regularized-batch-norm",
            with(BatchNormalization.SCHEMA.fromJson(Map.of("gamma_regularizer", penalty))),
            with(BatchNormalization.of())),
        new Example(
            "double-decay",
            with(penalised).withOptimizer(Adam.SCHEMA.fromJson(Map.of("weight_decay", 0.004))),
            with(penalised).withOptimizer(Adam.of())),
        new Example(
            "batch-norm-batch-one",
            with(BatchNormalization.of()).withBatchSize(1),
            with(BatchNormalization.of()).withBatchSize(8)),
        new Example("batch-norm-last-batch", normalised(321), normalised(320)));
  }

  private static TrainingPlan normalised(int pictures) {
    return with(BatchNormalization.of())
        .withBatchSize(32)
        .withPictures(facts(List.of(pictures - 100, 100), List.of(10, 10)));
  }

  private static Stream<Example> freezing() {
    return Stream.of(
        new Example("nothing-trainable", frozen("conv1", "norm1", "conv2", "scores"), frozen()),
        new Example("frozen-head", frozen("scores"), frozen("conv1", "norm1")),
        new Example("trainable-before-frozen", frozen("conv2"), frozen("conv1", "norm1")),
        new Example("loose-batch-norm", frozen("conv1"), frozen("conv1", "norm1")));
  }

  private static TrainingPlan frozen(String... names) {
    Model model =
        Sequential.withInput(Shape.of(32, 32, 3))
            .add(Rescaling.of(1.0 / 255))
            .add("conv1", Conv2D.of(8, 3))
            .add("norm1", BatchNormalization.of())
            .add(ActivationLayer.of(Activation.RELU))
            .add("conv2", relu(8))
            .add(GlobalAveragePooling2D.of())
            .add("scores", Dense.of(10))
            .build();
    return judged(
        model.withFrozen(List.of(names)::contains), SparseCategoricalCrossentropy.fromLogits());
  }

  private static Stream<Example> training() {
    return Stream.of(
        new Example(
            "learning-rate",
            with().withOptimizer(SGD.of().withLearningRate(1e-5)),
            with().withOptimizer(SGD.of().withLearningRate(0.01))),
        new Example(
            "schedule-ends-early",
            scheduled(CosineDecay.of(0.001, 100)),
            scheduled(CosineDecay.of(0.001, 1_000))),
        new Example(
            "schedule-barely-moves",
            scheduled(CosineDecay.of(0.001, 100_000)),
            scheduled(CosineDecay.of(0.001, 1_000))),
        new Example(
            "batch-larger-than-data",
            counted(20, 20).withBatchSize(64),
            counted(20, 20).withBatchSize(8)));
  }

  private static Stream<Example> data() {
    PictureFacts sorted = facts(List.of(100, 100), List.of(20, 20));
    return Stream.of(
        new Example(
            "sorted-batches",
            Plans.of(sorted).withShuffle(false),
            Plans.of(sorted).withShuffle(true)),
        new Example(
            "duplicates-across-split",
            copied(copy("class0/1.jpg", false), copy("class0/7.jpg", true)),
            copied(copy("class0/1.jpg", false), copy("class0/7.jpg", false))),
        new Example(
            "contradictory-labels",
            copied(copy("class0/1.jpg", false), copy("class1/7.jpg", false)),
            copied(copy("class0/1.jpg", false), copy("class0/7.jpg", false))),
        new Example("tiny-class", counted(40, 4), counted(40, 12)),
        new Example(
            "missing-class",
            Plans.of(facts(List.of(40, 40), List.of(10, 0))),
            Plans.of(facts(List.of(40, 40), List.of(10, 1)))),
        new Example("class-imbalance", counted(1_000, 50), counted(1_000, 500)),
        new Example(
            "balanced-twice",
            counted(40, 20).withBalancing(true, true),
            counted(40, 20).withBalancing(false, true)),
        new Example("non-finite-weights", weighted(Float.NaN), weighted(0)));
  }

  private static PictureFacts.Copy copy(String name, boolean validates) {
    return new PictureFacts.Copy(name, name.substring(0, name.indexOf('/')), validates);
  }

  private static TrainingPlan copied(PictureFacts.Copy... copies) {
    return Plans.of(facts(List.of(50, 50), List.of(10, 10), 1, List.of(List.of(copies))));
  }

  private static TrainingPlan weighted(float value) {
    Model model = Networks.small(1, Activation.SIGMOID);
    Map<String, FloatArray> values = new LinkedHashMap<>(model.initialWeights(Seed.of(1)).asMap());
    values.put("scores/bias", new FloatArray(Shape.of(1), new float[] {value}));
    return judged(model, BinaryCrossentropy.of()).withWeights(Weights.of(values));
  }
}
