package dev.peaberry.callback;

import dev.peaberry.config.Config;
import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.train.ActiveCallback;
import dev.peaberry.train.Callback;
import dev.peaberry.train.CallbackMemory;
import dev.peaberry.train.Ending;
import dev.peaberry.train.Training;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Saves the training so that the same program, run again after a kill, goes on by itself: with the
 * same numbers as if nothing had happened, all callbacks' memory included. See <a
 * href="https://keras.io/api/callbacks/backup_and_restore/">keras.io</a>.
 *
 * @param config the settings
 */
public record BackupAndRestore(Config config) implements Callback, Configured {
  private static final Option<Path> BACKUP_DIR = Option.required("backup_dir", Options.path());
  private static final Option<SaveFrequency> SAVE_FREQ = SaveFrequency.optionWithNever();
  private static final Option<Boolean> DOUBLE_CHECKPOINT =
      Option.of("double_checkpoint", Kinds.bool(), false);
  private static final Option<Boolean> DELETE_CHECKPOINT =
      Option.of("delete_checkpoint", Kinds.bool(), true);

  /** Keras's BackupAndRestore. */
  public static final Schema<BackupAndRestore> SCHEMA =
      Schema.of(
          "BackupAndRestore",
          BackupAndRestore::new,
          BACKUP_DIR,
          SAVE_FREQ,
          DOUBLE_CHECKPOINT,
          DELETE_CHECKPOINT);

  /** Checks that the settings are a BackupAndRestore's. */
  public BackupAndRestore {
    SCHEMA.require(config);
  }

  /** After every epoch, into a folder that nothing else uses. */
  public static BackupAndRestore in(Path folder) {
    return new BackupAndRestore(SCHEMA.with(BACKUP_DIR, folder));
  }

  /**
   * After every so many batches, too rarely rather than too often: each saving costs time.
   *
   * @throws ConfigException if it is below 1
   */
  public BackupAndRestore withSaveFrequencyInBatches(int batches) {
    return new BackupAndRestore(
        config.with(SAVE_FREQ, new SaveFrequency(SaveFrequency.Unit.BATCHES, batches)));
  }

  /** Keeping the backup before the last one, too, in case that the last one cannot be read. */
  public BackupAndRestore withDoubleCheckpoint() {
    return new BackupAndRestore(config.with(DOUBLE_CHECKPOINT, true));
  }

  /** Keeping the backup when the training is over. */
  public BackupAndRestore withKeptCheckpoint() {
    return new BackupAndRestore(config.with(DELETE_CHECKPOINT, false));
  }

  /** {@inheritDoc} The last one, then the one before it. */
  @Override
  public List<Path> backups() {
    return List.of(latest(), previous());
  }

  private Path latest() {
    return config.get(BACKUP_DIR).resolve("latest.keras");
  }

  private Path previous() {
    return config.get(BACKUP_DIR).resolve("previous.keras");
  }

  @Override
  public ActiveCallback begin(Training training) {
    return new Active(this, training);
  }

  private static final class Active implements ActiveCallback {
    private final BackupAndRestore settings;
    private final SaveFrequency frequency;
    private final Training training;
    private long batches;

    Active(BackupAndRestore settings, Training training) {
      this.settings = settings;
      this.frequency = settings.config.get(SAVE_FREQ);
      this.training = training;
    }

    @Override
    public void stepDone(StepReport report) {
      batches++;
      if (frequency.isDueAfterBatches(batches)) {
        batches = 0;
        save();
      }
    }

    @Override
    public void epochDone(EpochReport report) {
      if (frequency.isDueAfterEpoch(report.epoch())) {
        save();
      }
    }

    private void save() {
      if (settings.config.get(DOUBLE_CHECKPOINT) && Files.exists(settings.latest())) {
        try {
          Files.move(settings.latest(), settings.previous(), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      training.save(settings.latest());
    }

    /** As in Keras the whole folder goes, unless somebody else has put something there. */
    @Override
    public void trainingDone(Ending ending) {
      if (settings.config.get(DELETE_CHECKPOINT)) {
        try {
          Files.deleteIfExists(settings.latest());
          Files.deleteIfExists(settings.previous());
          Files.deleteIfExists(settings.config.get(BACKUP_DIR));
        } catch (DirectoryNotEmptyException e) {
          return;
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    @Override
    public CallbackMemory memory() {
      return CallbackMemory.EMPTY.with("batches", batches);
    }

    @Override
    public void restore(CallbackMemory memory) {
      batches = memory.integer("batches").orElse(0L);
    }
  }
}
