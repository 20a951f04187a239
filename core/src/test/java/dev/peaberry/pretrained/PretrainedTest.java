package dev.peaberry.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.config.Seed;
import dev.peaberry.engine.Shape;
import dev.peaberry.format.ModelFormatException;
import dev.peaberry.format.WeightsFile;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.GlobalAveragePooling2D;
import dev.peaberry.model.Model;
import dev.peaberry.model.Weights;
import dev.peaberry.zoo.MobileNet;
import dev.peaberry.zoo.Vgg;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PretrainedTest {
  private static final Shape PICTURE = Shape.of(32, 32, 3);
  private static final Vgg TINY = new Vgg("tiny", List.of(1, 1));

  @TempDir Path folder;

  private Path written(Model model, Weights weights) throws IOException {
    Path file = folder.resolve("base.weights.h5");
    WeightsFile.write(file, model, weights, Optional.empty());
    return file;
  }

  @Test
  void takesRedFirstWhereTheWeightsTakeBlueFirst() throws IOException {
    Model blueFirst = TINY.withoutTop(PICTURE);
    Weights drawn = blueFirst.initialWeights(Seed.of(1));
    Pretrained base = Pretrained.base(TINY, PICTURE, written(blueFirst, drawn));
    float[] before = drawn.get("block1_conv1/kernel").data();
    float[] after = base.weights().get("block1_conv1/kernel").data();
    int filters = 64;
    for (int tap = 0; tap < 9; tap++) {
      for (int channel = 0; channel < 3; channel++) {
        assertThat(after[(tap * 3 + channel) * filters])
            .isEqualTo(before[(tap * 3 + 2 - channel) * filters]);
      }
    }
    assertThat(base.weights().get("block2_conv1/kernel"))
        .isEqualTo(drawn.get("block2_conv1/kernel"));
  }

  @Test
  void aHeadLearnsAndTheBaseIsFrozen() throws IOException {
    Model model = TINY.withoutTop(PICTURE);
    Pretrained base =
        Pretrained.base(TINY, PICTURE, written(model, model.initialWeights(Seed.of(1))));
    Pretrained classifier =
        base.withHead(
            "classifier",
            Seed.of(2),
            x -> x.apply(GlobalAveragePooling2D.of()).apply("scores", Dense.of(4)));
    assertThat(classifier.model().outputShapes()).containsExactly(Shape.of(4));
    assertThat(classifier.model().summary().trainable()).isEqualTo(128 * 4 + 4);
    assertThat(classifier.weights().get("block1_conv1/kernel"))
        .isEqualTo(base.weights().get("block1_conv1/kernel"));
  }

  @Test
  void aFileOfAnotherNetworkIsOneLine() throws IOException {
    Model model = TINY.withoutTop(PICTURE);
    Path file = written(model, model.initialWeights(Seed.of(1)));
    assertThatThrownBy(() -> Pretrained.base(new MobileNet(0.25), PICTURE, file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("found 0 of the 54 layers with weights of mobilenet_0.25")
        .hasMessageContaining("not conv1");
  }
}
