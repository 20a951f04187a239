package dev.peaberry.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.config.Progress;
import dev.peaberry.config.Seed;
import dev.peaberry.data.SampleBeans;
import dev.peaberry.engine.Shape;
import dev.peaberry.format.WeightsFile;
import dev.peaberry.model.Model;
import dev.peaberry.train.TrainingResult;
import dev.peaberry.zoo.MobileNet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainedPageTest {
  private static final Path PAGE = Path.of("../docs/how-to/pretrained.md");
  private static final Path SOURCE =
      Path.of("src/test/java/dev/peaberry/examples/PretrainedExample.java");

  @Test
  void showsTheExampleThatIsCompiled() throws Exception {
    String example = Files.readString(SOURCE).split(" *// EXAMPLE\n", -1)[1];
    assertThat(Files.readString(PAGE))
        .contains("```java\n" + example.stripTrailing().stripIndent() + "\n```");
  }

  @Test
  void givesAnExampleThatRuns(@TempDir Path folder) throws Exception {
    Path beans = folder.resolve("beans");
    SampleBeans.withSeed(1).withPicturesPerClass(10).write(beans, Progress.none());
    Model drawn = new MobileNet(0.25).withoutTop(Shape.of(96, 96, 3));
    Path weights = folder.resolve("mobilenet.weights.h5");
    WeightsFile.write(weights, drawn, drawn.initialWeights(Seed.of(1)), Optional.empty());
    TrainingResult result = PretrainedExample.run(beans, weights, folder.resolve("features"));
    assertThat(result.history().epochs()).hasSize(10);
    assertThat(folder.resolve("features")).isNotEmptyDirectory();
  }
}
