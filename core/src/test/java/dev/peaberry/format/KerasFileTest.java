package dev.peaberry.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.config.Seed;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.BatchNormalization;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.LocalResponseNormalization;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.model.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KerasFileTest {
  private static final Model MODEL =
      Sequential.withInput(Shape.of(4, 4, 1))
          .add(Conv2D.of(2, 3))
          .add(BatchNormalization.of())
          .add(Flatten.of())
          .add(Dense.of(3))
          .build();
  private static final KerasFile CONTENT =
      KerasFile.of(MODEL, MODEL.initialWeights(Seed.of(1)))
          .withOptimizer(
              new OptimizerState(
                  "sgd", 1L << 40, List.of(FloatArray.scalar(0.01), FloatArray.of(1, 2, 3))))
          .withCompileConfig(Map.of("loss", "mean_squared_error"))
          .withAssets(
              Assets.NONE
                  .withClassNames(new ClassNames(List.of("cat", "dog", "größer")))
                  .withJson("runs/training.json", Map.of("epoch", 3, "best", Double.NaN)));

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writeFile() throws IOException {
    file = folder.resolve("model.keras");
    CONTENT.write(file);
  }

  @Test
  void readsBackWhatItWrites() {
    assertThat(KerasFile.read(file)).isEqualTo(CONTENT);
  }

  @Test
  void readsBackALayerThatKerasDoesNotHave() throws IOException {
    Model alexNetLike =
        Sequential.withInput(Shape.of(4, 4, 1))
            .add(Conv2D.of(2, 3))
            .add(LocalResponseNormalization.ofAlexNet())
            .build();
    KerasFile content = KerasFile.of(alexNetLike, alexNetLike.initialWeights(Seed.of(1)));
    content.write(file);
    assertThat(KerasFile.read(file)).isEqualTo(content);
  }

  @Test
  void leavesTheOptimizerOnTheDiskIfNotWanted() {
    KerasFile read = KerasFile.readWithoutOptimizer(file);
    assertThat(read.optimizer()).isEmpty();
    assertThat(read.weights()).isEqualTo(CONTENT.weights());
  }

  @Test
  void carriesClassNamesAndOtherDocuments() {
    Assets assets = KerasFile.read(file).assets();
    assertThat(assets.names()).containsExactly("labels.json", "runs/training.json");
    assertThat(assets.classNames().orElseThrow().get(2)).isEqualTo("größer");
    assertThat(assets.json("runs/training.json").orElseThrow())
        .containsEntry("epoch", 3)
        .containsEntry("best", Double.NaN);
  }

  @Test
  void keepsNanAndInfiniteWeights() throws IOException {
    Map<String, FloatArray> values = new LinkedHashMap<>(CONTENT.weights().asMap());
    values.put("dense/bias", FloatArray.of(Float.NaN, Float.NEGATIVE_INFINITY, Float.MIN_VALUE));
    KerasFile diverged = KerasFile.of(MODEL, Weights.of(values));
    diverged.write(file);
    assertThat(KerasFile.read(file)).isEqualTo(diverged);
  }

  @Test
  void isWrittenByAnInterruptedThread() throws IOException {
    Path late = folder.resolve("late.keras");
    Thread.currentThread().interrupt();
    CONTENT.write(late);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(KerasFile.read(late)).isEqualTo(CONTENT);
  }

  @Test
  void readsArchivesThatSomebodyCompressed() throws IOException {
    rewrite(ZipEntry.DEFLATED, entries -> entries);
    assertThat(KerasFile.read(file)).isEqualTo(CONTENT);
  }

  @Test
  void refusesAFileThatIsCutOffAnywhere() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length += length < 100 ? 1 : 61) {
      Files.write(file, Arrays.copyOf(whole, length));
      refused();
    }
  }

  @Test
  void refusesAFileWithAChangedByteOrReadsWhatWasWritten() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    int refusals = 0;
    for (int at = 0; at < whole.length; at += 7) {
      byte[] changed = whole.clone();
      changed[at] ^= 0x55;
      Files.write(file, changed);
      try {
        assertThat(KerasFile.read(file).weights()).isEqualTo(CONTENT.weights());
      } catch (ModelFormatException e) {
        refusals++;
      }
    }
    assertThat(refusals).isGreaterThan(whole.length / 7 / 2);
  }

  @Test
  void refusesEntriesOutsideTheArchive() throws IOException {
    for (String name :
        List.of("../evil", "/evil", "assets/../../evil", "C:\\evil", "a\\..\\b", "a\nb")) {
      rewrite(ZipEntry.STORED, entries -> with(entries, name, new byte[1]));
      assertThat(refused()).contains("found the archive entry", "do not trust");
      CONTENT.write(file);
    }
  }

  @Test
  void refusesTooManyEntries() throws IOException {
    rewrite(
        ZipEntry.STORED,
        entries -> {
          for (int i = 0; i < 10_001; i++) {
            entries.put("assets/" + i, new byte[0]);
          }
          return entries;
        });
    assertThat(refused()).contains("expected at most 10000 entries");
  }

  @Test
  void refusesAConfigOf100Megabytes() throws IOException {
    rewrite(ZipEntry.DEFLATED, entries -> with(entries, "config.json", new byte[100_000_000]));
    assertThat(refused()).contains("config.json: found 100000000 bytes", "at most 33554432");
  }

  @Test
  void refusesWeightsThatUnpackToMoreThanTheModelNeeds() throws IOException {
    rewrite(ZipEntry.DEFLATED, entries -> with(entries, "model.weights.h5", new byte[80_000_000]));
    assertThat(refused()).contains("model.weights.h5: found 80000000 bytes");
  }

  @Test
  void refusesAssetsThatUnpackToTooMuch() throws IOException {
    rewrite(ZipEntry.DEFLATED, entries -> with(entries, "assets/big", new byte[300_000_000]));
    assertThat(refused()).contains("assets/big: found 300000000 bytes");
  }

  @Test
  void refusesFilesOfKeras2() throws IOException {
    rewrite(
        ZipEntry.STORED,
        entries ->
            with(entries, "metadata.json", "{\"keras_version\": \"2.15.0\"}".getBytes(UTF_8)));
    assertThat(refused()).contains("found a file of Keras 2.15.0, expected Keras 3");
  }

  @Test
  void refusesAnArchiveWithoutWeights() throws IOException {
    rewrite(
        ZipEntry.STORED,
        entries -> {
          entries.remove("model.weights.h5");
          return entries;
        });
    assertThat(refused()).contains("found no model.weights.h5");
  }

  @Test
  void refusesLayersThatAreCode() throws IOException {
    replaceInConfig("\"Flatten\"", "\"Lambda\"");
    assertThat(refused()).contains("'Lambda'", "Python code");
  }

  @Test
  void refusesLayersThatItDoesNotKnow() throws IOException {
    replaceInConfig("\"Flatten\"", "\"MyFlatten\"");
    assertThat(refused()).contains("'MyFlatten'", "did you mean 'Flatten'? Expected one of");
  }

  @Test
  void refusesWeightsOfOtherShapes() throws IOException {
    replaceInConfig("\"units\":3", "\"units\":5");
    assertThat(refused()).contains("layers/dense/vars/0: found shape (8, 3), expected (8, 5)");
  }

  @Test
  void asksForNoMemoryThatTheFileDoesNotFill() throws IOException {
    replaceInConfig("\"units\":3", "\"units\":268000000");
    assertThat(refused()).contains("expected (8, 268000000)");
  }

  @Test
  void refusesConfigsThatNestWithoutEnd() throws IOException {
    String deep = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);
    rewrite(ZipEntry.STORED, entries -> with(entries, "config.json", deep.getBytes(UTF_8)));
    assertThat(refused()).contains("config.json");
  }

  @Test
  void saysWhatAFileIsThatIsNoArchive() throws IOException {
    WeightsFile.write(file, MODEL, CONTENT.weights(), CONTENT.optimizer());
    assertThat(refused())
        .contains("found weights without a model, expected what model.save writes");
    Files.writeString(file, "version https://git-lfs.github.com/spec/v1");
    assertThat(refused()).contains("found neither a zip archive nor HDF5");
    Files.delete(file);
    assertThat(refused()).contains("found no such file");
    Files.createDirectory(file);
    assertThat(refused()).contains("found a folder");
  }

  @Test
  void refusesWeightsOfAnotherModelWhenMade() {
    assertThatThrownBy(() -> KerasFile.of(MODEL, Weights.of(Map.of())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAssetNamesThatLeaveTheirFolder() {
    assertThatThrownBy(() -> Assets.NONE.with("../labels.json", new byte[0]))
        .hasMessageContaining("Found the asset name '../labels.json'");
  }

  /** The refusal's one line. */
  private String refused() {
    try {
      KerasFile.read(file);
    } catch (ModelFormatException e) {
      assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n");
      return e.getMessage();
    }
    throw new AssertionError("the file was read");
  }

  private interface Change {
    Map<String, byte[]> of(Map<String, byte[]> entries);
  }

  private static Map<String, byte[]> with(Map<String, byte[]> entries, String name, byte[] bytes) {
    entries.put(name, bytes);
    return entries;
  }

  private void replaceInConfig(String old, String replacement) throws IOException {
    rewrite(
        ZipEntry.STORED,
        entries -> {
          String config = new String(entries.get("config.json"), UTF_8);
          assertThat(config).contains(old);
          return with(entries, "config.json", config.replace(old, replacement).getBytes(UTF_8));
        });
  }

  private void rewrite(int method, Change change) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        try (InputStream in = zip.getInputStream(entry)) {
          entries.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> each : change.of(entries).entrySet()) {
        ZipEntry entry = new ZipEntry(each.getKey());
        entry.setMethod(method);
        if (method == ZipEntry.STORED) {
          CRC32 checksum = new CRC32();
          checksum.update(each.getValue());
          entry.setSize(each.getValue().length);
          entry.setCrc(checksum.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(each.getValue());
      }
    }
  }
}
