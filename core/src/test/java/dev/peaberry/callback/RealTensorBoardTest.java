package dev.peaberry.callback;

import static dev.peaberry.golden.Near.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.format.EventFile;
import dev.peaberry.interop.RealKeras;
import dev.peaberry.train.TrainingResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real TensorBoard makes of the files, and what the real Keras writes. */
@Tag("interop")
final class RealTensorBoardTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCRIPT = RealKeras.script("tensorboard_events.py");

  @TempDir static Path root;

  private static Path logs;
  private static TrainingResult result;
  private static JsonNode runs;

  @BeforeAll
  static void train() throws IOException {
    logs = root.resolve("logs");
    result =
        SmallTraining.run(
            TensorBoard.to(logs)
                .withHistograms(1)
                .withImages()
                .withBatches(1)
                .withStepsPerSecond());
    runs = read(logs);
  }

  private static JsonNode read(Path folder) throws IOException {
    return JSON.readTree(RealKeras.run(SCRIPT, "read", folder));
  }

  @Test
  void readsTheCurvesOfTheHistory() {
    JsonNode points = runs.at("/train/tensors/epoch_loss/points");
    List<Double> losses = result.history().values().get("loss");
    assertThat(points).hasSameSizeAs(losses);
    for (int i = 0; i < losses.size(); i++) {
      assertThat(points.at("/" + i + "/step").asInt()).isEqualTo(i);
      assertNear("loss", points.at("/" + i + "/value/0").asDouble(), losses.get(i), 1e-6);
    }
  }

  @Test
  void readsDistributionsOfAllWeights() {
    JsonNode buckets = runs.at("/train/tensors/small~1first~1kernel~1histogram/points/0/value");
    double elements = 0;
    for (int i = 2; i < buckets.size(); i += 3) {
      elements += buckets.get(i).asDouble();
    }
    assertThat(elements).isEqualTo(3 * 3 * 3 * 4);
  }

  @Test
  void readsTheGraph() {
    assertThat(runs.at("/train/graph").toString()).contains("first/Conv2d", "fourth/MatMul");
  }

  @Test
  void findsTheTagsThatKerasWrites() throws IOException {
    Path folder = root.resolve("keras");
    RealKeras.run(SCRIPT, "keras", folder);
    JsonNode keras = read(folder);
    for (String run : List.of("train", "validation")) {
      assertThat(tags(runs.get(run))).as(run).isEqualTo(tags(keras.get(run)));
    }
  }

  /** The tags with their plugin, type, steps and shapes; pictures are others than Keras's. */
  private static Map<String, String> tags(JsonNode run) {
    Map<String, String> tags = new TreeMap<>();
    for (Map.Entry<String, JsonNode> tag : run.get("tensors").properties()) {
      StringBuilder text = new StringBuilder(tag.getValue().get("plugin") + " ");
      text.append(tag.getValue().get("dtype"));
      for (JsonNode point : tag.getValue().get("points")) {
        text.append(" ").append(point.get("step")).append(point.get("shape"));
      }
      tags.put(tag.getKey(), text.toString());
    }
    tags.keySet().removeIf(tag -> tag.endsWith("/image"));
    return tags;
  }

  /** Writes points until it is killed, and says which are done. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) throws IOException {
      try (EventFile file = EventFile.create(Path.of(arguments[0]))) {
        for (int step = 1; ; step++) {
          file.scalars(step, Map.of("step", (double) step));
          System.out.println(step);
        }
      }
    }
  }

  @Test
  void readsAllThatAKilledProcessHasWritten() throws IOException, InterruptedException {
    Path folder = root.resolve("killed");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int done = 0;
    try (BufferedReader lines = process.inputReader()) {
      while (done < 100) {
        done = Integer.parseInt(lines.readLine());
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(read(folder).at("/./tensors/step/points").size()).isGreaterThanOrEqualTo(done);
  }

  @Test
  void isShownByTheServer() throws IOException, InterruptedException {
    Process server =
        RealKeras.startModule(
            "tensorboard.main", "--logdir", logs, "--host", "127.0.0.1", "--port", 0);
    try (BufferedReader lines = server.errorReader()) {
      String data = lines.lines().flatMap(RealTensorBoardTest::address).findFirst().orElseThrow();
      assertThat(get(data + "scalars/tags"))
          .contains("epoch_loss", "evaluation_loss_vs_iterations", "batch_accuracy");
      assertThat(JSON.readTree(get(data + "scalars/scalars?run=train&tag=epoch_loss"))).hasSize(2);
      assertThat(get(data + "histograms/tags")).contains("small/fourth/bias/histogram");
      assertThat(get(data + "images/tags")).contains("small/first/kernel/image");
      assertThat(get(data + "graphs/info"))
          .contains("\"run_graph\": true", "\"conceptual_graph\": true");
      assertThat(get(data + "graphs/graph?run=train")).contains("first/Conv2d");
      assertThat(get(data + "graphs/graph?run=train&tag=keras&conceptual=true"))
          .contains("small/fourth");
    } finally {
      server.destroyForcibly().waitFor();
    }
  }

  private static Stream<String> address(String line) {
    return Pattern.compile("http://[^ ]+/")
        .matcher(line)
        .results()
        .map(found -> found.group() + "data/plugin/");
  }

  /** An answer, once the server has read the files. */
  private static String get(String address) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    String answer = "";
    for (long end = System.nanoTime() + 60_000_000_000L; System.nanoTime() < end; ) {
      answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
      if (answer.length() > 3 && !answer.startsWith("<")) {
        return answer;
      }
    }
    return answer;
  }
}
