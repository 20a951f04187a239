package dev.peaberry.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Seed;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.UInt8Array;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of explanations whatever the model; their numbers are Keras's elsewhere. */
final class MethodsTest {
  private static final UInt8Array PICTURES = ExplainedModels.pictures(2);
  private static final int[] CLASSES = {2, 0};

  private static Explainer explainer;

  @BeforeAll
  static void compile() {
    explainer = ExplainedModels.compile(ExplainedModels.convolutional(3, Activation.SOFTMAX));
  }

  @AfterAll
  static void close() {
    explainer.close();
  }

  static List<Method> methods() {
    return List.of(
        GradCam.of(),
        GradCamPlusPlus.of(),
        Occlusion.of().withPatch(5, 3),
        IntegratedGradients.of().withSteps(7),
        SmoothGrad.of().withSamples(4));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void explainsAPictureTheSameAloneAndAmongOthers(Method method) {
    Heatmap second = method.explain(explainer, PICTURES, CLASSES).get(1);
    int size = (int) ExplainedModels.PICTURE.size();
    UInt8Array alone =
        new UInt8Array(
            ExplainedModels.PICTURE.prepend(1),
            Arrays.copyOfRange(PICTURES.data(), size, 2 * size));
    Heatmap found = method.explain(explainer, alone, CLASSES[1]).get(0);
    assertThat(found.values()).containsExactly(second.values(), within(1e-5f));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void costsAsManyPassesAsItSays(Method method) {
    AtomicLong before = new AtomicLong();
    explainer.onPass(before::set);
    explainer.outputs(PICTURES);
    AtomicLong after = new AtomicLong();
    explainer.onPass(after::set);
    method.explain(explainer, PICTURES, CLASSES);
    assertThat(after.get() - before.get()).isEqualTo(2L * method.passes(explainer));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void mapsPicturesToFiniteNumbers(Method method) {
    for (Heatmap map : method.explain(explainer, PICTURES, CLASSES)) {
      for (float value : map.values()) {
        assertThat(value).isFinite();
      }
    }
  }

  @Test
  void attributionsSumToTheDifferenceOfScores() {
    FloatArray attributions =
        IntegratedGradients.of().withSteps(400).attributions(explainer, PICTURES, CLASSES);
    FloatArray scores = explainer.scores(PICTURES, CLASSES);
    FloatArray black = explainer.scores(ExplainedModels.plain(2, 0), CLASSES);
    for (int i = 0; i < 2; i++) {
      int size = (int) ExplainedModels.PICTURE.size();
      double sum = 0;
      for (int k = i * size; k < (i + 1) * size; k++) {
        sum += attributions.data()[k];
      }
      assertThat(sum).isCloseTo(scores.data()[i] - black.data()[i], within(2e-3));
    }
  }

  @Test
  void attributionsFromThePictureItselfAreNothing() {
    FloatArray grey = ExplainedModels.plain(1, 90);
    FloatArray baseline = new FloatArray(ExplainedModels.PICTURE, grey.data());
    assertThat(
            IntegratedGradients.of().withBaseline(baseline).attributions(explainer, grey, 1).data())
        .containsExactly(new float[grey.data().length], within(1e-9f));
  }

  @Test
  void occlusionFindsNothingWhereNothingIsCovered() {
    Heatmap map =
        Occlusion.of().withLevel(60).explain(explainer, ExplainedModels.plain(1, 60), 1).get(0);
    assertThat(map.values()).containsOnly(0);
  }

  @Test
  void aPatchAsLargeAsThePictureIsOnePass() {
    assertThat(Occlusion.of().withPatch(12, 12).passes(explainer)).isEqualTo(2);
  }

  @Test
  void smoothGradIsDecidedByItsSeed() {
    SmoothGrad method = SmoothGrad.of().withSamples(3);
    assertThat(method.explain(explainer, PICTURES, CLASSES))
        .isEqualTo(method.explain(explainer, PICTURES, CLASSES))
        .isNotEqualTo(method.withSeed(Seed.of(1)).explain(explainer, PICTURES, CLASSES));
  }

  @Test
  void smoothGradWithoutNoiseIsTheGradient() {
    FloatArray smooth =
        SmoothGrad.of().withSamples(1).withNoise(0).gradients(explainer, PICTURES, CLASSES);
    assertThat(smooth).isEqualTo(explainer.gradients(PICTURES, CLASSES));
  }

  @Test
  void aSingleOutputSpeaksForTheSecondClassAndAgainstTheFirst() {
    try (Explainer binary =
        ExplainedModels.compile(ExplainedModels.convolutional(1, Activation.SIGMOID))) {
      UInt8Array picture = ExplainedModels.pictures(1);
      float second = binary.scores(picture, 1).data()[0];
      assertThat(binary.classes()).isEqualTo(2);
      assertThat(binary.scores(picture, 0).data()[0]).isEqualTo(-second);
      double probability = binary.outputs(picture).data()[0];
      assertThat(1 / (1 + Math.exp(-second))).isCloseTo(probability, within(1e-6));
    }
  }

  @Test
  void aModelWithoutConvolutionsIsExplainedByItsPixels() {
    try (Explainer dense = ExplainedModels.compile(ExplainedModels.dense())) {
      assertThat(dense.lastLayer()).isEmpty();
      assertThat(Occlusion.of().explain(dense, PICTURES, CLASSES)).hasSize(2);
      assertThat(IntegratedGradients.of().withSteps(2).explain(dense, PICTURES, CLASSES))
          .hasSize(2);
      assertThatThrownBy(() -> GradCam.of().explain(dense, PICTURES, CLASSES))
          .hasMessage(
              "Found no convolution in the model, which Grad-CAM looks at; use occlusion or"
                  + " integrated gradients");
    }
  }

  @Test
  void refusesPicturesOfAnotherShape() {
    FloatArray other = FloatArray.zeros(Shape.of(1, 12, 12, 3));
    assertThatThrownBy(() -> GradCam.of().explain(explainer, other, 1))
        .hasMessage("Found pictures of shape (1, 12, 12, 3), expected a batch of (12, 10, 3)");
  }

  @Test
  void refusesClassesThatThereAreNot() {
    assertThatThrownBy(() -> GradCam.of().explain(explainer, PICTURES, 0, 3))
        .hasMessage("Found the class 3, expected 0 to 2");
  }

  @Test
  void refusesAnotherNumberOfClasses() {
    assertThatThrownBy(() -> GradCam.of().explain(explainer, PICTURES, 0))
        .hasMessage("Found 2 pictures and 1 classes, expected as many");
  }

  @Test
  void refusesGapsBetweenPatches() {
    assertThatThrownBy(() -> Occlusion.of().withPatch(3, 4))
        .hasMessageContaining("Found a patch of 3 pixels and a stride of 4");
  }

  @Test
  void refusesABaselineOfAnotherShape() {
    IntegratedGradients method =
        IntegratedGradients.of().withBaseline(FloatArray.zeros(Shape.of(3)));
    assertThatThrownBy(() -> method.explain(explainer, PICTURES, CLASSES))
        .hasMessage("Found a baseline of shape (3,), expected (12, 10, 3)");
  }
}
