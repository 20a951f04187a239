package dev.peaberry.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.config.Progress;
import dev.peaberry.data.SampleBeans;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
  private static final Path ROOT = Path.of("..");
  private static final Path SOURCE =
      Path.of("src/test/java/dev/peaberry/examples/ReadmeExample.java");

  @Test
  void showsTheExampleThatIsCompiled() throws Exception {
    String example = Files.readString(SOURCE).split(" *// README\n", -1)[1];
    assertThat(Files.readString(ROOT.resolve("README.md")))
        .contains("```java\n" + example.stripTrailing().stripIndent() + "\n```");
  }

  @Test
  void givesAnExampleThatRuns(@TempDir Path folder) throws Exception {
    Path beans = folder.resolve("beans");
    SampleBeans.withSeed(1).withPicturesPerClass(10).write(beans, Progress.none());
    String answer =
        ReadmeExample.run(beans, beans.resolve("Dark/dark00000.jpg"), folder.resolve("run"));
    assertThat(answer).isIn("Dark", "Green", "Light", "Medium");
  }
}
