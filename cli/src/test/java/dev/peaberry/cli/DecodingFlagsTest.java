package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.image.ColorMode;
import dev.peaberry.image.Image;
import dev.peaberry.image.ImageDecoder;
import dev.peaberry.image.UndecodableImageException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Photos that lie on their side, and how a model remembers what its training made of them. */
class DecodingFlagsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Says that a photo is to be turned by a quarter, clockwise. */
  private static final byte[] EXIF =
      HexFormat.of()
          .parseHex("ffe100224578696600004d4d002a00000008000101120003000000010006000000000000");

  @TempDir static Path root;

  private static Path lying;
  private static Path upright;
  private static Path turning;
  private static Path plain;

  @BeforeAll
  static void trainBothWays() throws IOException, UndecodableImageException {
    Path pictures = SamplePictures.in(root.resolve("beans"));
    try (Stream<Path> files = Files.walk(pictures)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".jpg")).toList()) {
        Files.write(file, turned(Files.readAllBytes(file)));
      }
    }
    lying = pictures.resolve("Dark/dark00000.jpg");
    upright = root.resolve("upright.png");
    write(
        ImageDecoder.of(ColorMode.RGB).withExifRotation(true).decode(Files.readAllBytes(lying)),
        upright);
    turning = train(pictures, "turning", "--exif-rotation", "--reduced-decoding");
    plain = train(pictures, "plain");
  }

  private static byte[] turned(byte[] jpeg) {
    return ByteBuffer.allocate(jpeg.length + EXIF.length)
        .put(jpeg, 0, 2)
        .put(EXIF)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  private static void write(Image image, Path file) throws IOException {
    BufferedImage picture =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < image.height() * image.width(); i++) {
      int rgb = 0;
      for (int channel = 0; channel < 3; channel++) {
        rgb = 256 * rgb + Byte.toUnsignedInt(image.pixels()[3 * i + channel]);
      }
      picture.setRGB(i % image.width(), i / image.width(), rgb);
    }
    ImageIO.write(picture, "png", file.toFile());
  }

  private static Path train(Path pictures, String name, Object... more) {
    Path run = root.resolve(name);
    Stream<Object> usual =
        Stream.of("train", pictures, "--out", run, "--image-size", "24x24", "--epochs", 1);
    CommandRun training =
        CommandRun.of(Stream.of(usual, Stream.of(more)).flatMap(each -> each).toArray());
    assertThat(training.code()).as(training.err()).isZero();
    return run;
  }

  private static List<Double> predict(Path run, Path picture, Object... more) throws IOException {
    Object[] command =
        Stream.concat(Stream.of("predict", run, picture, "--json", "--top", 4), Stream.of(more))
            .toArray();
    JsonNode top = JSON.readTree(CommandRun.of(command).out()).get("top");
    return top.findValues("probability").stream().map(JsonNode::doubleValue).toList();
  }

  @Test
  void aModelThatLearntFromTurnedPhotosTurnsThem() throws IOException {
    assertThat(predict(turning, lying)).isEqualTo(predict(turning, upright));
  }

  @Test
  void aModelThatDidNotTakesThemAsKerasDoes() throws IOException {
    assertThat(predict(plain, lying)).isNotEqualTo(predict(plain, upright));
  }

  @Test
  void anybodyMayWantItOtherwise() throws IOException {
    assertThat(predict(turning, lying, "--no-exif-rotation"))
        .isNotEqualTo(predict(turning, upright));
    assertThat(predict(plain, lying, "--exif-rotation")).isEqualTo(predict(plain, upright));
  }

  @Test
  void aModelIsJudgedByWhatItsTrainingSaw() throws IOException {
    assertThat(loss(turning)).isNotEqualTo(loss(turning, "--no-exif-rotation"));
    assertThat(loss(turning)).isEqualTo(loss(turning, "--exif-rotation"));
  }

  private static double loss(Path run, Object... more) throws IOException {
    Object[] command =
        Stream.concat(Stream.of("evaluate", run, "--json"), Stream.of(more)).toArray();
    return JSON.readTree(CommandRun.of(command).out()).get("loss").doubleValue();
  }

  @Test
  void theManifestSaysHowPicturesWereDecoded() throws IOException {
    JsonNode recipe = JSON.readTree(turning.resolve("manifest.json").toFile()).get("recipe");
    assertThat(recipe.at("/preprocessing/exif_rotation").booleanValue()).isTrue();
    assertThat(recipe.at("/preprocessing/reduced_decoding").booleanValue()).isTrue();
  }

  @Test
  void aTrainingThatGoesOnDecodesAsBefore() throws IOException {
    Path whole = train(lying.getParent().getParent(), "whole", "--exif-rotation");
    CommandRun goesOn = CommandRun.of("train", "--resume", whole, "--epochs", 2, "--quiet");
    assertThat(goesOn.code()).as(goesOn.err()).isZero();
    assertThat(predict(whole, lying)).isEqualTo(predict(whole, upright));
  }
}
