package dev.peaberry.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Dropout;
import dev.peaberry.layer.Layer;
import dev.peaberry.layer.Layers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaTest {
  private static Layer create(String name, Map<String, ?> config) {
    return Layers.REGISTRY.create(name, config);
  }

  @Test
  void quotesTheValueAndTheAllowedRange() {
    assertThatThrownBy(() -> Dense.of(0))
        .isInstanceOf(ConfigException.class)
        .hasMessage("Dense.units: found 0, expected an integer of at least 1");
    assertThatThrownBy(() -> Dropout.of(1.5))
        .hasMessage("Dropout.rate: found 1.5, expected a number from 0 to 1");
    assertThatThrownBy(() -> Dropout.of(Double.NaN))
        .hasMessage("Dropout.rate: found NaN, expected a number from 0 to 1");
  }

  @Test
  void saysWhichOptionIsMissing() {
    assertThatThrownBy(() -> create("Conv2D", Map.of("filters", 3)))
        .hasMessage(
            "Conv2D.kernel_size is missing, expected one or two integers (height, width) of at"
                + " least 1");
  }

  @Test
  void saysWhichOptionsThereAreAndWhichIsMeant() {
    assertThatThrownBy(() -> create("Flatten", Map.of("data_fromat", "channels_last")))
        .hasMessage(
            "Flatten has no option 'data_fromat', did you mean 'data_format'? Its options are"
                + " [data_format, activity_regularizer]");
    assertThatThrownBy(() -> create("Flatten", Map.of("units", 3)))
        .hasMessage(
            "Flatten has no option 'units'; its options are [data_format, activity_regularizer]");
  }

  @Test
  void refusesChannelsFirst() {
    assertThatThrownBy(() -> create("Flatten", Map.of("data_format", "channels_first")))
        .hasMessage("Flatten.data_format: found 'channels_first', expected one of channels_last");
  }

  @Test
  void saysWhichClassesThereAreAndWhichIsMeant() {
    assertThatThrownBy(() -> create("Conv9D", Map.of()))
        .hasMessageStartingWith(
            "Found the class 'Conv9D' of keras.layers, did you mean 'Conv2D'? Expected one of ")
        .hasMessageContaining("Conv2D, Conv2DTranspose, ");
    assertThatThrownBy(() -> create("Wine", Map.of()))
        .hasMessageStartingWith("Found the class 'Wine' of keras.layers, expected one of ");
  }

  @Test
  void saysWhereInAnObjectTheWrongValueIs() {
    Map<String, Object> l2 = Map.of("class_name", "L2", "config", Map.of("l2", -1));
    assertThatThrownBy(() -> create("Dense", Map.of("units", 3, "kernel_regularizer", l2)))
        .hasMessage("Dense.kernel_regularizer: L2.l2: found -1, expected a number of at least 0");
  }

  @Test
  void keepsErrorsInOneLineOfAFewWords() {
    String hostile = "x\n".repeat(1000);
    assertThatThrownBy(() -> create("Flatten", Map.of("data_format", hostile)))
        .hasMessageStartingWith("Flatten.data_format: found 'x x x ")
        .hasMessageEndingWith("...', expected one of channels_last")
        .message()
        .hasSizeLessThan(300);
  }

  @Test
  void checksWhatInvolvesSeveralOptions() {
    assertThatThrownBy(() -> Conv2D.of(8, 3).withStrides(2).withDilation(2))
        .hasMessageContaining("dilation_rate: found 2x2 with strides 2x2");
    assertThatThrownBy(() -> Conv2D.of(8, 3).withGroups(3))
        .hasMessageContaining("groups: found 3, expected a divisor of the 8 filters");
  }

  @Test
  void takesOneNumberForBothSides() {
    assertThat(create("Conv2D", Map.of("filters", 4, "kernel_size", 3)))
        .isEqualTo(create("Conv2D", Map.of("filters", 4, "kernel_size", List.of(3, 3))))
        .isEqualTo(Conv2D.of(4, 3));
  }

  @Test
  void understandsInitializersByShortName() {
    assertThat(create("Dense", Map.of("units", 2, "kernel_initializer", "glorot_uniform")))
        .isEqualTo(Dense.of(2));
  }

  @Test
  void namesClassesInSnakeCaseAsKerasDoes() {
    assertThat(
            List.of("Conv2D", "ReLU", "MaxPooling2D", "RMSprop", "GlobalAveragePooling2D", "SGD")
                .stream()
                .map(Registry::shortName))
        .containsExactly(
            "conv2d", "re_lu", "max_pooling2d", "rm_sprop", "global_average_pooling2d", "sgd");
  }

  @Test
  void splitsSeedsIntoDifferentStreams() {
    Seed root = Seed.of(1);
    assertThat(root.split("a")).isEqualTo(root.split("a")).isNotEqualTo(root.split("b"));
    assertThat(root.split(0)).isNotEqualTo(root.split(1)).isNotEqualTo(Seed.of(2).split(0));
    assertThat(root.split(1).split(2)).isNotEqualTo(root.split(2).split(1));
  }
}
