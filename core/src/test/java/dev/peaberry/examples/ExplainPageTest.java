package dev.peaberry.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Progress;
import dev.peaberry.config.Seed;
import dev.peaberry.data.SampleBeans;
import dev.peaberry.engine.Shape;
import dev.peaberry.explain.Heatmap;
import dev.peaberry.format.Assets;
import dev.peaberry.format.ClassNames;
import dev.peaberry.format.KerasFile;
import dev.peaberry.model.Model;
import dev.peaberry.zoo.SmallCnn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainPageTest {
  private static final Path PAGE = Path.of("../docs/how-to/explain.md");
  private static final Path SOURCE =
      Path.of("src/test/java/dev/peaberry/examples/ExplainExample.java");

  @Test
  void showsTheExampleThatIsCompiled() throws Exception {
    String example = Files.readString(SOURCE).split(" *// EXAMPLE\n", -1)[1];
    assertThat(Files.readString(PAGE))
        .contains("```java\n" + example.stripTrailing().stripIndent() + "\n```");
  }

  @Test
  void givesAnExampleThatRuns(@TempDir Path folder) throws Exception {
    Path beans = folder.resolve("beans");
    SampleBeans.withSeed(1).withPicturesPerClass(1).write(beans, Progress.none());
    Model model = new SmallCnn().build(Shape.of(32, 32, 3), 2, Activation.SOFTMAX);
    Path file = folder.resolve("model.keras");
    KerasFile.of(model, model.initialWeights(Seed.of(1)))
        .withAssets(Assets.NONE.withClassNames(new ClassNames(List.of("cat", "dog"))))
        .write(file);
    Path sheet = folder.resolve("sheet.png");
    Heatmap map = ExplainExample.run(file, beans.resolve("Dark/dark00000.jpg"), sheet);
    assertThat(map.values()).hasSizeGreaterThan(1);
    assertThat(sheet).isRegularFile();
  }
}
