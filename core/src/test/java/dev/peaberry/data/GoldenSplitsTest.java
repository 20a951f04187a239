package dev.peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.config.RandomState;
import dev.peaberry.golden.GoldenFamily;
import dev.peaberry.golden.RealData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@Tag("golden")
class GoldenSplitsTest {
  @TestFactory
  Stream<DynamicTest> splitsTheSameFilesAsKeras() {
    GoldenFamily golden = GoldenFamily.open("splits");
    return golden.cases().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> new Case(golden, entry.getValue()).check()));
  }

  private record Case(GoldenFamily golden, JsonNode entry) {
    void check() throws Exception {
      try (ImageFolder source =
          ImageFolder.open(RealData.path(entry.get("folder").asText()))
              .withExtensions(ImageFolder.KERAS_EXTENSIONS)) {
        assertThat(source.classNames()).isEqualTo(strings(entry.get("class_names")));
        if (entry.has("function")) {
          checkGenerator(source);
        } else if (entry.has("all")) {
          checkAll(source);
        } else {
          checkSplit(source);
        }
      }
    }

    private void checkAll(ImageFolder source) throws Exception {
      boolean shuffled = entry.get("shuffle").asBoolean();
      ImageSource found =
          shuffled ? Split.shuffle(source, entry.get("seed_keras_draws").asLong()) : source;
      if (shuffled) {
        RandomState global = RandomState.ofSeed(entry.get("numpy_global_seed").asLong());
        assertThat(global.below(1_000_000)).isEqualTo(entry.get("seed_keras_draws").asInt());
      }
      assertSame(found, "all");
    }

    private void checkSplit(ImageFolder source) throws Exception {
      double share = entry.get("validation_split").asDouble();
      Split split = Split.shuffled(source, share, entry.get("seed").asLong());
      assertSame(split.training(), "training");
      assertSame(split.validation(), "validation");
      assertSame(Split.unshuffled(source, share).validation(), "validation_without_shuffle");
    }

    private void checkGenerator(ImageFolder source) throws Exception {
      Split split = Split.perClass(source, entry.get("validation_split").asDouble());
      long seed = entry.get("seed").asLong();
      assertSame(split.training(), "training_sorted");
      assertSame(split.validation(), "validation_sorted");
      assertSame(Split.shuffle(split.training(), seed), "training_first_epoch");
      assertSame(Split.shuffle(split.validation(), seed), "validation_first_epoch");
    }

    private void assertSame(ImageSource found, String key) throws Exception {
      JsonNode expected = entry.get(key);
      List<String> names = IntStream.range(0, found.size()).mapToObj(found::name).toList();
      assertThat(names).hasSize(expected.get("count").asInt());
      assertThat(names).isEqualTo(strings(lists(golden).get(expected.get("list").asText())));
      assertThat(sha256(String.join("\n", names))).isEqualTo(expected.get("sha256").asText());
      for (int i = 0; i < names.size(); i++) {
        assertThat(names.get(i)).startsWith(found.classNames().get(found.label(i)) + "/");
      }
    }
  }

  @Test
  void drawsTheSameNumbersAsNumPy() {
    JsonNode expected = GoldenFamily.open("splits").extra("numpy_random_state");
    long seed = expected.get("seed").asLong();
    RandomState raw = RandomState.ofSeed(seed);
    expected
        .get("raw_uint32")
        .forEach(value -> assertThat(raw.nextBits() & 0xffffffffL).isEqualTo(value.asLong()));
    RandomState doubles = RandomState.ofSeed(seed);
    expected
        .get("random_sample")
        .forEach(value -> assertThat(doubles.nextDouble()).isEqualTo(value.asDouble()));
    RandomState uniform = RandomState.ofSeed(seed);
    expected
        .get("uniform_minus3_to_5")
        .forEach(
            value -> assertThat(uniform.uniform(-3, 5)).isCloseTo(value.asDouble(), within(1e-15)));
    RandomState whole = RandomState.ofSeed(seed);
    expected
        .get("randint_below_1000000")
        .forEach(value -> assertThat(whole.below(1_000_000)).isEqualTo(value.asInt()));
  }

  @Test
  void shufflesAsNumPy() {
    JsonNode expected = GoldenFamily.open("splits").extra("numpy_random_state");
    long seed = expected.get("seed").asLong();
    int[] values = IntStream.range(0, 20).toArray();
    RandomState.ofSeed(seed).shuffle(values);
    assertThat(values).containsExactly(ints(expected.get("shuffle_of_0_to_19")));
    assertThat(RandomState.ofSeed(seed).permutation(12))
        .containsExactly(ints(expected.get("permutation_of_12")));
  }

  private static JsonNode lists(GoldenFamily golden) throws IOException {
    String file = golden.extra("lists").asText();
    try (InputStream stream =
        new GZIPInputStream(Files.newInputStream(golden.folder().resolve(file)))) {
      return new ObjectMapper().readTree(stream);
    }
  }

  private static List<String> strings(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static int[] ints(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
  }

  private static String sha256(String text) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
