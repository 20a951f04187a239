package dev.peaberry.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.Dense;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.model.Weights;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it saves a model. */
final class KilledWriterTest {
  private static final Model MODEL =
      Sequential.withInput(Shape.of(1000)).add(Dense.of(4000)).build();

  @TempDir Path folder;

  /** Saves versions 1, 2, 3 ... over each other until it is killed, and says when each is done. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) throws IOException {
      for (int version = 1; ; version++) {
        content(version).write(Path.of(arguments[0]));
        System.out.println(version);
      }
    }
  }

  private static KerasFile content(int version) {
    Map<String, FloatArray> values = new LinkedHashMap<>();
    MODEL
        .weights()
        .forEach(
            spec -> {
              FloatArray value = FloatArray.zeros(spec.shape());
              Arrays.fill(value.data(), version);
              values.put(spec.name(), value);
            });
    return KerasFile.of(MODEL, Weights.of(values));
  }

  @Test
  void leavesAWholeModel() throws IOException, InterruptedException {
    Path file = folder.resolve("model.keras");
    int done = killAfter(3, file);
    Weights found = KerasFile.read(file).weights();
    assertThat(found)
        .isIn(content(done).weights(), content(done + 1).weights(), content(done + 2).weights());
  }

  private static int killAfter(int versions, Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = process.inputReader()) {
      int done = 0;
      while (done < versions) {
        done = Integer.parseInt(lines.readLine());
      }
      return done;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
