package dev.peaberry.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Seed;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.golden.RealData;
import dev.peaberry.layer.BatchNormalization;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.DepthwiseConv2D;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.MaxPooling2D;
import dev.peaberry.layer.Padding;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.model.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WeightsFileTest {
  private static final Model BASE = base();

  @TempDir Path folder;
  private Path file;

  private static Model base() {
    return Sequential.named("base", Shape.of(6, 6, 2))
        .add("conv", Conv2D.of(3, 3))
        .add("norm", BatchNormalization.of())
        .build();
  }

  private static Model model(int classes) {
    return Sequential.withInput(Shape.of(6, 6, 2))
        .add("base", BASE)
        .add(Flatten.of())
        .add("hidden", Dense.of(4))
        .add("out", Dense.of(classes))
        .build();
  }

  private static Weights weights(Model model, long seed) {
    return model.initialWeights(Seed.of(seed));
  }

  @BeforeEach
  void writeFile() throws IOException {
    file = folder.resolve("model.weights.h5");
    WeightsFile.write(file, model(3), weights(model(3), 1), Optional.empty());
  }

  @Test
  void takesTheLayersOfTheSameNameAndShape() {
    WeightsFile.Loaded loaded = WeightsFile.readByName(file, model(5), weights(model(5), 2));
    assertThat(loaded.loaded()).containsExactly("base", "hidden");
    assertThat(loaded.weights().get("base/conv/kernel"))
        .isEqualTo(weights(model(3), 1).get("base/conv/kernel"));
    assertThat(loaded.weights().get("out/kernel"))
        .isEqualTo(weights(model(5), 2).get("out/kernel"));
  }

  @Test
  void saysWhichLayersItSkippedAndWhy() {
    WeightsFile.Loaded loaded = WeightsFile.readByName(file, model(5), weights(model(5), 2));
    assertThat(loaded.skipped()).containsOnlyKeys("out");
    assertThat(loaded.skipped().get("out")).contains("found shape (4, 3), expected (4, 5)");
    assertThat(loaded.unused()).containsExactly("out");
  }

  @Test
  void refusesTheWeightsOfAModelWithOtherShapes() {
    assertThatThrownBy(() -> WeightsFile.read(file, model(5)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("layers/dense_1/vars/0: found shape (4, 3), expected (4, 5)");
  }

  @Test
  void refusesTheWeightsOfALargerModel() {
    Model smaller =
        Sequential.withInput(Shape.of(6, 6, 2))
            .add("base", BASE)
            .add(Flatten.of())
            .add("hidden", Dense.of(4))
            .build();
    assertThatThrownBy(() -> WeightsFile.read(file, smaller))
        .hasMessageContaining("found weights of layers/dense_1, expected none there");
  }

  @Test
  void refusesTheWeightsOfASmallerModel() {
    Model larger =
        Sequential.withInput(Shape.of(6, 6, 2))
            .add("base", BASE)
            .add("extra", Conv2D.of(2, 1))
            .add(Flatten.of())
            .add("hidden", Dense.of(4))
            .add("out", Dense.of(3))
            .build();
    assertThatThrownBy(() -> WeightsFile.read(file, larger))
        .hasMessageContaining("layer extra: found 0 weights in layers/conv2d/vars, expected 2");
  }

  @Test
  void findsNoOptimizerWhereThereIsNone() {
    assertThat(WeightsFile.readOptimizer(file)).isEmpty();
  }

  @Test
  void refusesAFileThatIsCutOffAnywhere() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length += 23) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> WeightsFile.read(file, model(3)))
          .as("cut off after %s bytes of %s", length, whole.length)
          .isInstanceOf(ModelFormatException.class);
    }
  }

  @Test
  void refusesOtherFiles() throws IOException {
    Files.writeString(file, "no weights");
    assertThatThrownBy(() -> WeightsFile.read(file, model(3)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("found no HDF5 file, expected a .weights.h5 or .h5 file");
    KerasFile.of(model(3), weights(model(3), 1)).write(file);
    assertThatThrownBy(() -> WeightsFile.read(file, model(3)))
        .hasMessageContaining("found a zip archive, expected an HDF5 file");
  }

  @Test
  void readsThePretrainedVgg16() {
    Sequential vgg = Sequential.named("vgg16", Shape.of(32, 32, 3));
    int[] filters = {64, 128, 256, 512, 512};
    int[] convolutions = {2, 2, 3, 3, 3};
    for (int block = 0; block < filters.length; block++) {
      for (int i = 1; i <= convolutions[block]; i++) {
        vgg.add("block" + (block + 1) + "_conv" + i, same(filters[block]));
      }
      vgg.add(MaxPooling2D.of(2));
    }
    Model model = vgg.build();
    Weights read =
        WeightsFile.read(
            RealData.path("weights/vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5"), model);
    assertThat(read.parameters()).isEqualTo(14_714_688);
    assertThat(read.get("block1_conv1/kernel").data()).startsWith(0.42947057f, 0.11727387f);
    assertThat(read.get("block5_conv3/bias").data()).startsWith(0.18837857f, -0.50036746f);
  }

  private static Conv2D same(int filters) {
    return Conv2D.of(filters, 3).withPadding(Padding.SAME).withActivation(Activation.RELU);
  }

  @Test
  void readsTheFirstLayersOfThePretrainedMobilenet() {
    Model model =
        Sequential.withInput(Shape.of(32, 32, 3))
            .add("conv1", Conv2D.of(8, 3).withStrides(2).withoutBias())
            .add("conv1_bn", BatchNormalization.of())
            .add("conv_dw_1", DepthwiseConv2D.of(3).withoutBias())
            .add(Flatten.of())
            .add("own", Dense.of(2))
            .build();
    WeightsFile.Loaded read =
        WeightsFile.readByName(
            RealData.path("weights/mobilenet_v1_0.25_224.h5"), model, weights(model, 1));
    assertThat(read.loaded()).containsExactly("conv1", "conv1_bn", "conv_dw_1");
    assertThat(read.skipped()).containsOnlyKeys("own");
    assertThat(read.unused()).contains("conv_pw_13", "conv_preds").doesNotContain("conv1");
    assertThat(read.weights().get("conv_dw_1/kernel").data()).startsWith(1.4428812f, -0.23781241f);
    assertThat(read.weights().get("conv1_bn/moving_variance"))
        .extracting(FloatArray::data)
        .satisfies(data -> assertThat(data).startsWith(4.5232806f, 2.5636501f));
  }

  @Test
  void writesTheSameBytesAgain() throws IOException {
    Path again = folder.resolve("again.weights.h5");
    Weights read = WeightsFile.read(file, model(3));
    WeightsFile.write(again, model(3), read, Optional.empty());
    assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(file));
    assertThat(List.copyOf(read.asMap().keySet()))
        .isEqualTo(model(3).weights().stream().map(spec -> spec.name()).toList());
  }
}
