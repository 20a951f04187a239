package dev.peaberry.bench;

import dev.peaberry.data.Batch;
import dev.peaberry.data.Batches;
import dev.peaberry.data.Dataset;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.util.Random;

/** One random batch again and again, so that only the steps are measured. */
record SameBatch(Batch batch, long batches) implements Dataset {
  static SameBatch of(int size, int side, long batches) {
    Random random = new Random(1);
    float[] pictures = new float[size * side * side * 3];
    for (int i = 0; i < pictures.length; i++) {
      pictures[i] = random.nextFloat();
    }
    float[] labels = new float[size];
    for (int i = 0; i < size; i++) {
      labels[i] = random.nextInt(10);
    }
    FloatArray input = new FloatArray(Shape.of(size, side, side, 3), pictures);
    return new SameBatch(Batch.of(input, FloatArray.of(labels)), batches);
  }

  @Override
  public long size() {
    return batches * batch.size();
  }

  @Override
  public Batches open(int epoch) {
    return new Batches() {
      private long taken;

      @Override
      public boolean hasNext() {
        return taken < batches;
      }

      @Override
      public Batch next() {
        taken++;
        return batch;
      }

      @Override
      public void close() {}
    };
  }
}
