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
  /** By the validation loss. */
  public static Checkpoints in(Path folder) {
    return new Checkpoints(folder, "val_loss", Mode.MIN, Assets.NONE);
  }

  /** By another measure, any name of the logs. */
  public Checkpoints withMonitor(String name, Mode better) {
    return new Checkpoints(folder, name, better, assets);
  }

  /** By the loss or a metric, whose class says whether less or more is better. */
  public Checkpoints withMonitor(String name) {
    return withMonitor(name, Mode.AUTO);
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
}
