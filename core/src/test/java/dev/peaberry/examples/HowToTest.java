package dev.peaberry.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HowToTest {
  private static final Path SOURCES = Path.of("src/test/java/org/example/vision");
  private static final Path HOW_TO = Path.of("../docs/how-to");

  @ParameterizedTest
  @CsvSource({
    "your-own-layer.md, LayerScale.java, /** Multiplies",
    "your-own-layer.md, VisionExtension.java, public final class"
  })
  void showsTheExampleThatIsCompiled(String page, String source, String start) throws Exception {
    String code = Files.readString(SOURCES.resolve(source));
    assertThat(Files.readString(HOW_TO.resolve(page)))
        .contains("```java\n" + code.substring(code.indexOf(start)).stripTrailing() + "\n```");
  }
}
