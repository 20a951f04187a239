package dev.peaberry.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Progress;
import dev.peaberry.config.Seed;
import dev.peaberry.data.ImageFolder;
import dev.peaberry.data.ImagePipeline;
import dev.peaberry.data.LabelMode;
import dev.peaberry.data.SampleBeans;
import dev.peaberry.data.Split;
import dev.peaberry.engine.Shape;
import dev.peaberry.format.KerasFile;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.Softmax;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.optimizer.Adam;
import dev.peaberry.train.Trainer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinterTest {
  private static Model bare(int outputs) {
    return Sequential.withInput(Shape.of(24, 24, 3))
        .add(Flatten.of())
        .add(Dense.of(outputs))
        .build();
  }

  private static List<String> rules(List<Finding> findings) {
    return findings.stream().map(Finding::rule).toList();
  }

  @Test
  void oneCallChecksATrainingWithItsData(@TempDir Path folder) {
    SampleBeans.withSeed(3).withPicturesPerClass(10).withSide(24).write(folder, Progress.none());
    Split split = Split.shuffled(ImageFolder.open(folder), 0.2, 1);
    ImagePipeline training =
        ImagePipeline.of(split.training())
            .withImageSize(24, 24)
            .withLabelMode(LabelMode.CATEGORICAL);
    Trainer trainer =
        Trainer.of(
            bare(3), SparseCategoricalCrossentropy.fromLogits(), Adam.of().withLearningRate(0.5));
    assertThat(
            rules(
                Linter.check(trainer, training, Optional.of(ImagePipeline.of(split.validation())))))
        .contains("label-encoding", "output-width", "missing-rescaling", "learning-rate");
  }

  @Test
  void errorsComeBeforeWarnings() {
    TrainingPlan plan =
        Plans.judged(bare(10), SparseCategoricalCrossentropy.of())
            .withOptimizer(Adam.of().withLearningRate(0.5));
    assertThat(Linter.withAllRules().check(plan))
        .extracting(Finding::severity)
        .containsExactly(Severity.ERROR, Severity.WARNING);
  }

  @Test
  void whatIsNotKnownIsNotJudged() {
    assertThat(Linter.check(bare(10))).isEmpty();
  }

  @Test
  void softmaxAlongSeveralAxesIsOverAllTheirNumbers() {
    Sequential maps = Sequential.withInput(Shape.of(4, 4, 1));
    Model heatMap = maps.add(Softmax.of().withAxis(1, 2)).build();
    assertThat(rules(Linter.check(heatMap))).doesNotContain("softmax-of-one");
  }

  @Test
  void aRuleThatDoesNotExistCannotBeAllowed() {
    assertThatThrownBy(() -> Linter.withAllRules().allowing("learning-rates"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("learning-rates")
        .hasMessageContaining("learning-rate,");
  }

  @Test
  void readsFromAModelFileHowItWasCompiled() {
    Model model = Networks.small(10, Activation.LINEAR);
    KerasFile file =
        KerasFile.of(model, model.initialWeights(Seed.of(1)))
            .withCompileConfig(
                Map.of(
                    "loss",
                    "sparse_categorical_crossentropy",
                    "optimizer",
                    Map.of(
                        "class_name",
                        "SGD",
                        "config",
                        Map.of("name", "sgd", "learning_rate", 1e-6))));
    assertThat(rules(Linter.withAllRules().check(TrainingPlan.of(file))))
        .containsExactly("raw-probabilities", "learning-rate");
  }

  @Test
  void passesOverACompiledLossThatItDoesNotKnow() {
    Model model = Networks.small(10, Activation.LINEAR);
    KerasFile file =
        KerasFile.of(model, model.initialWeights(Seed.of(1)))
            .withCompileConfig(Map.of("loss", "my_own_loss"));
    assertThat(Linter.withAllRules().check(TrainingPlan.of(file))).isEmpty();
  }

  @Test
  void aFindingIsAlsoJson() {
    TrainingPlan plan = Plans.judged(bare(10), SparseCategoricalCrossentropy.of());
    assertThat(Linter.withAllRules().check(plan).get(0).toJson())
        .containsOnlyKeys("rule", "severity", "where", "found", "why", "mend")
        .containsEntry("severity", "error")
        .containsEntry("where", "dense");
  }
}
