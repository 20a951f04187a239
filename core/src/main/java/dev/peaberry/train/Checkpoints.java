package dev.peaberry.train;

import dev.peaberry.format.Assets;
import java.nio.file.Path;

/**
 * Where and by what measure a training saves itself: {@code last.keras} after every epoch and when
 * it is interrupted, {@code best.keras} after an epoch that is better than all before. Immutable.
 *
 * @param folder made if it is not there
 * @param monitor a name of the logs, such as {@code val_loss}; an epoch without it is not better
 * @param mode whether less or more is better
 * @param assets documents to be put into each checkpoint
 */
public record Checkpoints(Path folder, String monitor, Mode mode, Assets assets) {
  /** What better means. */
  public enum Mode {
    /** Less is better, as of a loss. */
    MIN,
    /** More is better, as of an accuracy. */
    MAX
  }

  /** By the validation loss. */
  public static Checkpoints in(Path folder) {
    return new Checkpoints(folder, "val_loss", Mode.MIN, Assets.NONE);
  }

  /** By another measure; what ends in "loss" or "error" is to be small, everything else large. */
  public Checkpoints withMonitor(String name) {
    Mode better = name.endsWith("loss") || name.endsWith("error") ? Mode.MIN : Mode.MAX;
    return new Checkpoints(folder, name, better, assets);
  }

  /** With documents to be put into each checkpoint: class names, preprocessing, a manifest. */
  public Checkpoints withAssets(Assets documents) {
    return new Checkpoints(folder, monitor, mode, documents);
  }

  /** The checkpoint to resume from. */
  public Path last() {
    return folder.resolve("last.keras");
  }

  /** The checkpoint of the best epoch. */
  public Path best() {
    return folder.resolve("best.keras");
  }

  boolean isBetter(double value, double best) {
    return mode == Mode.MIN ? value < best : value > best;
  }
}
