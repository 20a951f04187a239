package dev.peaberry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.engine.Shape;
import dev.peaberry.layer.Add;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Softmax;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExtensionTest {
  private static final SharedLayer SHARED = SharedLayer.of("shared", Dense.of(3));

  /** A layer used twice, and two ways that meet. */
  private static Model branched() {
    Node input = Node.input("image", Shape.of(3));
    Node once = SHARED.apply(input);
    return Model.of("base", input, Node.merge("sum", Add.of(), once, SHARED.apply(once)));
  }

  @Test
  void isTheModelThatCouldHaveBeenBuiltAtOnce() {
    Node input = Node.input("image", Shape.of(3));
    Node once = SHARED.apply(input);
    Node sum = Node.merge("sum", Add.of(), once, SHARED.apply(once));
    assertThat(branched().extended("whole", x -> x.apply("scores", Dense.of(2))))
        .isEqualTo(Model.of("whole", input, sum.apply("scores", Dense.of(2))));
  }

  @Test
  void whatIsFrozenStaysSo() {
    Model model =
        branched().withFrozen("shared"::equals).extended("whole", x -> x.apply(Dense.of(2)));
    assertThat(model.summary().trainable()).isEqualTo(8);
  }

  @Test
  void aChainCanGoOn() {
    Model chain = Sequential.named("chain", Shape.of(4)).add("a", Dense.of(2)).build();
    Model longer = chain.extended("longer", x -> x.apply("b", Dense.of(1)));
    assertThat(longer.weights())
        .extracting("name")
        .containsExactly("a/kernel", "a/bias", "b/kernel", "b/bias");
  }

  @Test
  void featuresAreWhatTheLastWeightsTake() {
    Model chain =
        Sequential.named("chain", Shape.of(4))
            .add("a", Dense.of(3))
            .add("b", Dense.of(2))
            .add("probabilities", Softmax.of())
            .build();
    Model two = chain.withFeatures().orElseThrow();
    assertThat(two.outputNames()).containsExactly("probabilities", "a");
    assertThat(two.weights()).isEqualTo(chain.weights());
  }

  @Test
  void aModelOfOneLayerHasNoFeatures() {
    assertThat(Sequential.named("one", Shape.of(4)).add("a", Dense.of(2)).build().withFeatures())
        .isEmpty();
  }

  @Test
  void aSumAtTheEndHasNoFeatures() {
    assertThat(branched().withFeatures()).isEmpty();
  }

  @Test
  void aNameThatIsTakenIsRefused() {
    assertThatThrownBy(() -> branched().extended("whole", x -> x.apply("sum", Dense.of(2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sum");
  }

  @Test
  void severalOutputsAreRefused() {
    Node input = Node.input(Shape.of(3));
    Model two =
        Model.of(
            "two", List.of(input), List.of(input.apply(Dense.of(1)), input.apply(Dense.of(2))));
    assertThatThrownBy(() -> two.extended("whole", x -> x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Found 2 outputs of model two, expected one to go on from");
  }
}
