package dev.peaberry.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.config.ConfigException;
import dev.peaberry.data.LabelMode;
import dev.peaberry.interop.RealKeras;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.model.Model;
import dev.peaberry.model.ModelJson;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The networks of {@code keras.applications}, as the real Keras builds them, are well made. */
@Tag("interop")
class ApplicationsInteropTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> MODELS = new TreeMap<>();

  @BeforeAll
  static void build() {
    String printed =
        RealKeras.run(
            RealKeras.script("applications.py"),
            "DenseNet121",
            "EfficientNetB0",
            "InceptionV3",
            "MobileNet",
            "MobileNetV2",
            "NASNetMobile",
            "ResNet50",
            "ResNet50V2",
            "VGG16",
            "Xception");
    printed
        .lines()
        .map(line -> line.split("\t", 2))
        .forEach(fields -> MODELS.put(fields[0], fields[1]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DenseNet121",
        "EfficientNetB0",
        "InceptionV3",
        "MobileNet",
        "MobileNetV2",
        "NASNetMobile",
        "ResNet50",
        "ResNet50V2",
        "VGG16",
        "Xception"
      })
  void givesNoFinding(String name) throws JsonProcessingException {
    Model model = read(name);
    TrainingPlan plan =
        Plans.judged(model, SparseCategoricalCrossentropy.of())
            .withClassNames(Plans.names(1000))
            .withLabelMode(LabelMode.INT)
            .withBatchSize(32)
            .withPixelRange(-1, 1);
    assertThat(Linter.withAllRules().check(plan)).isEmpty();
  }

  @SuppressWarnings("unchecked") // JSON's maps have text for keys
  private static Model read(String name) throws JsonProcessingException {
    try {
      return ModelJson.read((Map<String, Object>) JSON.readValue(MODELS.get(name), Map.class));
    } catch (ConfigException e) {
      assumeTrue(false, () -> name + ": " + e.getMessage());
      throw e;
    }
  }
}
