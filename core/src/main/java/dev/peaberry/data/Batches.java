package dev.peaberry.data;

import java.time.Duration;
import java.util.Iterator;

/**
 * The batches of one pass over a data set. Confined to one thread; closing it early cancels the
 * work in progress and releases its threads.
 */
public interface Batches extends Iterator<Batch>, AutoCloseable {
  @Override
  void close();

  /**
   * How long the consumer has waited for data so far, all calls together: the share of a pass that
   * a faster disk or more threads could save.
   */
  default Duration waited() {
    return Duration.ZERO;
  }
}
