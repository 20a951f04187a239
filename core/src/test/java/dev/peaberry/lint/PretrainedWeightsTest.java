package dev.peaberry.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Seed;
import dev.peaberry.engine.Shape;
import dev.peaberry.format.WeightsFile;
import dev.peaberry.golden.RealData;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.MaxPooling2D;
import dev.peaberry.layer.Padding;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.model.Weights;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** VGG16's own weights, which are known by their numbers, frozen or not. */
class PretrainedWeightsTest {
  private static Model vgg16;
  private static Weights imagenet;

  @BeforeAll
  static void read() {
    Sequential chain = Sequential.named("vgg16", Shape.of(64, 64, 3));
    int[] filters = {64, 128, 256, 512, 512};
    for (int block = 1; block <= filters.length; block++) {
      for (int layer = 1; layer <= (block < 3 ? 2 : 3); layer++) {
        chain.add(
            "block" + block + "_conv" + layer,
            Conv2D.of(filters[block - 1], 3)
                .withPadding(Padding.SAME)
                .withActivation(Activation.RELU));
      }
      chain.add("block" + block + "_pool", MaxPooling2D.of(2));
    }
    vgg16 = chain.build();
    imagenet =
        WeightsFile.read(
            RealData.path("weights/vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5"), vgg16);
  }

  private static List<String> rules(TrainingPlan plan) {
    return Linter.withAllRules().check(plan).stream().map(Finding::rule).toList();
  }

  @Test
  void pixelsOfZeroToOneAreNotWhatTheyWereLearntOn() {
    assertThat(rules(TrainingPlan.of(vgg16).withWeights(imagenet).withPixelRange(0, 1)))
        .containsExactly("pretrained-preprocessing");
  }

  @Test
  void pixelsWithoutTheMeanAre() {
    assertThat(rules(TrainingPlan.of(vgg16).withWeights(imagenet).withPixelRange(-124, 151)))
        .isEmpty();
  }

  @Test
  void newWeightsUnderTheSameNamesMayLearnOnAnyPixels() {
    Weights drawn = vgg16.initialWeights(Seed.of(1));
    assertThat(rules(TrainingPlan.of(vgg16).withWeights(drawn).withPixelRange(0, 1))).isEmpty();
  }
}
