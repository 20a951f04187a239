package dev.peaberry.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.activation.Activation;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.BatchNormalization;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.Padding;
import dev.peaberry.model.Model;
import dev.peaberry.model.ModelJson;
import dev.peaberry.model.Node;
import dev.peaberry.model.Sequential;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Descriptions as Keras 2 wrote them. */
final class LegacyConfigTest {
  private static final String DENSE =
      """
      {"class_name": "Dense", "config": {"name": "scores", "trainable": true, %s
       "units": 2, "activation": "softmax", "use_bias": true}}""";

  @SuppressWarnings("unchecked") // JSON's maps have text for keys
  private static Model read(String json) throws JsonProcessingException {
    return ModelJson.read(LegacyConfig.modern(new ObjectMapper().readValue(json, Map.class)));
  }

  @Test
  void wiresOfLists() throws JsonProcessingException {
    String json =
        """
        {"class_name": "Model", "config": {"name": "old", "layers": [
          {"name": "in", "class_name": "InputLayer", "inbound_nodes": [],
           "config": {"batch_input_shape": [null, 4, 4, 3], "dtype": "float32", "sparse": false,
                      "name": "in"}},
          {"name": "c", "class_name": "Conv2D", "inbound_nodes": [[["in", 0, 0, {}]]],
           "config": {"name": "c", "trainable": true, "filters": 2, "kernel_size": [3, 3],
                      "padding": "same"}},
          {"name": "n", "class_name": "BatchNormalization", "inbound_nodes": [[["c", 0, 0, {}]]],
           "config": {"name": "n", "trainable": true, "axis": [3]}}],
          "input_layers": [["in", 0, 0]], "output_layers": [["n", 0, 0]]}}""";
    Node in = Node.input("in", Shape.of(4, 4, 3));
    Node out =
        in.apply("c", Conv2D.of(2, 3).withPadding(Padding.SAME))
            .apply("n", BatchNormalization.of());
    Model model = read(json);
    assertThat(model.weights()).isEqualTo(Model.of("old", in, out).weights());
    assertThat(model.outputShapes()).containsExactly(Shape.of(4, 4, 2));
  }

  @Test
  void aChainWhoseFirstLayerKnowsTheInput() throws JsonProcessingException {
    String dense = DENSE.formatted("\"batch_input_shape\": [null, 5],");
    assertThat(read("{\"class_name\": \"Sequential\", \"config\": [" + dense + "]}"))
        .isEqualTo(
            read(
                "{\"class_name\": \"Sequential\", \"config\": {\"name\": \"sequential\","
                    + "\"layers\": [{\"class_name\": \"InputLayer\", \"config\": {\"name\":"
                    + " \"scores_input\", \"batch_shape\": [null, 5]}}, "
                    + DENSE.formatted("")
                    + "]}}"));
  }

  @Test
  void initializersWithOldNames() throws JsonProcessingException {
    String initializer =
        """
        "kernel_initializer": {"class_name": "VarianceScaling", "config":
          {"scale": 1.0, "mode": "fan_avg", "distribution": "normal", "seed": null}},
        "batch_input_shape": [null, 5],""";
    Model model =
        read(
            "{\"class_name\": \"Sequential\", \"config\": {\"name\": \"s\", \"layers\": ["
                + DENSE.formatted(initializer)
                + "]}}");
    assertThat(ModelJson.write(model).toString()).contains("distribution=truncated_normal");
  }

  @Test
  void whatKeras3WritesStaysAsItIs() {
    Model model =
        Sequential.withInput(Shape.of(4, 4, 3))
            .add(Flatten.of())
            .add(Dense.of(2).withActivation(Activation.SOFTMAX))
            .build();
    assertThat(ModelJson.read(LegacyConfig.modern(ModelJson.write(model)))).isEqualTo(model);
  }
}
