package dev.peaberry.schedule;

import static dev.peaberry.golden.Near.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.peaberry.golden.GoldenFamily;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

@Tag("golden")
final class GoldenSchedulesTest {
  private static final double TOLERANCE = 1e-6;

  private final GoldenFamily golden = GoldenFamily.open("schedules");

  @TestFactory
  Stream<DynamicTest> givesTheRatesOfKeras() {
    return golden.cases().entrySet().stream()
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry.getValue())));
  }

  private void check(JsonNode json) {
    Map<String, Object> config = GoldenFamily.plain(json.get("config"));
    Schedule schedule = Schedules.REGISTRY.create(json.get("schedule").asText(), config);
    JsonNode steps = golden.extra("steps");
    JsonNode values = json.get("values");
    assertThat(values).hasSameSizeAs(steps);
    for (int i = 0; i < steps.size(); i++) {
      long step = steps.get(i).asLong();
      assertNear("step " + step, schedule.at(step), values.get(i).asDouble(), TOLERANCE);
    }
    Map<String, Object> written = new LinkedHashMap<>(schedule.configJson());
    written.keySet().retainAll(config.keySet());
    assertThat(GoldenFamily.json(written)).isEqualTo(GoldenFamily.json(config));
  }
}
