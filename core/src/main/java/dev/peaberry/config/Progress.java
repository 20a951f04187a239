package dev.peaberry.config;

/**
 * Hears how far a piece of work has come: a download, a scan of a folder, the drawing of pictures.
 * Tasks follow one another and do not nest. Whoever works calls from one thread at a time, often
 * thousands of times a second, so an implementation is quick and throttles its own output; it need
 * not be thread-safe.
 */
public interface Progress {
  /** The total of a task whose size is not known beforehand. */
  long UNKNOWN_TOTAL = -1;

  /**
   * A task begins.
   *
   * @param task what is done, in a few words for a person: {@code "Downloading CIFAR-10"}
   * @param total how much there is to do, in {@code unit}, or {@link #UNKNOWN_TOTAL}
   * @param unit what is counted, in the plural: {@code "bytes"}, {@code "pictures"}
   */
  void start(String task, long total, String unit);

  /**
   * The task has come further.
   *
   * @param done what is done since the task began, all together; not the amount since the last call
   */
  void advance(long done);

  /** The task is over, whether it came to its end or failed. */
  void finish();

  /** A listener that does nothing. Thread-safe. */
  static Progress none() {
    return Silence.INSTANCE;
  }
}
