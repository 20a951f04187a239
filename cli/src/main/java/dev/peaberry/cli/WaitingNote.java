package dev.peaberry.cli;

import dev.peaberry.data.Cache;
import dev.peaberry.train.TrainingListener;

/**
 * Says once what to do if training waits for pictures. Of an epoch that fills a cache nothing is
 * said: the next one takes what it has decoded. Confined to one thread.
 */
final class WaitingNote implements TrainingListener {
  private final Console console;
  private final Cache cache;
  private int epochs;
  private boolean said;

  WaitingNote(Console console, Cache cache) {
    this.console = console;
    this.cache = cache;
  }

  @Override
  public void epochDone(EpochReport report) {
    boolean fills = epochs++ == 0 && !(cache instanceof Cache.None);
    if (!said && !fills && EpochLine.waitsMuch(report.result())) {
      said = true;
      console.tell(
          "Training waited for pictures %s of the time: %s",
          Quantity.percent(report.result().waitingShare()),
          cache instanceof Cache.None
              ? "keep them decoded with --cache memory or --cache disk, or give it more processors"
              : "give it more processors, smaller pictures or fewer random changes");
    }
  }
}
