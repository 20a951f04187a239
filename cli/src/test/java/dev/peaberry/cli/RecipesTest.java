package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recipes: those that come with Peaberry, and files of one's own. */
class RecipesTest {
  @TempDir static Path root;

  private static Path four;
  private static Path two;
  private static Path weights;

  @BeforeAll
  static void makePictures() throws IOException {
    four = SamplePictures.in(root.resolve("four"));
    two = Files.createDirectories(root.resolve("two"));
    for (String name : List.of("Dark", "Green")) {
      Files.createSymbolicLink(two.resolve(name), four.resolve(name));
    }
    weights = GivenWeights.of("vgg16", root.resolve("vgg16.weights.h5"));
  }

  static List<String> names() {
    return RecipeFile.names();
  }

  private static CommandRun train(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("train", "--quiet"));
    all.addAll(Arrays.asList(arguments));
    return CommandRun.of(all.toArray());
  }

  @ParameterizedTest
  @MethodSource("names")
  void eachTrainsTwoSteps(String name) {
    RecipeFile recipe = RecipeFile.find(name);
    boolean binary = recipe.options().getOrDefault("label_mode", "").equals("binary");
    boolean small = !String.valueOf(recipe.options().get("model")).contains("alexnet");
    List<Object> arguments =
        new ArrayList<>(
            List.of("--recipe", name, binary ? two : four, "--out", root.resolve(name)));
    arguments.addAll(List.of("--epochs", 1, "--steps-per-epoch", 2, "--batch-size", 2));
    arguments.addAll(List.of("--image-size", small ? "32x32" : "67x67", "--cache", "none"));
    if (recipe.options().containsKey("weights")) {
      arguments.addAll(List.of("--weights", weights));
    }
    if (recipe.options().containsKey("fine_tune")) {
      arguments.addAll(List.of("--fine-tune", "layers=block5_conv3, epochs=1"));
    }
    CommandRun run = train(arguments.toArray());
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Recipe " + name + ": ").contains("this run 0.");
  }

  @ParameterizedTest
  @MethodSource("names")
  void eachIsShownAsARecipeThatDoesTheSame(String name) {
    CommandRun shown = CommandRun.of("recipes", "show", name);
    assertThat(shown.code()).isZero();
    RecipeFile again = RecipeFile.parse(name, shown.out());
    RecipeFile recipe = RecipeFile.find(name);
    assertThat(again.options()).containsAllEntriesOf(recipe.options());
    assertThat(again.options()).containsKeys("optimizer", "epochs", "batch_size", "seed");
    assertThat(again.description()).isEqualTo(recipe.description());
  }

  @Test
  void allFilesAreListed() throws IOException, URISyntaxException {
    URI index = RecipeFile.class.getResource("/recipes/index.txt").toURI();
    try (Stream<Path> files = Files.list(Path.of(index).getParent())) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(file -> file.endsWith(".yaml"))
                  .map(file -> file.replace(".yaml", "")))
          .containsExactlyInAnyOrderElementsOf(names());
    }
  }

  @Test
  void theListNamesThemAll() {
    CommandRun run = CommandRun.of("recipes");
    assertThat(run.out().lines().map(line -> line.substring(0, line.indexOf(' '))).toList())
        .isEqualTo(names());
  }

  @Test
  void flagsOverrideAFileOfOnesOwn() throws IOException {
    Path file = Files.writeString(root.resolve("mine.yaml"), "epochs: 7\nbatch_size: 8\n");
    Path run = root.resolve("mine");
    CommandRun trained =
        train("--recipe", file, four, "--epochs", 1, "--image-size", "32x32", "--out", run);
    assertThat(trained.code()).isZero();
    Recipe recipe = Manifest.recipe(new RunFolder(run));
    assertThat(recipe.epochs()).isEqualTo(1);
    assertThat(recipe.batchSize()).isEqualTo(8);
  }

  @Test
  void aRecipeWithoutDataAsksForIt() {
    CommandRun run = train("--recipe", "coffee-vgg16");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("Recipe coffee-vgg16 needs DATA: a folder with one folder of pictures");
  }

  @Test
  void aMisspeltNameIsAnswered() {
    CommandRun run = train("--recipe", "cofee-vgg16");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("did you mean 'coffee-vgg16'?");
  }

  static Stream<Map.Entry<String, String>> wrong() {
    return Map.of(
        "epoch: 7", "Found the option 'epoch', expected one of",
        "epochs: many", "Recipe r.yaml: Invalid value for option '--epochs'",
        "epochs: [1", "Recipe r.yaml is no YAML",
        "- epochs", "Recipe r.yaml is no YAML",
        "figures: {author: 71.8}", "expected an accuracy of 0 to 1",
        "title: [a]", "found [a] for 'title', expected a text",
        "a: &a [1]\nb: *a", "Found the option 'a'")
        .entrySet()
        .stream();
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void aDamagedFileIsRefusedInOneLine(Map.Entry<String, String> each) throws IOException {
    Path file = Files.writeString(root.resolve("r.yaml"), each.getKey());
    CommandRun run = train("--recipe", file, four, "--out", root.resolve("wrong"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err().strip().lines()).hasSize(1);
    assertThat(run.err()).contains(each.getValue().replace("r.yaml", file.toString()));
    assertThat(root.resolve("wrong")).doesNotExist();
  }

  @Test
  void aNamelessValueIsWrittenAsOneText() {
    RecipeFile recipe = RecipeFile.parse("r", "fine_tune: [{layers: [a, b], epochs: 2}]");
    assertThat(recipe.values("fine_tune")).containsExactly("layers=[a, b], epochs=2");
    assertThatThrownBy(() -> RecipeFile.find("no.yaml")).isInstanceOf(InputException.class);
  }
}
