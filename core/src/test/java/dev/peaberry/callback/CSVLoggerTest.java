package dev.peaberry.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.config.ConfigException;
import dev.peaberry.train.ActiveCallback;
import dev.peaberry.train.CallbackMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CSVLoggerTest {
  @TempDir Path folder;

  private static Map<String, Double> logs(double loss) {
    return new TreeMap<>(Map.of("loss", loss, "val_loss", loss / 2, "accuracy", 0.5));
  }

  private static ScriptedTraining training(int epochs) {
    return new ScriptedTraining(
        List.of(logs(2), logs(1), logs(0.00001), logs(Double.NaN)).subList(0, epochs), 0.1);
  }

  private Path file() {
    return folder.resolve("logs/log.csv");
  }

  @Test
  void writesWhatKerasWrites() throws IOException {
    training(4).run(CSVLogger.to(file()));
    assertThat(Files.readString(file()))
        .isEqualTo(
            String.join(
                "\r\n",
                "epoch,accuracy,loss,val_loss",
                "0,0.5,2.0,1.0",
                "1,0.5,1.0,0.5",
                "2,0.5,1e-05,5e-06",
                "3,0.5,nan,nan",
                ""));
  }

  @Test
  void leavesRoomForAValidationThatIsToCome() throws IOException {
    ScriptedTraining training =
        new ScriptedTraining(
            List.of(Map.of("loss", 1.0), Map.of("loss", 1.0, "val_loss", 3.0)), 0.1);
    training.run(CSVLogger.to(file()));
    assertThat(Files.readString(file()))
        .isEqualTo("epoch,loss,val_loss\r\n0,1.0,NA\r\n1,1.0,3.0\r\n");
  }

  @Test
  void beginsAnew() throws IOException {
    training(3).run(CSVLogger.to(file()));
    training(1).run(CSVLogger.to(file()));
    assertThat(Files.readAllLines(file())).hasSize(2);
  }

  @Test
  void goesOnWithAFileIfAsked() throws IOException {
    training(2).run(CSVLogger.to(file()));
    training(1).run(CSVLogger.to(file()).withAppend());
    assertThat(Files.readAllLines(file())).hasSize(4).last().isEqualTo("0,0.5,2.0,1.0");
  }

  @Test
  void endsALineThatSomebodyHasLeft() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "epoch,accuracy,loss,val_loss\r\n0,0.");
    training(1).run(CSVLogger.to(file()).withAppend());
    assertThat(Files.readAllLines(file())).hasSize(3).last().isEqualTo("0,0.5,2.0,1.0");
  }

  @Test
  void separatesAsAsked() throws IOException {
    training(1).run(CSVLogger.to(file()).withSeparator(";"));
    assertThat(Files.readString(file())).startsWith("epoch;accuracy;loss;val_loss\r\n0;0.5");
  }

  @Test
  void cutsOffTheRowsThatACheckpointDoesNotKnow() throws IOException {
    CallbackMemory known = training(2).run(CSVLogger.to(file()));
    String then = Files.readString(file());
    training(3).run(CSVLogger.to(file()));
    try (ActiveCallback resumed = CSVLogger.to(file()).begin(training(3))) {
      resumed.restore(known);
      resumed.trainingStarted();
    }
    assertThat(Files.readString(file())).isEqualTo(then);
  }

  @Test
  void anotherFileThanBeforeIsBegunAnew() throws IOException {
    CallbackMemory known = training(2).run(CSVLogger.to(folder.resolve("other.csv")));
    training(3).run(CSVLogger.to(file()));
    try (ActiveCallback resumed = CSVLogger.to(file()).begin(training(3))) {
      resumed.restore(known);
      resumed.trainingStarted();
    }
    assertThat(file()).isEmptyFile();
  }

  @Test
  void refusesSeparatorsThatCouldBePartsOfNumbers() {
    assertThatThrownBy(() -> CSVLogger.to(file()).withSeparator("."))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("CSVLogger.separator: found '.'");
  }
}
