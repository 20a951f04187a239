package dev.peaberry.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.config.Progress;
import dev.peaberry.data.Checksum;
import dev.peaberry.data.DataException;
import dev.peaberry.data.LoopbackServer;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.format.ModelFormatException;
import dev.peaberry.model.Weights;
import dev.peaberry.zoo.Backbones;
import dev.peaberry.zoo.MobileNet;
import dev.peaberry.zoo.Vgg;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Against a server on this machine. */
final class KnownWeightsTest {
  private static final byte[] CONTENT = "weights".getBytes(StandardCharsets.UTF_8);
  private static final Optional<Checksum> RIGHT =
      Optional.of(Checksum.of(CONTENT, Checksum.Algorithm.MD5));

  @TempDir Path folder;

  private LoopbackServer server;

  @BeforeEach
  void start() throws IOException {
    server = new LoopbackServer(CONTENT, LoopbackServer.whole());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private KnownWeights served(Optional<Checksum> checksum) {
    return KnownWeights.find(Vgg.VGG16, false)
        .orElseThrow()
        .withAddress(server.file().resolve("/models/base.h5"))
        .withChecksum(checksum);
  }

  static List<KnownWeights> all() {
    return KnownWeights.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyFileHasAnAddressAndALicence(KnownWeights known) {
    assertThat(known.address().getScheme()).isEqualTo("https");
    assertThat(known.fileName()).endsWith(".h5");
    assertThat(known.licence()).isNotBlank();
    assertThat(known.side()).isBetween(224, 300);
  }

  @Test
  void noTwoFilesHaveOneNameOrChecksum() {
    assertThat(all()).extracting(KnownWeights::fileName).doesNotHaveDuplicates();
    assertThat(all().stream().flatMap(each -> each.checksum().stream())).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "vgg16, false, vgg16/vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5",
    "resnet50v2, true, resnet/resnet50v2_weights_tf_dim_ordering_tf_kernels.h5",
    "mobilenet_0.25, true, mobilenet/mobilenet_2_5_224_tf.h5",
    "mobilenet_1.00, false, mobilenet/mobilenet_1_0_224_tf_no_top.h5",
    "mobilenetv2_0.35, false,"
        + " mobilenet_v2/mobilenet_v2_weights_tf_dim_ordering_tf_kernels_0.35_224_no_top.h5",
    "mobilenetv2_1.00, true,"
        + " mobilenet_v2/mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_224.h5",
    "efficientnetb3, false, keras-applications/efficientnetb3_notop.h5",
    "densenet201, true, densenet/densenet201_weights_tf_dim_ordering_tf_kernels.h5"
  })
  void filesHaveKerasNames(String backbone, boolean hasTop, String ending) {
    KnownWeights known =
        KnownWeights.find(Backbones.find(backbone).orElseThrow(), hasTop).orElseThrow();
    assertThat(known.address().toString()).endsWith("/" + ending);
  }

  @Test
  void networksThatKerasDoesNotHaveHaveNone() {
    assertThat(KnownWeights.of(Vgg.VGG11)).isEmpty();
    assertThat(KnownWeights.of(Vgg.VGG16))
        .extracting(KnownWeights::hasTop)
        .containsExactly(false, true);
  }

  @Test
  void downloadsWhatHasTheRightChecksum() {
    assertThat(served(RIGHT).download(folder, Progress.none()))
        .isEqualTo(folder.resolve("base.h5"))
        .hasBinaryContent(CONTENT);
  }

  @Test
  void keepsNothingThatHasAnotherChecksum() {
    KnownWeights known = served(Optional.of(Checksum.md5("0".repeat(32))));
    assertThatThrownBy(() -> known.download(folder, Progress.none()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected 00000");
    assertThat(folder.resolve("base.h5")).doesNotExist();
  }

  @Test
  void takesWhatComesWhereThereIsNoChecksum() {
    assertThat(served(Optional.empty()).download(folder, Progress.none()))
        .hasBinaryContent(CONTENT);
  }

  @Test
  void aFileOfAnotherChecksumIsRefusedInOneLine() throws IOException {
    Path file = Files.writeString(folder.resolve("base.h5"), "others");
    assertThatThrownBy(() -> served(RIGHT).require(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("base.h5: found MD5 ")
        .hasMessageContaining("delete the file");
    assertThat(served(RIGHT).isIn(file)).isFalse();
  }

  @Test
  void kerasFoldersComeFirst() throws IOException {
    WeightFolders folders =
        WeightFolders.of(Map.of("KERAS_HOME", folder.toString()), folder, folder.resolve("cache"));
    Path ours = Files.createDirectories(folder.resolve("cache/weights")).resolve("base.h5");
    Files.write(ours, CONTENT);
    assertThat(folders.find("base.h5")).contains(ours);
    Path keras = Files.createDirectories(folder.resolve("models")).resolve("base.h5");
    Files.write(keras, CONTENT);
    assertThat(folders.find("base.h5")).contains(keras);
    assertThat(folders.own()).isEqualTo(ours.getParent());
  }

  @Test
  void withoutKerasHomeTheUsersFolderIsMeant() {
    assertThat(WeightFolders.of(Map.of(), folder, folder).folders())
        .containsExactly(folder.resolve(".keras/models"), folder.resolve("weights"));
  }

  @Test
  void aBaseMayComeFromAFileWithTheTop() throws IOException {
    WeightFolders folders = new WeightFolders(List.of(folder), folder);
    List<KnownWeights> known = KnownWeights.of(new MobileNet(0.25));
    assertThat(folders.findBase(known)).isEmpty();
    Path whole = Files.write(folder.resolve("mobilenet_2_5_224_tf.h5"), CONTENT);
    assertThat(folders.findBase(known).orElseThrow().file()).isEqualTo(whole);
    Path base = Files.write(folder.resolve("mobilenet_2_5_224_tf_no_top.h5"), CONTENT);
    assertThat(folders.findBase(known).orElseThrow().file()).isEqualTo(base);
  }

  @Test
  void efficientNetDividesByTheDeviation() {
    Shape channels = Shape.of(3);
    Weights given =
        Weights.of(
            Map.of(
                "normalization/variance",
                new FloatArray(channels, new float[] {0.229f, 0.224f, 0.225f})));
    assertThat(Pretrained.standardized(given).get("normalization/variance").data())
        .containsExactly(0.229f * 0.229f, 0.224f * 0.224f, 0.225f * 0.225f);
  }
}
