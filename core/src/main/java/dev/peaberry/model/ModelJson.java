package dev.peaberry.model;

import dev.peaberry.config.ConfigException;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.InputLayer;
import dev.peaberry.layer.Layer;
import dev.peaberry.layer.Layers;
import dev.peaberry.layer.SpatialDropout2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Writes models as Keras's {@code config.json} has them. {@link ModelReader} reads them. */
public final class ModelJson {
  private ModelJson() {}

  /** A whole model: module, class_name, config, registered_name. */
  public static Map<String, Object> write(Model model) {
    Map<String, Object> json = new LinkedHashMap<>();
    boolean functional = model.form() == Model.Form.FUNCTIONAL;
    json.put("module", functional ? "keras.src.models.functional" : "keras");
    json.put("class_name", model.className());
    json.put("config", model.configJson());
    json.put("registered_name", functional ? "Functional" : null);
    return json;
  }

  /** The same as {@link #write} backwards. */
  public static Model read(Map<String, ?> json) {
    return ModelReader.read(json);
  }

  static Map<String, Object> config(Model model) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("name", model.name());
    config.put("trainable", true);
    if (model.form() == Model.Form.SEQUENTIAL) {
      config.put("dtype", "float32");
      config.put("layers", model.members().stream().map(ModelJson::layer).toList());
      config.put("build_input_shape", batchShape(model.inputShapes().get(0)));
      return config;
    }
    List<Object> layers = new ArrayList<>();
    for (int i = 0; i < model.members().size(); i++) {
      Map<String, Object> layer = layer(model.members().get(i));
      layer.put("name", model.members().get(i).name());
      layer.put("inbound_nodes", inboundNodes(model, i));
      layers.add(layer);
    }
    config.put("layers", layers);
    config.put(
        "input_layers",
        references(
            model, model.wiring().inputs().stream().map(use -> new Wiring.Value(use, 0)).toList()));
    config.put("output_layers", references(model, model.wiring().outputs()));
    return config;
  }

  private static Map<String, Object> layer(Member member) {
    Layer layer = member.layer();
    Map<String, Object> json =
        layer instanceof Model model ? write(model) : Layers.REGISTRY.toJson(layer);
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("name", member.name());
    if (!(layer instanceof InputLayer)) {
      config.put("dtype", "float32");
    }
    if (!(layer instanceof InputLayer || layer instanceof SpatialDropout2D)) {
      // Keras's SpatialDropout2D does not open if it is told this; there is nothing to train in it.
      config.put("trainable", member.trainable());
    }
    layer.configJson().forEach(config::putIfAbsent);
    json.put("config", config);
    return json;
  }

  /** How Keras writes the uses of a layer: one entry each, with the values that go in. */
  private static List<Object> inboundNodes(Model model, int member) {
    List<List<Shape>> shapes = model.shapes(model.inputShapes());
    List<Object> nodes = new ArrayList<>();
    for (Wiring.Use use : model.wiring().uses()) {
      if (use.member() == member && !use.inputs().isEmpty()) {
        List<Object> tensors = new ArrayList<>();
        for (Wiring.Value value : use.inputs()) {
          tensors.add(tensor(model, value, shapes.get(value.use()).get(value.index())));
        }
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("args", tensors.size() == 1 ? tensors : List.of(tensors));
        node.put("kwargs", Map.of());
        nodes.add(node);
      }
    }
    return nodes;
  }

  private static Map<String, Object> tensor(Model model, Wiring.Value value, Shape shape) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("shape", batchShape(shape));
    config.put("dtype", "float32");
    config.put("keras_history", reference(model, value));
    Map<String, Object> tensor = new LinkedHashMap<>();
    tensor.put("class_name", "__keras_tensor__");
    tensor.put("config", config);
    return tensor;
  }

  private static Object references(Model model, List<Wiring.Value> values) {
    List<List<Object>> references = values.stream().map(value -> reference(model, value)).toList();
    return references.size() == 1 ? references.get(0) : references;
  }

  private static List<Object> reference(Model model, Wiring.Value value) {
    int member = model.wiring().uses().get(value.use()).member();
    return List.of(
        model.members().get(member).name(), model.wiring().nodeIndex(value.use()), value.index());
  }

  private static List<Integer> batchShape(Shape example) {
    Integer[] lengths = new Integer[example.rank() + 1];
    IntStream.range(0, example.rank()).forEach(i -> lengths[i + 1] = example.get(i));
    return Arrays.asList(lengths);
  }

  /** A key of a JSON object, of the expected type. */
  static <T> T require(Map<?, ?> json, String key, Class<T> type) {
    Object value = json.get(key);
    if (!type.isInstance(value)) {
      throw new ConfigException(
          "Model config: found "
              + value
              + " for '"
              + key
              + "', expected "
              + type.getSimpleName().toLowerCase(java.util.Locale.ROOT));
    }
    return type.cast(value);
  }
}
