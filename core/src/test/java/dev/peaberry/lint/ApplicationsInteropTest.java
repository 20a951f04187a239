package dev.peaberry.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.data.LabelMode;
import dev.peaberry.interop.RealKeras;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.model.Model;
import dev.peaberry.model.ModelJson;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The networks of {@code keras.applications}, as the real Keras builds them, are well made. */
@Tag("interop")
class ApplicationsInteropTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> MODELS = new TreeMap<>();
  private static final Set<String> TAKE_PIXELS_AS_THEY_ARE =
      Set.of("EfficientNetB0", "MobileNetV3Small");

  static List<String> names() {
    return List.of(
        "DenseNet121",
        "EfficientNetB0",
        "InceptionV3",
        "MobileNet",
        "MobileNetV2",
        "MobileNetV3Small",
        "NASNetMobile",
        "ResNet50",
        "ResNet50V2",
        "VGG16",
        "Xception");
  }

  @BeforeAll
  static void build() {
    String printed = RealKeras.run(RealKeras.script("applications.py"), names().toArray());
    printed
        .lines()
        .map(line -> line.split("\t", 2))
        .forEach(fields -> MODELS.put(fields[0], fields[1]));
  }

  @ParameterizedTest
  @MethodSource("names")
  void givesNoFinding(String name) throws JsonProcessingException {
    Model model = read(name);
    boolean pixels = TAKE_PIXELS_AS_THEY_ARE.contains(name);
    TrainingPlan plan =
        Plans.judged(model, SparseCategoricalCrossentropy.of())
            .withClassNames(Plans.names(1000))
            .withLabelMode(LabelMode.INT)
            .withBatchSize(32)
            .withPixelRange(pixels ? 0 : -1, pixels ? 255 : 1);
    assertThat(Linter.withAllRules().check(plan)).isEmpty();
  }

  @SuppressWarnings("unchecked") // JSON's maps have text for keys
  private static Model read(String name) throws JsonProcessingException {
    return ModelJson.read((Map<String, Object>) JSON.readValue(MODELS.get(name), Map.class));
  }
}
