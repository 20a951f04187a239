package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong: one line that says what was found and expected, and exit code 2. */
class BadInputTest {
  @TempDir static Path root;

  private static Path pictures;

  @BeforeAll
  static void makeFolders() throws IOException {
    pictures = SamplePictures.in(root.resolve("pictures"));
    Files.createDirectories(root.resolve("empty"));
    Files.createDirectories(root.resolve("hollow/a"));
    Files.createDirectories(root.resolve("hollow/b"));
    for (String name : List.of("a/1.jpg", "a/2.jpg", "b/1.jpg", "b/2.jpg")) {
      Path file = root.resolve("texts").resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "no picture");
    }
    Files.writeString(root.resolve("text.keras"), "no model");
    Files.writeString(root.resolve("history.json"), "{\"loss\": 3}");
  }

  static Stream<Arguments> commandLines() {
    return Stream.of(
        bad("did you mean 'train'", "trian"),
        bad("Unknown option '--epoch'; did you mean '--epochs'", "train", "--epoch", "3"),
        bad("'DATA'", "data"),
        bad("'FILE'", "predict", "model.keras"),
        bad("Found no nowhere", "data", "nowhere"),
        bad("did you mean 'cifar10'", "train", "cifar-10"),
        bad("expected one folder", "data", "ROOT/empty"),
        bad("No pictures in", "data", "ROOT/hollow"),
        bad("are broken", "train", "ROOT/texts", "--validation-split", "0.5", "--out", "ROOT/x"),
        bad("such as 32x32", "train", "--image-size", "32"),
        bad("sides of 1 to 4096", "train", "--image-size", "0x0"),
        bad("HEIGHTxWIDTH", "train", "--image-size", "abc"),
        bad("sides of 1 to 4096", "train", "--image-size", "5000x10"),
        bad("above 0 and below 1", "train", "--validation-split", "1.5"),
        bad("above 0 and below 1", "train", "--validation-split", "0"),
        bad("above 0 and below 1", "train", "--validation-split", "half"),
        bad("whole number, 1 or more", "train", "--epochs", "0"),
        bad("whole number, 1 or more", "train", "--batch-size", "-1"),
        bad("whole number, 1 or more", "train", "--steps-per-epoch", "ten"),
        bad("number above 0", "train", "--learning-rate", "0"),
        bad("found NaN, expected a number", "train", "--learning-rate", "NaN"),
        bad("0 to 4294967295", "train", "--seed", "-1"),
        bad("did you mean 'small-cnn'", "train", "--model", "smal-cnn"),
        bad("did you mean 'adam'", "train", "--optimizer", "adm"),
        bad("did you mean 'adam'", "train", "--optimizer", "adm(beta_1=0.9)"),
        bad("Adam.beta_1: found 2", "train", "--optimizer", "adam(beta_1=2)"),
        bad("expected ',' between options", "train", "--optimizer", "adam(beta_1=0.9"),
        bad(
            "leave one of them out",
            "train",
            "--optimizer",
            "adam(learning_rate=1)",
            "--learning-rate",
            "1"),
        bad("CosineDecay.decay_steps", "train", "--learning-rate", "cosine_decay(decay_steps=0)"),
        bad("did you mean", "train", "--loss", "binary_crosentropy"),
        bad("did you mean", "train", "--metric", "binary_acuracy"),
        bad("did you mean 'val_accuracy'", "train", "--monitor", "val_acuracy"),
        bad("did you mean 'early_stopping'", "train", "--callback", "earli_stopping"),
        bad("EarlyStopping.patience", "train", "--callback", "early_stopping(patience=-1)"),
        bad("expected one of int", "train", "--label-mode", "float"),
        bad(
            "expected categorical",
            "train",
            "--label-mode",
            "int",
            "--loss",
            "categorical_crossentropy"),
        bad("exactly 2 classes", "train", "DATA", "--label-mode", "binary", "--out", "ROOT/x"),
        bad("expected cpu, gpu or gpu:N", "train", "--device", "tpu"),
        bad("Found no device gpu:7", "train", "--device", "gpu:7"),
        bad("--to: found 1.0E-9, expected a number above", "lr-find", "DATA", "--to", "1e-9"),
        bad("--steps: found 5, expected 10 or more", "lr-find", "DATA", "--steps", "5"),
        bad("a number above 0", "lr-find", "DATA", "--from", "0"),
        bad("expected fp32, bf16 or auto", "train", "--precision", "fp16"),
        bad("whole number, 0 or more", "train", "--threads", "-1"),
        bad("expected auto, memory, disk or none", "train", "--cache", "ram"),
        bad("Cannot write to", "train", "DATA", "--out", "ROOT/text.keras/run"),
        bad("larger --image-size", "train", "DATA", "--image-size", "8x8", "--out", "ROOT/x"),
        bad("leaves", "train", "DATA", "--validation-split", "0.001", "--out", "ROOT/x"),
        bad("expected the folder of a run", "train", "--resume", "ROOT/empty"),
        bad("leave it out", "train", "--resume", "ROOT/empty", "--batch-size", "8"),
        bad("Found no nowhere.keras", "evaluate", "nowhere.keras", "DATA"),
        bad("text.keras", "evaluate", "ROOT/text.keras", "DATA"),
        bad("Found no model in the folder", "predict", "ROOT/empty", "a.jpg"),
        bad("did you mean 'small-cnn'", "summary", "small-cn"),
        bad("text.keras", "summary", "ROOT/text.keras"),
        bad("Found no history.json", "plot", "ROOT/empty"),
        bad("history", "plot", "ROOT/history.json"),
        bad("Found no nowhere", "plot", "nowhere"),
        bad("did you mean 'cifar10'", "download", "cifar11"));
  }

  private static Arguments bad(String expected, String... arguments) {
    return Arguments.of(expected, List.of(arguments));
  }

  @ParameterizedTest
  @MethodSource("commandLines")
  void isOneLineAndExitCode2(String expected, List<String> arguments) {
    CommandRun run = run(arguments);
    assertThat(run.failure()).contains(expected);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).doesNotContain("\tat ", "Exception");
    assertThat(run.out()).isEmpty();
  }

  private static CommandRun run(List<String> arguments) {
    return CommandRun.of(
        arguments.stream()
            .map(each -> each.equals("DATA") ? pictures.toString() : each)
            .map(each -> each.replace("ROOT", root.toString()))
            .toArray());
  }

  @Test
  void leavesNothingBehindWhereTheDataCannotBeUsed() {
    run(List.of("train", "DATA", "--label-mode", "binary", "--out", "ROOT/nothing"));
    assertThat(root.resolve("nothing")).doesNotExist();
  }

  @Test
  void leavesNoRunBehindThatCouldNotBegin() {
    run(List.of("train", "ROOT/texts", "--validation-split", "0.5", "--out", "ROOT/nothing"));
    assertThat(root.resolve("nothing")).doesNotExist();
  }

  @Test
  void showsTheStackTraceWithDebug() {
    assertThat(run(List.of("data", "nowhere", "--debug")).err()).contains("\tat ");
  }

  @Test
  void showsNoControlCharactersOfNames() {
    assertThat(run(List.of("data", "no\033[31mwhere")).err()).doesNotContain("\033");
  }

  @Test
  void showsMarkupInNamesAsItIs() {
    assertThat(run(List.of("data", "@|red x|@")).failure()).contains("@|red x|@");
  }

  @Test
  void listsTextsNamedAsPicturesAsBroken() {
    CommandRun run = run(List.of("data", "ROOT/texts", "--no-grid"));
    assertThat(run.out() + run.err()).contains("a/1.jpg");
  }
}
