package dev.peaberry.data;

import dev.peaberry.augment.BatchAugmentation;
import dev.peaberry.augment.Mixing;
import dev.peaberry.engine.Array;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.UInt8Array;
import java.util.List;

/** Batches whose pictures and targets are mixed with one another. */
final class MixedBatches implements Batches {
  private final Batches batches;
  private final List<BatchAugmentation> mixes;
  private final long seed;
  private final int epoch;
  private int at;

  /** The batches of an epoch, mixed one way after the other. */
  MixedBatches(Batches batches, List<BatchAugmentation> mixes, long seed, int epoch) {
    this.batches = batches;
    this.mixes = mixes;
    this.seed = seed;
    this.epoch = epoch;
  }

  @Override
  public boolean hasNext() {
    return batches.hasNext();
  }

  @Override
  public Batch next() {
    Batch batch = batches.next();
    for (int i = 0; i < mixes.size(); i++) {
      batch = mix(batch, mixes.get(i), i);
    }
    at++;
    return batch;
  }

  private Batch mix(Batch batch, BatchAugmentation augmentation, int turn) {
    UInt8Array pictures = (UInt8Array) batch.inputs().get(0);
    Shape shape = pictures.shape();
    // A fourth part, so that no picture of the epoch has the same generator.
    Mixing mixing =
        augmentation.draw(
            batch.size(), shape.get(1), shape.get(2), Seeds.random(seed, epoch, at, turn));
    Array mixed = new UInt8Array(shape, mixing.pixels(pictures.data(), shape.get(2), shape.get(3)));
    return new Batch(
        List.of(mixed), mixed(mixing, batch.targets()), mixed(mixing, batch.weights()));
  }

  private static List<FloatArray> mixed(Mixing mixing, List<FloatArray> arrays) {
    return arrays.stream()
        .map(each -> new FloatArray(each.shape(), mixing.values(each.data())))
        .toList();
  }

  @Override
  public void close() {
    batches.close();
  }
}
