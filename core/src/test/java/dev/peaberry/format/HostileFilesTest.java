package dev.peaberry.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.golden.GoldenFamily;
import dev.peaberry.model.Model;
import dev.peaberry.model.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of Keras's that were damaged: HDF5 as it writes it has no checksums. */
@Tag("golden")
final class HostileFilesTest {
  private static final GoldenFamily GOLDEN = GoldenFamily.open("models");
  private static final int STEP = 97;
  private static final String REFUSED = "refused";

  @TempDir Path folder;

  static Stream<Path> files() {
    return GOLDEN.cases().values().stream()
        .flatMap(golden -> golden.get("files").properties().stream())
        .filter(each -> each.getKey().equals("h5") || each.getKey().equals("weights"))
        .map(each -> GOLDEN.folder().resolve(each.getValue().asText()));
  }

  private static Model modelOf(Path file) {
    String name = file.getFileName().toString().replaceFirst("[.].*", "");
    String known =
        GOLDEN.cases().containsKey(name) && !name.startsWith("legacy") ? name : "sequential";
    return KerasFile.readWithoutOptimizer(
            GOLDEN.folder().resolve(GOLDEN.cases().get(known).get("files").get("keras").asText()))
        .model();
  }

  @ParameterizedTest
  @MethodSource("files")
  void areRefusedWhereverTheyAreCutOffBeforeTheWeightsEnd(Path original) throws IOException {
    Model model = modelOf(original);
    byte[] whole = Files.readAllBytes(original);
    Weights weights = WeightsFile.read(original, model);
    Path file = folder.resolve("cut.h5");
    for (int length = 0; length < whole.length; length += 5 * STEP) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(read(file, model)).as("%s bytes of %s", length, original).isIn(REFUSED, weights);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void areRefusedOrReadWhateverByteIsChanged(Path original) throws IOException {
    Model model = modelOf(original);
    byte[] whole = Files.readAllBytes(original);
    Path file = folder.resolve("changed.h5");
    int refused = 0;
    for (int at = 0; at < whole.length; at += STEP) {
      byte[] changed = whole.clone();
      changed[at] = (byte) (changed[at] == -1 ? 1 : -1);
      Files.write(file, changed);
      refused += read(file, model).equals(REFUSED) ? 1 : 0;
    }
    assertThat(refused).isPositive();
  }

  @ParameterizedTest
  @MethodSource("files")
  void asWholeModelsAreRefusedOrReadWhateverByteIsChanged(Path original) throws IOException {
    byte[] whole = Files.readAllBytes(original);
    Path file = folder.resolve("model.h5");
    int refused = 0;
    for (int at = STEP; at < whole.length; at += 3 * STEP) {
      byte[] changed = whole.clone();
      changed[at] = (byte) (changed[at] == -1 ? 1 : -1);
      Files.write(file, changed);
      try {
        KerasFile.read(file);
      } catch (ModelFormatException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  private static Object read(Path file, Model model) {
    try {
      return WeightsFile.read(file, model);
    } catch (ModelFormatException e) {
      return REFUSED;
    }
  }
}
