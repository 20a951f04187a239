package dev.peaberry.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.config.ConfigException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCheckpointTest {
  private static ScriptedTraining training(Double... losses) {
    return new ScriptedTraining(
        ScriptedTraining.logs("val_loss", Stream.of(losses).map(Optional::of).toList()), 0.1);
  }

  @ParameterizedTest
  @CsvSource({
    "{epoch:02d}-{val_loss:.2f}, 03-0.12",
    "{epoch}-{val_loss}, 3-0.123456",
    "{epoch:4d}, '   3'",
    "{epoch:.1f}, 3.0",
    "{val_loss:08.3f}, 0000.123",
    "{val_loss:.1%}, 12.3%",
    "{val_loss:.2e}, 1.23e-01",
    "{{{epoch}}}, {3}",
    "no place, no place"
  })
  void fillsPlacesAsPythonDoes(String template, String expected) {
    assertThat(
            FileNameTemplate.parse(template)
                .orElseThrow()
                .fill(Map.of("epoch", 3L), Map.of("val_loss", 0.123456)))
        .hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{epoch", "epoch}", "{}", "{epoch:x}", "{epoch!r}", "{a b}"})
  void refusesPlacesThatItDoesNotUnderstand(String template) {
    assertThatThrownBy(() -> ModelCheckpoint.to(template + ".keras"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("ModelCheckpoint.filepath: found '" + template + ".keras'");
  }

  @Test
  void refusesOtherEndings() {
    assertThatThrownBy(() -> ModelCheckpoint.to("model.h5"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "ModelCheckpoint.filepath: found 'model.h5', expected a name that ends in .keras");
  }

  @Test
  void saysWhichNumbersThereAreForPlaces() {
    ScriptedTraining training = training(0.5);
    assertThatThrownBy(() -> training.run(ModelCheckpoint.to("{val_acc:.2f}.keras")))
        .hasMessageContaining("[epoch]")
        .hasMessageContaining("val_loss");
  }

  @Test
  void savesWholeModelsOrWeightsAsTheEndingSays() {
    ScriptedTraining training = training(0.5);
    training.run(ModelCheckpoint.to("a.keras"));
    assertThat(training.saved()).containsExactly(Path.of("a.keras"));
    assertThat(training.savedWeights()).isEmpty();
  }

  @Test
  void savesAfterEverySoManyEpochs() {
    ScriptedTraining training = training(5.0, 4.0, 3.0, 2.0, 1.0);
    training.run(ModelCheckpoint.to("{epoch}.keras").withSaveFrequencyInEpochs(2));
    assertThat(training.saved()).containsExactly(Path.of("2.keras"), Path.of("4.keras"));
  }

  @Test
  void writesItsFrequencyAsItReadsIt() {
    for (Object frequency : List.of("epoch", "3 epochs", 20)) {
      Map<String, Object> config = Map.of("filepath", "a.keras", "save_freq", frequency);
      assertThat(Callbacks.REGISTRY.create("ModelCheckpoint", config).configJson())
          .containsAllEntriesOf(config);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"epochs", "0 epochs", "-1 epochs"})
  void refusesOtherFrequencies(String frequency) {
    Map<String, Object> config = Map.of("filepath", "a.keras", "save_freq", frequency);
    assertThatThrownBy(() -> Callbacks.REGISTRY.create("ModelCheckpoint", config))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("save_freq: found '" + frequency + "'");
  }
}
