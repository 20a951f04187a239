package dev.peaberry.metric;

import dev.peaberry.config.Described;

/**
 * What is measured beside the loss while a model trains or is evaluated. Immutable and thread-safe.
 * See <a href="https://keras.io/api/metrics/">keras.io</a>.
 */
public interface Metric extends Described {
  /** The name under which results are logged, as in Keras: {@code "accuracy"}. */
  String name();

  /** Starts a measurement over any number of batches. */
  Accumulator start();
}
