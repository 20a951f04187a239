package dev.peaberry.initializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.peaberry.config.Seed;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.golden.GoldenFamily;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

@Tag("golden")
class GoldenInitializersTest {
  private final GoldenFamily golden = GoldenFamily.open("initializers");

  @TestFactory
  Stream<DynamicTest> drawsFromTheDistributionOfKeras() {
    return golden.cases().entrySet().stream()
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry.getValue())));
  }

  private static void check(JsonNode json) {
    Initializer initializer =
        Initializers.REGISTRY.create(
            json.get("initializer").asText(), GoldenFamily.plain(json.get("config")));
    int[] lengths = new int[json.get("shape").size()];
    IntStream.range(0, lengths.length).forEach(i -> lengths[i] = json.get("shape").get(i).asInt());
    FloatArray draw = initializer.draw(Shape.of(lengths), Seed.of(7).generator());
    JsonNode expected = json.get("expected");
    int n = draw.data().length;
    double mean = IntStream.range(0, n).mapToDouble(i -> draw.data()[i]).average().orElseThrow();
    double variance =
        IntStream.range(0, n).mapToDouble(i -> Math.pow(draw.data()[i] - mean, 2)).sum() / n;
    double stddev = expected.get("stddev").asDouble();
    assertThat(Math.sqrt(variance))
        .isCloseTo(stddev, within(stddev * 4 / Math.sqrt(2.0 * n) + 1e-9));
    assertThat(mean)
        .isCloseTo(expected.get("mean").asDouble(), within(5 * stddev / Math.sqrt(n) + 1e-7));
    checkLimits(draw, expected);
  }

  private static void checkLimits(FloatArray draw, JsonNode expected) {
    double mean = expected.get("mean").asDouble();
    switch (expected.get("distribution").asText()) {
      case "uniform" -> {
        for (float value : draw.data()) {
          assertThat((double) value)
              .isBetween(
                  expected.get("minimum").asDouble() - 1e-6,
                  expected.get("maximum").asDouble() + 1e-6);
        }
      }
      case "truncated_normal" -> {
        for (float value : draw.data()) {
          assertThat(Math.abs(value - mean))
              .isLessThanOrEqualTo(expected.get("cut_at").asDouble() + 1e-6);
        }
      }
      case "orthogonal" -> checkOrthonormal(draw, expected);
      default -> assertThat(draw.data()).isNotEmpty();
    }
  }

  private static void checkOrthonormal(FloatArray draw, JsonNode expected) {
    int rows = expected.get("flat_shape").get(0).asInt();
    int columns = expected.get("flat_shape").get(1).asInt();
    boolean byColumns = expected.get("orthonormal").asText().equals("columns");
    double gain = expected.get("gain").asDouble();
    int count = byColumns ? columns : rows;
    for (int a = 0; a < count; a++) {
      for (int b = 0; b <= a; b++) {
        double dot = 0;
        for (int k = 0; k < (byColumns ? rows : columns); k++) {
          int i = byColumns ? k * columns + a : a * columns + k;
          int j = byColumns ? k * columns + b : b * columns + k;
          dot += (double) draw.data()[i] * draw.data()[j];
        }
        assertThat(dot).isCloseTo(a == b ? gain * gain : 0, within(1e-5));
      }
    }
  }
}
