package dev.peaberry.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.config.Seed;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.Add;
import dev.peaberry.layer.BatchNormalization;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Dropout;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.Padding;
import dev.peaberry.layer.Rescaling;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeatureSplitTest {
  private static final Shape PICTURE = Shape.of(4, 4, 3);

  private static Model chain() {
    return Sequential.named("chain", PICTURE)
        .add("scale", Rescaling.of(1.0 / 255))
        .add("conv1", Conv2D.of(2, 3))
        .add("norm1", BatchNormalization.of())
        .add("conv2", Conv2D.of(5, 1))
        .add("flat", Flatten.of())
        .add("drop", Dropout.of(0.5))
        .add("out", Dense.of(3))
        .build();
  }

  private static FeatureSplit split(Model model, String... frozen) {
    return FeatureSplit.of(model.withFrozen(Set.of(frozen)::contains)).orElseThrow();
  }

  @Test
  void liesBehindTheLastFrozenLayer() {
    FeatureSplit split = split(chain(), "conv1", "norm1", "conv2");
    assertThat(split.base().members()).extracting(Member::name).endsWith("norm1", "conv2");
    assertThat(split.head().members())
        .extracting(Member::name)
        .containsExactly("features", "flat", "drop", "out");
    assertThat(split.features()).isEqualTo(Shape.of(2, 2, 5));
  }

  @Test
  void takesFrozenLayersWithoutWeightsAlong() {
    FeatureSplit split = split(chain(), "conv1", "norm1", "conv2", "flat");
    assertThat(split.features()).isEqualTo(Shape.of(20));
  }

  @Test
  void keepsLayersInTheHeadThatLearnOrFollowOneThatLearns() {
    FeatureSplit split = split(chain(), "conv1", "conv2", "out");
    assertThat(split.head().members())
        .extracting(Member::name)
        .containsExactly("features", "norm1", "conv2", "flat", "drop", "out");
  }

  @Test
  void givesTogetherWhatTheModelGives() {
    Model model = chain().withFrozen(Set.of("conv1", "norm1", "conv2")::contains);
    FeatureSplit split = FeatureSplit.of(model).orElseThrow();
    Weights weights = model.initialWeights(Seed.of(7));
    FloatArray pictures = FloatArray.ones(PICTURE.prepend(2));
    FloatArray features = run(split.base(), weights.ofPart(split.base()), pictures);
    FloatArray whole = run(model, weights, pictures);
    assertThat(run(split.head(), weights.ofPart(split.head()), features).data())
        .containsExactly(whole.data());
  }

  private static FloatArray run(Model model, Weights weights, FloatArray inputs) {
    try (Inference inference = Inference.compile(model, weights, EngineOptions.DEFAULT)) {
      return inference.run(inputs);
    }
  }

  @Test
  void isNotThereWhereTheFirstLayerLearns() {
    Model model = Sequential.named("bare", PICTURE).add(Conv2D.of(2, 3)).build();
    assertThat(FeatureSplit.of(model)).isEmpty();
  }

  @Test
  void isNotThereWhereNothingWithWeightsIsFrozen() {
    assertThat(FeatureSplit.of(chain())).isEmpty();
  }

  @Test
  void isNotThereWhereTwoWaysLeaveTheFrozenPart() {
    Node picture = Node.input("picture", PICTURE);
    Node left = picture.apply("left", same());
    Node right = left.apply("right", same());
    Node sum = Node.merge("sum", Add.of(), left.apply("new", same()), right);
    Model model = Model.of("two", picture, sum.apply(Flatten.of()).apply("out", Dense.of(2)));
    assertThat(FeatureSplit.of(model.withFrozen(Set.of("left", "right")::contains))).isEmpty();
  }

  @Test
  void goesThroughBlocksThatAreFrozenAsAWhole() {
    Node picture = Node.input("picture", PICTURE);
    Node left = picture.apply("left", same());
    Node sum = Node.merge("sum", Add.of(), left, left.apply("right", same()));
    Model model =
        Model.of("block", picture, sum.apply("flat", Flatten.of()).apply("out", Dense.of(2)));
    FeatureSplit split = split(model, "left", "right");
    assertThat(split.head().members()).extracting(Member::name).containsExactly("features", "out");
  }

  @Test
  void takesAFrozenModelInAModelAsALayer() {
    Model base = Sequential.named("base", PICTURE).add("conv", Conv2D.of(2, 3)).build();
    Model model =
        Sequential.named("whole", PICTURE).add(base).add(Flatten.of()).add(Dense.of(2)).build();
    assertThat(split(model, "base").head().members())
        .extracting(Member::name)
        .contains("dense")
        .doesNotContain("base");
    assertThat(FeatureSplit.of(model)).isEmpty();
  }

  private static Conv2D same() {
    return Conv2D.of(3, 1).withPadding(Padding.SAME);
  }
}
