package dev.peaberry.train;

import dev.peaberry.data.Batch;
import dev.peaberry.data.Batches;
import dev.peaberry.data.Dataset;
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
    return pass.next();
  }

  @Override
  public void close() {
    pass.close();
  }
}
