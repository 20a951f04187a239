package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeaturesCommandTest {
  private static final String BASE = "mobilenet_0.25";

  @TempDir static Path root;

  private static Path pictures;
  private static Path weights;

  @BeforeAll
  static void makePictures() throws IOException {
    pictures = SamplePictures.in(root.resolve("pictures"));
    weights = GivenWeights.of(BASE, root.resolve("mobilenet.weights.h5"));
  }

  private static CommandRun features(Object... more) {
    List<Object> all =
        new ArrayList<>(List.of("features", pictures, "--model", BASE, "--image-size", "32x32"));
    all.addAll(List.of(more));
    return CommandRun.of(all.toArray());
  }

  @Test
  void areWrittenAsAnArrayWithATableBesideIt() throws IOException {
    Files.writeString(pictures.resolve("Dark/broken.jpg"), "no picture");
    Path out = root.resolve("beans.npy");
    CommandRun run = features("--weights", weights, "--out", out, "--quiet");
    Files.delete(pictures.resolve("Dark/broken.jpg"));
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Features of 40 pictures, (1, 1, 256) each");
    assertThat(run.err()).contains("1 broken picture left out");
    byte[] bytes = Files.readAllBytes(out);
    int header = ByteBuffer.wrap(bytes, 8, 2).order(ByteOrder.LITTLE_ENDIAN).getShort();
    assertThat((10 + header) % 64).isZero();
    assertThat(new String(bytes, 10, header, StandardCharsets.US_ASCII).strip())
        .isEqualTo("{'descr': '<f4', 'fortran_order': False, 'shape': (40, 1, 1, 256,), }");
    assertThat(bytes).hasSize(10 + header + 40 * 256 * 4);
    List<String> table = Files.readAllLines(root.resolve("beans.csv"));
    assertThat(table).hasSize(41).startsWith("part,path,label");
    assertThat(table.get(40)).endsWith(",Medium");
  }

  @Test
  void areFoundByATraining() {
    assertThat(features("--weights", weights).code()).isZero();
    CommandRun run =
        CommandRun.of(
            "train",
            pictures,
            "--model",
            BASE,
            "--weights",
            weights,
            "--image-size",
            "32x32",
            "--epochs",
            1,
            "--head",
            "flatten",
            "--out",
            root.resolve("run"));
    assertThat(run.code()).isZero();
    assertThat(run.err()).contains("Frozen layers look at each picture once");
    assertThat(run.err()).doesNotContain("Computing features");
  }

  @Test
  void wantWeights() {
    CommandRun run = features();
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Found no frozen layers in " + BASE);
  }

  @Test
  void areNotWrittenUnderAnotherName() {
    CommandRun run = features("--weights", weights, "--out", "beans.txt");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("expected a name that ends in .npy");
  }
}
