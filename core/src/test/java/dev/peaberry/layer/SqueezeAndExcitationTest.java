package dev.peaberry.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Config;
import dev.peaberry.config.Seed;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.golden.Near;
import dev.peaberry.model.Model;
import dev.peaberry.model.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqueezeAndExcitationTest {
  private static final Shape INPUT = Shape.of(3, 2, 8);

  private static FloatArray random(Shape shape, long seed) {
    RandomGenerator random = Seed.of(seed).generator();
    FloatArray array = FloatArray.zeros(shape);
    for (int i = 0; i < array.data().length; i++) {
      array.data()[i] = 2 * random.nextFloat() - 1;
    }
    return array;
  }

  /** The same of layers that Keras has, the weights in the same order. */
  private static Model composed(int units, Activation activation, Activation gate) {
    Config keepDims = GlobalAveragePooling2D.SCHEMA.fromJson(Map.of("keepdims", true)).config();
    Node image = Node.input("image", INPUT);
    Node factors =
        image
            .apply(new GlobalAveragePooling2D(keepDims))
            .apply("squeeze", Dense.of(units).withActivation(activation))
            .apply("excite", Dense.of(INPUT.last()).withActivation(gate));
    return Model.of("composed", image, Node.merge(Multiply.of(), image, factors));
  }

  @ParameterizedTest
  @CsvSource({"4, 2, RELU, SIGMOID", "1, 8, SILU, HARD_SIGMOID", "100, 1, TANH, SOFTMAX"})
  void isPoolingTwoDenseLayersAndAProduct(
      int ratio, int units, Activation activation, Activation gate) {
    SqueezeAndExcitation layer =
        SqueezeAndExcitation.of()
            .withRatio(ratio)
            .withActivation(activation)
            .withGateActivation(gate);
    Map<String, FloatArray> weights = new LinkedHashMap<>();
    layer
        .weights(INPUT)
        .forEach(spec -> weights.put(spec.name(), random(spec.shape(), weights.size())));
    Map<String, FloatArray> same = new LinkedHashMap<>();
    weights.forEach((name, value) -> same.put(name.replace('_', '/'), value));
    FloatArray x = random(INPUT.prepend(2), 9);
    List<FloatArray> found = Applied.withGradients(layer, weights, x);
    List<FloatArray> expected = Applied.withGradients(composed(units, activation, gate), same, x);
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      Near.assertNear("result " + i, found.get(i), expected.get(i), 1e-6);
    }
  }
}
