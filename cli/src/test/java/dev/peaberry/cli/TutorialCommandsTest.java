package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands on the pages of docs/tutorial. {@link RecipesTest} runs the recipes that they name.
 */
class TutorialCommandsTest {
  private static final Path PAGES = Path.of("../docs/tutorial");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  static List<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    try (Stream<Path> pages = Files.list(PAGES)) {
      for (Path page : pages.sorted().toList()) {
        Files.readString(page)
            .replace("\\\n", " ")
            .lines()
            .filter(line -> line.startsWith("./peaberry "))
            .forEach(commands::add);
      }
    }
    return commands;
  }

  private static List<String> arguments(String command) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(command.replaceAll(" +# .*", ""));
    while (matcher.find()) {
      words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return words.subList(1, words.size());
  }

  @Test
  void areThere() throws IOException {
    assertThat(commands()).hasSizeGreaterThan(30);
  }

  @Test
  void nameRecipesThatAreThere() throws IOException {
    List<String> named =
        commands().stream()
            .map(TutorialCommandsTest::arguments)
            .filter(words -> words.contains("--recipe"))
            .map(words -> words.get(words.indexOf("--recipe") + 1))
            .toList();
    assertThat(RecipeFile.names()).containsAll(named);
    assertThat(named).hasSizeGreaterThan(8);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void areUnderstood(String command) {
    String[] words = arguments(command).toArray(String[]::new);
    assertThatCode(() -> Peaberry.commandLine(Console.ofProcess()).parseArgs(words))
        .doesNotThrowAnyException();
  }
}
