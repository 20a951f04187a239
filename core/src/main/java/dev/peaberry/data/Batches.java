package dev.peaberry.data;

import java.util.Iterator;

/**
 * The batches of one pass over a data set. Confined to one thread; closing it early cancels the
 * work in progress and releases its threads.
 */
public interface Batches extends Iterator<Batch>, AutoCloseable {
  @Override
  void close();
}
