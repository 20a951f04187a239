package dev.peaberry.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.contract.Registries.Entry;
import dev.peaberry.interop.RealKeras;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is legal here is legal in the real Keras, too: it makes an object of every config and gives
 * the same config back. So no setting and no pair of settings that Keras refuses is taken here.
 */
@Tag("interop")
class KerasConfigsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DRAWS = 50;
  private static final String PEABERRYS_OWN = "\"peaberry>";

  /** Settings that Keras writes otherwise than it was given them, or not at all. */
  private static final Set<String> WRITTEN_OTHERWISE =
      Set.of(
          "AveragePooling2D.strides",
          "MaxPooling2D.strides",
          "AUC.label_weights",
          "AUC.thresholds",
          "CosineSimilarity.axis",
          "RandomCrop.seed",
          "RandomGrayscale.seed",
          "RandomShear.x_factor",
          "RandomShear.y_factor",
          "Huber.delta",
          "Identity.gain");

  @TempDir Path folder;

  @Test
  void everyLegalConfigIsOneInKeras() throws Exception {
    List<Entry<?>> entries = new ArrayList<>();
    List<JsonNode> written = new ArrayList<>();
    Registries.classes()
        .filter(entry -> entry.schema().packageName().isEmpty())
        .forEach(
            entry ->
                LegalConfigs.of(entry.schema(), 3)
                    .<JsonNode>map(config -> JSON.valueToTree(entry.serialised(config)))
                    .filter(json -> !json.toString().contains(PEABERRYS_OWN))
                    .limit(DRAWS)
                    .forEach(
                        json -> {
                          entries.add(entry);
                          written.add(json);
                        }));
    Path file =
        Files.write(folder.resolve("configs"), written.stream().map(JsonNode::toString).toList());
    String[] made = RealKeras.run(RealKeras.script("configs.py"), file).split("\n");
    assertThat(made).hasSameSizeAs(written);
    SoftAssertions softly = new SoftAssertions();
    for (int i = 0; i < made.length; i++) {
      JsonNode theirs = JSON.readTree(made[i]);
      softly.assertThat(theirs.isTextual()).as("%s: %s", written.get(i), theirs).isFalse();
      if (theirs.isObject()) {
        compare(entries.get(i), written.get(i).get("config"), theirs, softly);
      }
    }
    softly.assertAll();
  }

  private static void compare(
      Entry<?> entry, JsonNode ours, JsonNode theirs, SoftAssertions softly) {
    softly
        .assertThat(sameSettings(entry.schema().name(), ours, theirs))
        .as("%s: ours %s, theirs %s", entry, ours, theirs)
        .isTrue();
  }

  private static boolean sameSettings(String className, JsonNode ours, JsonNode theirs) {
    return ours.properties().stream()
        .filter(each -> !WRITTEN_OTHERWISE.contains(className + "." + each.getKey()))
        .filter(each -> !isNameless(each.getKey(), each.getValue()))
        .allMatch(each -> same(each.getValue(), theirs.path(each.getKey())));
  }

  /** Keras gives what has no name one with a number. */
  private static boolean isNameless(String option, JsonNode value) {
    return option.equals("name") && value.asText().isEmpty();
  }

  /** Equal but for the rounding of float32, in which Keras keeps some settings, and for names. */
  private static boolean same(JsonNode ours, JsonNode theirs) {
    if (ours.isNumber() && theirs.isNumber()) {
      double size = Math.abs(ours.asDouble());
      return Math.abs(ours.asDouble() - theirs.asDouble()) <= 1e-6 * size;
    }
    if (ours.isContainerNode() && ours.getNodeType() == theirs.getNodeType()) {
      boolean equal = ours.isObject() || ours.size() == theirs.size();
      for (String name : (Iterable<String>) ours::fieldNames) {
        equal &=
            (ours.has("class_name") && name.equals("config"))
                ? sameSettings(ours.get("class_name").asText(), ours.get(name), theirs.path(name))
                : same(ours.get(name), theirs.path(name));
      }
      for (int i = 0; ours.isArray() && i < ours.size(); i++) {
        equal &= same(ours.get(i), theirs.path(i));
      }
      return equal;
    }
    return ours.equals(theirs) || (ours.asText().equals("int") && theirs.asText().equals("int64"));
  }
}
