package dev.peaberry.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.evaluate.DecisionRule;
import dev.peaberry.evaluate.Temperature;
import dev.peaberry.format.Assets;
import dev.peaberry.format.ModelFormatException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DecisionAssetTest {
  private static final List<String> NAMES = List.of("cat", "dog");

  @Test
  void keepsARule() {
    DecisionRule rule =
        DecisionRule.USUAL.withTemperature(new Temperature(1.5)).withThresholds(List.of(0.25, 0.5));
    assertThat(DecisionAsset.of(DecisionAsset.addTo(Assets.NONE, rule, NAMES), NAMES))
        .isEqualTo(rule);
  }

  @Test
  void namesClassesRatherThanOutputs() {
    Assets assets =
        DecisionAsset.addTo(
            Assets.NONE, DecisionRule.USUAL.withThresholds(List.of(0.25, 0.5)), NAMES);
    assertThat(DecisionAsset.of(assets, List.of("dog", "cat")).thresholds())
        .containsExactly(0.5, 0.25);
  }

  @Test
  void aFileThatSaysNothingHasTheUsualRule() {
    assertThat(DecisionAsset.of(Assets.NONE, NAMES)).isEqualTo(DecisionRule.USUAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "\"hot\"", "[]"})
  void aTemperatureThatIsNoneIsRefused(String json) {
    Assets assets =
        Assets.NONE.with(
            "decision.json", ("{\"temperature\": " + json + "}").getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> DecisionAsset.of(assets, NAMES))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("assets/decision.json: ");
  }

  @Test
  void thresholdsOfOtherClassesAreRefused() {
    Assets assets =
        Assets.NONE.withJson("decision.json", Map.of("thresholds", Map.of("cat", 0.5, "cow", 0.5)));
    assertThatThrownBy(() -> DecisionAsset.of(assets, NAMES))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("for 'dog', expected a number");
  }
}
