package dev.peaberry.bench;

import dev.peaberry.callback.BackupAndRestore;
import dev.peaberry.callback.CSVLogger;
import dev.peaberry.callback.EarlyStopping;
import dev.peaberry.callback.LearningRateScheduler;
import dev.peaberry.callback.ModelCheckpoint;
import dev.peaberry.callback.ReduceLROnPlateau;
import dev.peaberry.callback.StochasticWeightAveraging;
import dev.peaberry.callback.TensorBoard;
import dev.peaberry.callback.TerminateOnNaN;
import dev.peaberry.train.Callback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All callbacks at once, each doing what it does as often as it usually would. */
final class Everything {
  private static final String LOSS = "loss";

  private Everything() {}

  /** They write into a folder. */
  static List<Callback> into(Path folder) {
    return List.of(
        BackupAndRestore.in(folder.resolve("backup")),
        LearningRateScheduler.of((epoch, rate) -> rate),
        EarlyStopping.of(3).withMonitor(LOSS).withRestoreBestWeights(),
        ReduceLROnPlateau.of(0.5, 3).withMonitor(LOSS),
        ModelCheckpoint.to(folder + "/{epoch:02d}-{loss:.2f}.keras").withMonitor(LOSS),
        StochasticWeightAveraging.from(0),
        CSVLogger.to(folder.resolve("log.csv")),
        TensorBoard.to(folder.resolve("board")),
        TerminateOnNaN.of());
  }

  /** Deletes a folder with all that is in it. */
  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
