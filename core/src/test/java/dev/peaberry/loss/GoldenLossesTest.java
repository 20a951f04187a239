package dev.peaberry.loss;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.golden.GoldenFamily;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

@Tag("golden")
class GoldenLossesTest {
  private final GoldenFamily golden = GoldenFamily.open("losses");

  @TestFactory
  Stream<DynamicTest> computesWhatKerasComputes() {
    return new LossCases(golden).compute();
  }

  @TestFactory
  Stream<DynamicTest> writesTheConfigThatKerasWrites() {
    return golden.cases().entrySet().stream()
        .filter(entry -> !entry.getValue().has("activation_before_loss")) // theirs are not complete
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      Map<String, Object> config =
                          GoldenFamily.plain(entry.getValue().get("config"));
                      Loss loss =
                          Losses.REGISTRY.create(entry.getValue().get("loss").asText(), config);
                      assertThat(GoldenFamily.json(loss.configJson()))
                          .isEqualTo(GoldenFamily.json(config));
                    }));
  }
}
