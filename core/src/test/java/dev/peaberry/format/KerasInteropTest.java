package dev.peaberry.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Seed;
import dev.peaberry.config.Size;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.golden.GoldenFamily;
import dev.peaberry.golden.Near;
import dev.peaberry.interop.FloatFile;
import dev.peaberry.interop.RealKeras;
import dev.peaberry.layer.ActivationLayer;
import dev.peaberry.layer.AdaptiveAveragePooling2D;
import dev.peaberry.layer.Add;
import dev.peaberry.layer.AlphaDropout;
import dev.peaberry.layer.Average;
import dev.peaberry.layer.BatchNormalization;
import dev.peaberry.layer.CenterCrop;
import dev.peaberry.layer.Concatenate;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Conv2DTranspose;
import dev.peaberry.layer.Cropping2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.DepthwiseConv2D;
import dev.peaberry.layer.Dot;
import dev.peaberry.layer.Dropout;
import dev.peaberry.layer.ELU;
import dev.peaberry.layer.Edges;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.GaussianDropout;
import dev.peaberry.layer.GaussianNoise;
import dev.peaberry.layer.GlobalAveragePooling2D;
import dev.peaberry.layer.GroupNormalization;
import dev.peaberry.layer.Identity;
import dev.peaberry.layer.Interpolation;
import dev.peaberry.layer.LayerNormalization;
import dev.peaberry.layer.LocalResponseNormalization;
import dev.peaberry.layer.MaxPooling2D;
import dev.peaberry.layer.Maximum;
import dev.peaberry.layer.MergeLayer;
import dev.peaberry.layer.Minimum;
import dev.peaberry.layer.Multiply;
import dev.peaberry.layer.PReLU;
import dev.peaberry.layer.Padding;
import dev.peaberry.layer.Permute;
import dev.peaberry.layer.RMSNormalization;
import dev.peaberry.layer.ReLU;
import dev.peaberry.layer.Rescaling;
import dev.peaberry.layer.Reshape;
import dev.peaberry.layer.Resizing;
import dev.peaberry.layer.SeparableConv2D;
import dev.peaberry.layer.SpatialDropout2D;
import dev.peaberry.layer.Subtract;
import dev.peaberry.layer.UnaryLayer;
import dev.peaberry.layer.UnitNormalization;
import dev.peaberry.layer.UpSampling2D;
import dev.peaberry.model.Inference;
import dev.peaberry.model.Model;
import dev.peaberry.model.Node;
import dev.peaberry.model.Sequential;
import dev.peaberry.model.SharedLayer;
import dev.peaberry.model.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Model files that go to the real Keras and come from it. */
@Tag("interop")
final class KerasInteropTest {
  private static final int BATCH = 2;
  private static final String SCRIPT = RealKeras.script("model_files.py");

  @TempDir Path folder;

  static Stream<Model> models() {
    return Stream.of(chain(), tangled(), siamese(), nested(), onlyRescaling(), vocabulary());
  }

  private static Model chain() {
    return Sequential.named("chain", Shape.of(8, 8, 3))
        .add(Rescaling.of(1.0 / 255))
        .add(SeparableConv2D.of(4, 3).withPadding(Padding.SAME))
        .add(BatchNormalization.of())
        .add(ReLU.of())
        .add(DepthwiseConv2D.of(3))
        .add(MaxPooling2D.of(2))
        .add(Dropout.of(0.4))
        .add(Flatten.of())
        .add(Dense.of(5).withActivation(Activation.SOFTMAX))
        .build();
  }

  /** Layers of the same class on branches of different depth, joined in another order. */
  private static Model tangled() {
    Node image = Node.input("image", Shape.of(8, 8, 3));
    Conv2D conv = Conv2D.of(4, 3).withPadding(Padding.SAME);
    Node late = image.apply("z_late", conv);
    Node deep = image.apply("a_deep", conv).apply("b_deep", conv).apply(BatchNormalization.of());
    Node side = image.apply("m_side", SeparableConv2D.of(4, 1)).apply("c_side", conv);
    Node sum = Node.merge(Add.of(), side, late);
    Node joined = Node.merge(Concatenate.of(), deep, sum, late.apply("d_late", conv));
    Node pooled = joined.apply(GlobalAveragePooling2D.of());
    Node second = pooled.apply("second", Dense.of(3).withActivation(Activation.RELU));
    Node first = second.apply("first", Dense.of(4));
    Node other = pooled.apply("other", Dense.of(2));
    return Model.of("tangled", List.of(image), List.of(other, first));
  }

  private static Model siamese() {
    Node a = Node.input("a", Shape.of(4, 4, 2));
    Node b = Node.input("b", Shape.of(4, 4, 2));
    SharedLayer tower = SharedLayer.of("tower", base("tower", Shape.of(4, 4, 2)));
    Node own = b.apply(Flatten.of()).apply("own", Dense.of(3));
    Node sum = Node.merge(Add.of(), tower.apply(a), tower.apply(b), own);
    return Model.of("siamese", List.of(b, a), List.of(sum.apply("out", Dense.of(2))));
  }

  private static Model base(String name, Shape shape) {
    Node image = Node.input(name + "_image", shape);
    Node x = image.apply("conv", Conv2D.of(3, 1)).apply("norm", BatchNormalization.of());
    return Model.of(name, image, x.apply(GlobalAveragePooling2D.of()));
  }

  private static Model nested() {
    return Sequential.named("nested", Shape.of(6, 6, 3))
        .add("frozen", base("frozen", Shape.of(6, 6, 3)))
        .add("head", Sequential.named("head", Shape.of(3)).add("d", Dense.of(4)).build())
        .add("out", Dense.of(2))
        .build()
        .withFrozen("frozen"::equals);
  }

  private static Model onlyRescaling() {
    return Sequential.named("weightless", Shape.of(2, 2, 1)).add(Rescaling.of(0.5)).build();
  }

  /** Layers of every kind, one after the other, and merged in every way. */
  private static Model vocabulary() {
    Node image = Node.input("image", Shape.of(9, 7, 3));
    Node x = image;
    for (UnaryLayer layer : everyKind()) {
      x = x.apply(layer);
    }
    Node y = x.apply("y", Dense.of(4)).apply("slopes", PReLU.of());
    Node z = x.apply("z", Dense.of(4).withActivation(Activation.TANH_SHRINK));
    Node row = y.apply(Cropping2D.of(new Edges(1, 2, 0, 0)));
    List<Node> merged = new ArrayList<>();
    for (MergeLayer layer :
        List.of(Average.of(), Maximum.of(), Minimum.of(), Multiply.of(), Add.of())) {
      merged.add(Node.merge(layer, y, z, row));
    }
    merged.add(Node.merge(Subtract.of(), y, z));
    Node all = Node.merge(Concatenate.of(), merged.toArray(Node[]::new));
    Node flat = all.apply(Reshape.of(-1, 24));
    Node dots = Node.merge(Dot.of(2).normalizing(), flat, flat);
    return Model.of("vocabulary", image, dots.apply("out", Dense.of(2)));
  }

  private static List<UnaryLayer> everyKind() {
    return List.of(
        Resizing.of(8, 6).withInterpolation(Interpolation.LANCZOS3).croppingToAspectRatio(),
        AdaptiveAveragePooling2D.of(7, 6),
        CenterCrop.of(5, 5),
        GaussianNoise.of(0.2),
        Conv2DTranspose.of(4, 3).withStrides(2).withPadding(Padding.SAME),
        LayerNormalization.of().withAxis(1, 3),
        PReLU.of().withSharedAxes(1, 2),
        Conv2DTranspose.of(6, Size.of(2, 3)).withDilation(2).withoutBias(),
        SpatialDropout2D.of(0.3),
        GroupNormalization.of(3),
        LocalResponseNormalization.ofAlexNet(),
        ELU.of().withAlpha(0.5),
        UpSampling2D.of(2).withInterpolation(Interpolation.BILINEAR),
        GaussianDropout.of(0.3),
        RMSNormalization.of(),
        UnitNormalization.of().withAxis(1, 2),
        ActivationLayer.of(Activation.SQUAREPLUS),
        AlphaDropout.of(0.1),
        Identity.of(),
        Permute.of(3, 1, 2),
        Reshape.of(4, -1, 6));
  }

  /** Values that differ from all initial ones, so that a mistaken order shows. */
  private static Weights random(Model model, long seed) {
    RandomGenerator random = Seed.of(seed).generator();
    Map<String, FloatArray> values = new LinkedHashMap<>();
    model
        .weights()
        .forEach(
            spec -> {
              FloatArray value = FloatArray.zeros(spec.shape());
              for (int i = 0; i < value.data().length; i++) {
                value.data()[i] = 0.2f + 0.6f * random.nextFloat();
              }
              values.put(spec.name(), value);
            });
    return Weights.of(values);
  }

  private static List<FloatArray> batch(Model model, float[] flat) {
    List<FloatArray> inputs = new ArrayList<>();
    int at = 0;
    for (Shape shape : model.inputShapes()) {
      FloatArray input = FloatArray.zeros(shape.prepend(BATCH));
      System.arraycopy(flat, at, input.data(), 0, input.data().length);
      at += input.data().length;
      inputs.add(input);
    }
    return inputs;
  }

  private static FloatArray outputs(Model model, Weights weights, float[] flat) {
    try (Inference inference = Inference.compile(model, weights, EngineOptions.DEFAULT)) {
      List<FloatArray> outputs = inference.run(batch(model, flat));
      ByteBuffer all =
          ByteBuffer.allocate(4 * outputs.stream().mapToInt(o -> o.data().length).sum());
      outputs.forEach(
          output -> {
            for (float value : output.data()) {
              all.putFloat(value);
            }
          });
      float[] values = new float[all.capacity() / 4];
      all.flip().asFloatBuffer().get(values);
      return FloatArray.of(values);
    }
  }

  private static float[] randomInput(Model model) {
    int size = model.inputShapes().stream().mapToInt(shape -> BATCH * (int) shape.size()).sum();
    RandomGenerator random = Seed.of(size).generator();
    float[] flat = new float[size];
    for (int i = 0; i < size; i++) {
      flat[i] = 2 * random.nextFloat() - 1;
    }
    return flat;
  }

  @ParameterizedTest
  @MethodSource("models")
  void kerasComputesTheSameFromWhatWeWrite(Model model) throws IOException {
    Weights weights = random(model, 5);
    float[] input = randomInput(model);
    Path file = folder.resolve("ours.keras");
    KerasFile.of(model, weights)
        .withAssets(Assets.NONE.withClassNames(new ClassNames(List.of("a", "b"))))
        .write(file);
    String parameters =
        RealKeras.run(
            SCRIPT,
            "open",
            file,
            FloatFile.write(folder.resolve("input"), input),
            folder.resolve("outputs"));
    Near.assertNear(
        model.name(),
        FloatFile.read(folder.resolve("outputs")),
        outputs(model, weights, input),
        1e-5);
    assertThat(parameters).isEqualTo(String.valueOf(model.summary().total()));
  }

  @Test
  void kerasLoadsTheWeightsFilesThatWeWrite() throws IOException {
    Model model = tangled();
    Weights weights = random(model, 6);
    Path whole = folder.resolve("ours.keras");
    Path alone = folder.resolve("ours.weights.h5");
    KerasFile.of(model, weights).write(whole);
    WeightsFile.write(alone, model, weights, Optional.empty());
    assertThat(RealKeras.run(SCRIPT, "weights", whole, alone))
        .isEqualTo(String.valueOf(model.weights().size()));
  }

  @Test
  void kerasGoesOnWithTheOptimizerThatWeWrite() throws IOException {
    GoldenFamily golden = GoldenFamily.open("models");
    String theirs = golden.cases().get("sequential").get("files").get("keras").asText();
    Path ours = folder.resolve("ours.keras");
    KerasFile.read(golden.folder().resolve(theirs)).write(ours);
    String printed = RealKeras.run(SCRIPT, "optimizer", ours);
    assertThat(printed)
        .isEqualTo(RealKeras.run(SCRIPT, "optimizer", golden.folder().resolve(theirs)))
        .startsWith("int64 () 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"arithmetic", "changing", "branches", "shared", "nested", "vocabulary"})
  void weComputeTheSameFromWhatKerasWrites(String name) throws IOException {
    RealKeras.run(SCRIPT, "save", name, folder, 7);
    KerasFile file = KerasFile.read(folder.resolve(name + ".keras"));
    float[] input = FloatFile.read(folder.resolve(name + ".input")).data();
    Near.assertNear(
        name,
        outputs(file.model(), file.weights(), input),
        FloatFile.read(folder.resolve(name + ".outputs")),
        1e-5);
    assertThat(WeightsFile.read(folder.resolve(name + ".weights.h5"), file.model()))
        .isEqualTo(file.weights());
    assertThat(WeightsFile.read(folder.resolve(name + ".h5"), file.model()))
        .isEqualTo(file.weights());
    KerasFile legacy = KerasFile.read(folder.resolve(name + ".h5"));
    assertThat(legacy.model()).isEqualTo(file.model());
    assertThat(legacy.weights()).isEqualTo(file.weights());
  }
}
