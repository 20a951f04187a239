package dev.peaberry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.config.ConfigException;
import dev.peaberry.layer.Layer;
import dev.peaberry.layer.Multiply;
import dev.peaberry.layer.Rescaling;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperationsTest {
  private static final Map<String, ?> TENSOR = Map.of("class_name", "__keras_tensor__");

  private static Layer layer(String operation, Object... operands) {
    return Operations.layer(
        Map.of(
            "class_name",
            operation,
            "name",
            "here",
            "inbound_nodes",
            List.of(Map.of("args", List.of(operands)))));
  }

  @Test
  void whatNumbersDoIsARescaling() {
    assertThat(layer("Add", TENSOR, 3)).isEqualTo(Rescaling.of(1, 3));
    assertThat(layer("Subtract", TENSOR, 3)).isEqualTo(Rescaling.of(1, -3));
    assertThat(layer("Subtract", 3, TENSOR)).isEqualTo(Rescaling.of(-1, 3));
    assertThat(layer("Multiply", 0.5, TENSOR)).isEqualTo(Rescaling.of(0.5));
    assertThat(layer("TrueDivide", TENSOR, 4)).isEqualTo(Rescaling.of(0.25));
  }

  @Test
  void whatTwoOutputsMakeIsAMerge() {
    assertThat(layer("Multiply", TENSOR, TENSOR)).isEqualTo(Multiply.of());
  }

  @Test
  void otherOperationsAreOneLine() {
    assertThatThrownBy(() -> layer("TrueDivide", 1, TENSOR)).isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> layer("TrueDivide", TENSOR, 0)).isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> layer("Einsum", TENSOR, TENSOR))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("Found the operation Einsum at 'here', expected layers, or sums");
    assertThatThrownBy(() -> Operations.layer(Map.of("class_name", "Add", "name", "here")))
        .isInstanceOf(ConfigException.class);
  }
}
