package dev.peaberry.train;

import dev.peaberry.config.Seed;
import dev.peaberry.data.Batch;
import dev.peaberry.data.Batches;
import dev.peaberry.data.Dataset;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.UInt8Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Small pictures of two kinds in memory, shuffled by epoch: bright on the left or on the right. */
record ArrayDataset(int examples, int batchSize, int classes) implements Dataset {
  private static final int SIDE = 8;

  @Override
  public long size() {
    return examples;
  }

  @Override
  public long batches() {
    return ((long) examples + batchSize - 1) / batchSize;
  }

  @Override
  public Batches open(int epoch) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < examples; i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(Seed.of(5).split(epoch).value()));
    return new Batches() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < examples;
      }

      @Override
      public Batch next() {
        List<Integer> chosen = order.subList(next, Math.min(next + batchSize, examples));
        next += chosen.size();
        return batch(chosen);
      }

      @Override
      public void close() {}
    };
  }

  private Batch batch(List<Integer> chosen) {
    int pixels = SIDE * SIDE * 3;
    byte[] bytes = new byte[chosen.size() * pixels];
    float[] labels = new float[chosen.size()];
    for (int i = 0; i < chosen.size(); i++) {
      Random random = new Random(chosen.get(i));
      int label = chosen.get(i) % classes;
      labels[i] = label;
      for (int p = 0; p < pixels; p++) {
        int column = p / 3 % SIDE;
        boolean bright = column * classes / SIDE == label;
        bytes[i * pixels + p] = (byte) (random.nextInt(150) + (bright ? 90 : 0));
      }
    }
    return Batch.of(
        new UInt8Array(Shape.of(chosen.size(), SIDE, SIDE, 3), bytes), FloatArray.of(labels));
  }
}
