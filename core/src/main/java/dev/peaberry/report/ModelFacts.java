package dev.peaberry.report;

import dev.peaberry.engine.Shape;
import dev.peaberry.model.Model;
import dev.peaberry.model.Summary;
import java.util.LinkedHashMap;
import java.util.Map;

/** A model's layers with what they cost. Stateless. */
final class ModelFacts {
  private ModelFacts() {}

  static Map<String, Object> toJson(Model model) {
    Summary summary = model.summary();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", summary.model());
    json.put("parameters", summary.total());
    json.put("trainable_parameters", summary.trainable());
    json.put("multiply_adds", summary.multiplyAdds());
    json.put("output_bytes", summary.rows().stream().mapToLong(ModelFacts::bytes).sum());
    json.put("layers", summary.rows().stream().map(ModelFacts::toJson).toList());
    return json;
  }

  private static Map<String, Object> toJson(Summary.Row row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", row.name());
    json.put("class", row.className());
    json.put("output", String.join(", ", row.outputs().stream().map(Shape::toString).toList()));
    json.put("parameters", row.parameters());
    json.put("frozen", !row.trainable());
    json.put("multiply_adds", row.multiplyAdds());
    json.put("output_bytes", bytes(row));
    return json;
  }

  /** What a layer gives for one picture, in float32. */
  private static long bytes(Summary.Row row) {
    return row.outputs().stream().mapToLong(shape -> shape.size() * Float.BYTES).sum();
  }
}
