package dev.peaberry.data;

/**
 * A source of batches that can be passed over again and again, in an order that depends on the
 * epoch alone: asking twice for the same epoch gives the same batches. Thread-safe.
 */
public interface Dataset {
  /** The number of examples in a pass. */
  long size();

  /** The number of batches in a pass; the last one may be smaller than the others. */
  long batches();

  /**
   * Starts a pass.
   *
   * @param epoch counted from 0; decides shuffling and augmentation
   */
  Batches open(int epoch);
}
