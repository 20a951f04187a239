package dev.peaberry.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.activation.Activation;
import dev.peaberry.engine.Shape;
import dev.peaberry.interop.RealKeras;
import dev.peaberry.layer.WeightSpec;
import dev.peaberry.model.Member;
import dev.peaberry.model.Model;
import dev.peaberry.model.ModelJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The backbones are layer by layer, weight by weight those that the real Keras builds. */
@Tag("interop")
final class BackbonesInteropTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The last axis of pictures, which is -1, too. */
  private static final List<Object> LAST = List.of(3, List.of(3), List.of(-1));

  private static final Map<String, Backbone> BY_NAME_IN_KERAS = new LinkedHashMap<>();

  static {
    BY_NAME_IN_KERAS.put("VGG16", Vgg.VGG16);
    BY_NAME_IN_KERAS.put("VGG19", Vgg.VGG19);
    BY_NAME_IN_KERAS.put("MobileNet", MobileNet.of());
    BY_NAME_IN_KERAS.put("MobileNetV2", MobileNetV2.of());
    BY_NAME_IN_KERAS.put("ResNet50", ResNet.RESNET50);
    BY_NAME_IN_KERAS.put("ResNet50V2", ResNetV2.RESNET50);
    BY_NAME_IN_KERAS.put("ResNet101V2", ResNetV2.RESNET101);
    BY_NAME_IN_KERAS.put("EfficientNetB0", EfficientNet.B0);
    BY_NAME_IN_KERAS.put("EfficientNetB3", EfficientNet.B3);
    BY_NAME_IN_KERAS.put("DenseNet121", DenseNet.DENSENET121);
  }

  @TestFactory
  Stream<DynamicTest> areKerass() {
    Object[] names = BY_NAME_IN_KERAS.keySet().toArray();
    return RealKeras.run(RealKeras.script("applications.py"), names)
        .lines()
        .map(line -> line.split("\t", 2))
        .map(
            fields ->
                DynamicTest.dynamicTest(
                    fields[0], () -> check(BY_NAME_IN_KERAS.get(fields[0]), fields[1])));
  }

  @SuppressWarnings("unchecked") // JSON's maps have text for keys
  private static void check(Backbone backbone, String json) throws JsonProcessingException {
    Model theirs = ModelJson.read((Map<String, Object>) JSON.readValue(json, Map.class));
    Model ours = backbone.withTop(Shape.of(224, 224, 3), 1000, Activation.SOFTMAX);
    List<Member> members = theirs.members();
    for (int i = 0; i < members.size(); i++) {
      assertThat(described(ours.members().get(i))).isEqualTo(described(members.get(i)));
    }
    assertThat(names(ours)).isEqualTo(names(theirs));
    assertThat(ours.summary().rows()).isEqualTo(theirs.summary().rows());
  }

  private static List<String> names(Model model) {
    return model.weights().stream().map(WeightSpec::name).toList();
  }

  private static String described(Member member) {
    Map<String, Object> config = new LinkedHashMap<>(member.layer().configJson());
    config.computeIfPresent("axis", (key, axis) -> LAST.contains(axis) ? -1 : axis);
    return member.name() + " " + member.layer().className() + " " + config;
  }
}
