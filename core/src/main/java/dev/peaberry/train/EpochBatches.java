package dev.peaberry.train;

import dev.peaberry.data.Batch;
import dev.peaberry.data.Batches;
import dev.peaberry.data.Dataset;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * The batches of one epoch: one pass, or as many as the steps of an epoch want. Confined to one
 * thread.
 */
final class EpochBatches implements AutoCloseable {
  private final Dataset dataset;
  private final long steps;
  private final int firstPass;
  private int passes;
  private Batches pass;
  private long taken;
  private long waitedNanos;

  EpochBatches(Dataset dataset, int epoch, OptionalLong stepsPerEpoch) {
    this.dataset = dataset;
    this.steps = steps(dataset, stepsPerEpoch);
    long batches = Math.max(1, dataset.batches());
    this.firstPass = Math.toIntExact(epoch * ((steps + batches - 1) / batches));
    this.pass = dataset.open(firstPass);
  }

  static long steps(Dataset dataset, OptionalLong stepsPerEpoch) {
    return stepsPerEpoch.orElse(dataset.batches());
  }

  /** Whether the epoch goes on. A pass may hold fewer batches than planned: broken pictures. */
  boolean hasNext() {
    long start = System.nanoTime();
    try {
      return hasAnother();
    } finally {
      waitedNanos += System.nanoTime() - start;
    }
  }

  private boolean hasAnother() {
    if (taken >= steps) {
      return false;
    }
    if (!pass.hasNext() && steps > dataset.batches()) {
      pass.close();
      pass = dataset.open(firstPass + ++passes);
    }
    return pass.hasNext();
  }

  Batch next() {
    taken++;
    long start = System.nanoTime();
    try {
      return pass.next();
    } finally {
      waitedNanos += System.nanoTime() - start;
    }
  }

  /** How long the reader has waited for batches so far. */
  Duration waited() {
    return Duration.ofNanos(waitedNanos);
  }

  @Override
  public void close() {
    pass.close();
  }
}
