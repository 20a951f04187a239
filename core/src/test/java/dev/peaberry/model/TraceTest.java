package dev.peaberry.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.engine.Shape;
import dev.peaberry.layer.Add;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTest {
  private static Model base() {
    return Sequential.named("base", Shape.of(4, 4, 3))
        .add("flat", Flatten.of())
        .add("inner", Dense.of(5))
        .build();
  }

  private static Model around(Model base) {
    return Sequential.withInput(Shape.of(4, 4, 3))
        .add("base", base)
        .add("head", Dense.of(2))
        .build();
  }

  private static List<String> paths(Trace trace) {
    return trace.uses().stream().map(Trace.Use::path).toList();
  }

  @Test
  void unfoldsModelsInModels() {
    Trace trace = Trace.of(around(base()));
    assertThat(paths(trace)).containsExactly("input_layer", "base/flat", "base/inner", "head");
    assertThat(trace.uses())
        .extracting(Trace.Use::from)
        .containsExactly(List.of(), List.of(0), List.of(1), List.of(2));
  }

  @Test
  void namesLayersAsTheirWeightsAreNamed() {
    Model model = around(base());
    assertThat(model.weights())
        .extracting(spec -> spec.name().replaceFirst("/[^/]+$", ""))
        .allMatch(paths(Trace.of(model))::contains);
  }

  @Test
  void knowsTheShapesAtEveryLayer() {
    Trace.Use head = Trace.of(around(base())).uses().get(3);
    assertThat(head.inputs()).containsExactly(Shape.of(5));
    assertThat(head.outputs()).containsExactly(Shape.of(2));
  }

  @Test
  void aFrozenModelFreezesAllThatIsInIt() {
    Trace trace = Trace.of(around(base()).withFrozen("base"::equals));
    assertThat(trace.uses())
        .extracting(Trace.Use::trainable)
        .containsExactly(true, false, false, true);
  }

  @Test
  void aSharedLayerIsUsedTwice() {
    Node input = Node.input("x", Shape.of(3));
    SharedLayer shared = SharedLayer.of("shared", Dense.of(3));
    Node once = shared.apply(input);
    Node sum = Node.merge(Add.of(), once, shared.apply(once));
    Trace trace = Trace.of(Model.of("twice", input, sum));
    assertThat(paths(trace)).containsExactly("x", "shared", "shared", "add");
    assertThat(trace.uses().get(3).from()).containsExactly(1, 2);
    assertThat(trace.outputs()).containsExactly(3);
  }
}
