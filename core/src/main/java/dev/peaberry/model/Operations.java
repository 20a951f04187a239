package dev.peaberry.model;

import dev.peaberry.config.ConfigException;
import dev.peaberry.layer.Add;
import dev.peaberry.layer.Layer;
import dev.peaberry.layer.Multiply;
import dev.peaberry.layer.Rescaling;
import dev.peaberry.layer.Subtract;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Layers that do what operators between layers do, which Keras keeps in a model as operations: in
 * MobileNetV3 {@code relu(x + 3) * (1 / 6)}. Saved again they are layers. Stateless.
 */
final class Operations {
  private static final String MODULE = "keras.src.ops.";

  private Operations() {}

  /** Whether JSON that stands among layers is an operation; {@code .h5} files name no module. */
  static boolean isOne(Map<?, ?> json) {
    return json.get("module") instanceof String module
        ? module.startsWith(MODULE)
        : operands(json).stream().anyMatch(Number.class::isInstance);
  }

  /**
   * The layer of an operation.
   *
   * @throws ConfigException if there is none
   */
  static Layer layer(Map<?, ?> json) {
    String operation = ModelJson.require(json, "class_name", String.class);
    List<?> operands = operands(json);
    Optional<Layer> layer = Optional.empty();
    if (operands.size() == 2) {
      if (operands.get(0) instanceof Number number) {
        layer = ofNumberAnd(operation, number.doubleValue());
      } else if (operands.get(1) instanceof Number number) {
        layer = with(operation, number.doubleValue());
      } else {
        layer = ofTwo(operation);
      }
    }
    return layer.orElseThrow(
        () ->
            new ConfigException(
                "Found the operation %s at '%s', expected layers, or sums, differences, products and quotients of their outputs and numbers; save the model with a layer in its place"
                    .formatted(operation, json.get("name"))));
  }

  private static Optional<Layer> ofTwo(String operation) {
    return switch (operation) {
      case "Add" -> Optional.of(Add.of());
      case "Multiply" -> Optional.of(Multiply.of());
      case "Subtract" -> Optional.of(Subtract.of());
      default -> Optional.empty();
    };
  }

  private static Optional<Layer> with(String operation, double number) {
    return switch (operation) {
      case "Subtract" -> Optional.of(Rescaling.of(1, -number));
      case "TrueDivide", "Divide" ->
          number == 0 ? Optional.empty() : Optional.of(Rescaling.of(1 / number));
      default -> ofNumberAnd(operation, number);
    };
  }

  private static Optional<Layer> ofNumberAnd(String operation, double number) {
    return switch (operation) {
      case "Add" -> Optional.of(Rescaling.of(1, number));
      case "Multiply" -> Optional.of(Rescaling.of(number));
      case "Subtract" -> Optional.of(Rescaling.of(-1, number));
      default -> Optional.empty();
    };
  }

  private static List<?> operands(Map<?, ?> json) {
    return json.get("inbound_nodes") instanceof List<?> nodes
            && nodes.size() == 1
            && nodes.get(0) instanceof Map<?, ?> node
            && node.get("args") instanceof List<?> operands
        ? operands
        : List.of();
  }
}
