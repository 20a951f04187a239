package dev.peaberry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Seed;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.UInt8Array;
import dev.peaberry.layer.Add;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.GlobalAveragePooling2D;
import dev.peaberry.layer.MaxPooling2D;
import dev.peaberry.layer.Padding;
import dev.peaberry.layer.Rescaling;
import dev.peaberry.layer.ShapeException;
import dev.peaberry.layer.WeightSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelTest {
  private static Model cifarCnn() {
    return Sequential.withInput(Shape.of(32, 32, 3))
        .add(Rescaling.of(1.0 / 255))
        .add(Conv2D.of(32, 3).withActivation(Activation.RELU))
        .add(MaxPooling2D.of(2))
        .add(Conv2D.of(64, 3).withActivation(Activation.RELU))
        .add(MaxPooling2D.of(2))
        .add(Conv2D.of(64, 3).withActivation(Activation.RELU))
        .add(Flatten.of())
        .add(Dense.of(64).withActivation(Activation.RELU))
        .add(Dense.of(10))
        .build();
  }

  private static Model residual() {
    Node image = Node.input("image", Shape.of(8, 8, 3));
    Node x = image.apply(Conv2D.of(4, 3).withPadding(Padding.SAME));
    Node y = x.apply("inner", Conv2D.of(4, 3).withPadding(Padding.SAME));
    Node sum = Node.merge(Add.of(), x, y);
    return Model.of("tiny", image, sum.apply(GlobalAveragePooling2D.of()).apply(Dense.of(2)));
  }

  @Test
  void countsTheParametersOfTheCifarCnnAsKerasDoes() {
    assertThat(cifarCnn().summary().total()).isEqualTo(122_570);
    assertThat(cifarCnn().summary().toString())
        .contains("conv2d_2 (Conv2D)", "(None, 4, 4, 64)", "122,570 (478.79 KB)");
  }

  @Test
  void namesLayersAsKerasDoes() {
    assertThat(cifarCnn().weights().stream().map(WeightSpec::name))
        .containsSequence("conv2d/kernel", "conv2d/bias", "conv2d_1/kernel")
        .endsWith("dense_1/kernel", "dense_1/bias");
  }

  @Test
  void saysWhichLayerCannotTakeWhichShape() {
    Sequential chain = Sequential.withInput(Shape.of(4, 4, 3)).add("first", Conv2D.of(8, 3));
    assertThatThrownBy(() -> chain.add("second", Conv2D.of(8, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "Layer second (Conv2D): found input (2, 2, 8), expected height and width of at least"
                + " 3 and 3 (or padding 'same')");
  }

  @Test
  void computesTheSameFromBytesAsFromNumbers() {
    Model model = cifarCnn();
    byte[] bytes = new byte[2 * 32 * 32 * 3];
    float[] floats = new float[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
      floats[i] = bytes[i] & 0xff;
    }
    Shape shape = Shape.of(2, 32, 32, 3);
    Weights weights = model.initialWeights(Seed.of(1));
    try (Inference inference = Inference.compile(model, weights, EngineOptions.DEFAULT)) {
      FloatArray logits = inference.run(new UInt8Array(shape, bytes));
      assertThat(logits.shape()).isEqualTo(Shape.of(2, 10));
      assertThat(inference.run(new FloatArray(shape, floats))).isEqualTo(logits);
    }
  }

  @Test
  void refusesABatchOfAnotherShape() {
    Model model = residual();
    Weights weights = model.initialWeights(Seed.of(1));
    try (Inference inference = Inference.compile(model, weights, EngineOptions.DEFAULT)) {
      assertThatThrownBy(() -> inference.run(FloatArray.zeros(Shape.of(1, 9, 8, 3))))
          .hasMessage("Input 0: found shape (1, 9, 8, 3), expected a batch of (8, 8, 3)");
    }
  }

  @Test
  void drawsTheSameWeightsForTheSameSeed() {
    assertThat(residual().initialWeights(Seed.of(3)))
        .isEqualTo(residual().initialWeights(Seed.of(3)))
        .isNotEqualTo(residual().initialWeights(Seed.of(4)));
  }

  @Test
  void survivesTheWayThroughJson() {
    for (Model model : List.of(cifarCnn(), residual(), nested())) {
      assertThat(ModelJson.read(ModelJson.write(model))).isEqualTo(model);
    }
  }

  private static Model nested() {
    Node image = Node.input("picture", Shape.of(8, 8, 3));
    return Model.of("outer", image, image.apply("base", residual()).apply(Dense.of(3)))
        .withFrozen("base"::equals);
  }

  @Test
  void freezesEverythingInsideAFrozenModel() {
    assertThat(nested().weights().stream().filter(WeightSpec::trainable).map(WeightSpec::name))
        .containsExactly("dense/kernel", "dense/bias");
    assertThat(nested().summary().nonTrainable()).isEqualTo(residual().summary().total());
  }

  @Test
  void sharesTheWeightsOfASharedLayer() {
    Node a = Node.input("a", Shape.of(4));
    Node b = Node.input("b", Shape.of(4));
    SharedLayer shared = SharedLayer.of("shared", Dense.of(3));
    Node sum = Node.merge(Add.of(), shared.apply(a), shared.apply(b));
    Model model = Model.of("siamese", List.of(a, b), List.of(sum));
    assertThat(model.summary().total()).isEqualTo(15);
    assertThat(ModelJson.read(ModelJson.write(model))).isEqualTo(model);
  }
}
