package dev.peaberry.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.config.ConfigException;
import dev.peaberry.format.EventRecords;
import dev.peaberry.train.Checkpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

class TensorBoardTest {
  @TempDir Path logs;

  private List<String> trained() {
    return EventRecords.tags(logs.resolve("train"));
  }

  @Test
  void writesCurvesOfEpochs() {
    SmallTraining.run(TensorBoard.to(logs).withoutGraph());
    assertThat(trained())
        .containsExactly(
            "epoch_loss@0",
            "epoch_accuracy@0",
            "epoch_learning_rate@0",
            "epoch_loss@1",
            "epoch_accuracy@1",
            "epoch_learning_rate@1");
  }

  @Test
  void writesCurvesOfValidations() {
    SmallTraining.run(TensorBoard.to(logs));
    assertThat(EventRecords.tags(logs.resolve("validation")))
        .containsExactly(
            "evaluation_loss_vs_iterations@2",
            "evaluation_accuracy_vs_iterations@2",
            "epoch_loss@0",
            "epoch_accuracy@0",
            "evaluation_loss_vs_iterations@4",
            "evaluation_accuracy_vs_iterations@4",
            "epoch_loss@1",
            "epoch_accuracy@1");
  }

  @Test
  void writesCurvesOfEverySoManyBatches() {
    SmallTraining.run(TensorBoard.to(logs).withBatches(3).withStepsPerSecond());
    assertThat(trained())
        .contains("batch_loss@3", "batch_steps_per_second@3", "epoch_steps_per_second@1")
        .doesNotContain("batch_loss@1", "batch_loss@2", "batch_loss@4");
  }

  @Test
  void writesDistributionsEverySoManyEpochs() {
    SmallTraining.run(TensorBoard.to(logs).withHistograms(2));
    assertThat(trained())
        .contains("small/first/kernel/histogram@0", "small/second/moving_mean/histogram@0")
        .doesNotContain("small/first/kernel/histogram@1");
  }

  @Test
  void writesPicturesOfTheFiltersThatLookAtPictures() {
    SmallTraining.run(TensorBoard.to(logs).withImages());
    assertThat(trained().stream().filter(tag -> tag.contains("image")))
        .containsExactly("small/first/kernel/image@0", "small/first/kernel/image@1");
  }

  @Test
  void writesAGraphOfOperationsNamedAfterTheirLayers() throws IOException {
    SmallTraining.run(TensorBoard.to(logs));
    Event event =
        EventRecords.read(logs.resolve("train")).stream()
            .filter(each -> !each.getGraphDef().isEmpty())
            .findFirst()
            .orElseThrow();
    assertThat(GraphDef.parseFrom(event.getGraphDef()).getNodeList())
        .extracting(NodeDef::getName)
        .contains("first/Conv2d", "fourth/MatMul");
  }

  @Test
  void countsBatchesOnWhenTheTrainingGoesOn() {
    Path run = logs.resolve("run");
    var trainer = SmallTraining.trainer().withCheckpoints(Checkpoints.in(run));
    var data = new SmallTraining.RandomPictures(1);
    trainer.withEpochs(1).fit(data);
    trainer
        .withCallbacks(List.of(TensorBoard.to(logs).withBatches(1)))
        .resume(run.resolve("last.keras"), data, Optional.empty());
    assertThat(trained()).contains("batch_loss@3", "batch_loss@4", "epoch_loss@1");
  }

  @Test
  void takesKerasWordsForTheFrequency() {
    Map<String, Object> config = Map.of("log_dir", "logs", "update_freq", "batch");
    assertThat(Callbacks.REGISTRY.create("TensorBoard", config))
        .isEqualTo(TensorBoard.to(Path.of("logs")).withBatches(1));
    assertThat(TensorBoard.to(Path.of("logs")).configJson()).containsEntry("update_freq", "epoch");
  }

  @Test
  void hasNoProfiles() {
    assertThatThrownBy(() -> Callbacks.REGISTRY.create("TensorBoard", Map.of("profile_batch", 2)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("TensorBoard.profile_batch: found 2, expected 0");
  }
}
