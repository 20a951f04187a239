package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures changed at random: drawn, trained with, and refused. */
class AugmentCommandTest {
  @TempDir Path root;

  private CommandRun run(String command, Path out, Object... more) throws IOException {
    Path pictures = SamplePictures.in(root.resolve("beans"));
    Object[] usual = {command, pictures, "--image-size", "24x24", "--out", out};
    return CommandRun.of(Stream.concat(Arrays.stream(usual), Arrays.stream(more)).toArray());
  }

  private CommandRun train(Path out, int epochs, Object... more) throws IOException {
    Object[] usual = {"--batch-size", 8, "--epochs", epochs, "--quiet"};
    return run("train", out, Stream.concat(Arrays.stream(usual), Arrays.stream(more)).toArray());
  }

  @Test
  void drawsTheSamePicturesForTheSameSeed() throws IOException {
    Path one = root.resolve("one.png");
    Path other = root.resolve("other.png");
    Path third = root.resolve("third.png");
    Object[] flags = {"--rows", 2, "--columns", 3, "--augment", "rand_augment"};
    assertThat(run("augment", one, flags).code()).isZero();
    run("augment", other, flags);
    run("augment", third, "--rows", 2, "--columns", 3, "--augment", "rand_augment", "--seed", 1);
    assertThat(ImageIO.read(one.toFile())).isNotNull();
    assertThat(one).hasSameBinaryContentAs(other);
    assertThat(Files.readAllBytes(third)).isNotEqualTo(Files.readAllBytes(one));
  }

  @Test
  void aRunThatGoesOnSeesThePicturesOfAnUninterruptedOne() throws IOException {
    Object[] flags = {"--augment", "random_flip", "--augment", "cut_mix", "--cache", "none"};
    CommandRun whole = train(root.resolve("whole"), 2, flags);
    assertThat(whole.code()).as(whole.err()).isZero();
    train(root.resolve("parts"), 1, flags);
    CommandRun resumed =
        CommandRun.of("train", "--resume", root.resolve("parts"), "--epochs", 2, "--quiet");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(losses(root.resolve("parts"))).isEqualTo(losses(root.resolve("whole")));
  }

  private static JsonNode losses(Path run) throws IOException {
    JsonNode history = new ObjectMapper().readTree(run.resolve("history.json").toFile());
    assertThat(history.findValue("loss")).isNotNull();
    return history.findValue("loss");
  }

  @Test
  void theManifestTellsWhatWasChangedAndTheModelSeesWhatIsLeft() throws IOException {
    Path out = root.resolve("run");
    CommandRun run =
        train(
            out,
            1,
            "--augment",
            "image_data_generator(width_shift_range=3, horizontal_flip=true)",
            "--augment",
            "random_crop(height=22, width=23)",
            "--augment",
            "mix_up(alpha=0.4)");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode recipe =
        new ObjectMapper().readTree(out.resolve("manifest.json").toFile()).get("recipe");
    assertThat(recipe.get("augmentations")).hasSize(3);
    assertThat(recipe.at("/augmentations/0/config/width_shift_range").isInt()).isTrue();
    assertThat(recipe.at("/augmentations/2/class_name").asText()).isEqualTo("MixUp");
    assertThat(recipe.at("/training/label_mode").asText()).isEqualTo("categorical");
    assertThat(CommandRun.of("summary", out).out()).contains("22", "23");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "random_flipp | did you mean 'random_flip'?",
        "random_flip(mode=up) | RandomFlip.mode: found 'up', expected one of horizontal, vertical",
        "random_rotation(factor=30) | RandomRotation.factor: found 30, expected a number or two,"
            + " from -1 to 1",
        "random_rotation | RandomRotation.factor is missing, expected a number or two",
        "random_crop(height=30, width=30) | RandomCrop: found pictures of 24x24 pixels, expected at"
            + " least 30x30; make --image-size larger",
        "random_contrast(factor=0.2, value_range=[0, 1]) | expected pixels from 0 to 255; leave it"
            + " out",
        "random_flip( | Cannot read 'random_flip('",
      })
  void refusesInOneLine(String written, String expected) throws IOException {
    CommandRun run = train(root.resolve("none"), 1, "--augment", written);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.failure()).contains(expected);
    assertThat(root.resolve("none")).doesNotExist();
  }

  @Test
  void mixesOnlyWhatCanBeMixed() throws IOException {
    CommandRun run =
        train(
            root.resolve("none"),
            1,
            "--augment",
            "mix_up",
            "--loss",
            "sparse_categorical_crossentropy");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.failure())
        .contains("expected one for categorical labels; use --loss categorical_crossentropy");
  }

  @Test
  void asksForSomethingToDraw() throws IOException {
    CommandRun run = run("augment", root.resolve("none.png"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.failure()).contains("Found no --augment, expected one or several");
  }
}
