package dev.peaberry.evaluate;

import dev.peaberry.config.Seed;
import dev.peaberry.engine.FloatArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Takes the features of some examples while a pass goes on, at even distances over the pass. Long
 * features are shortened by a random projection, which keeps distances about as they are (Johnson
 * and Lindenstrauss 1984). Confined to one thread.
 */
public final class FeatureSample {
  /** How many examples are taken at most: as many as can be told apart in a plane. */
  public static final int MOST = 800;

  private static final int LENGTH = 64;
  private static final int FEWEST = 10;

  private final long stride;
  private final List<Integer> examples = new ArrayList<>();
  private final List<float[]> features = new ArrayList<>();
  private float[] projection = new float[0];
  private long seen;

  /**
   * A sample of a pass.
   *
   * @param expected how many examples it has, or about as many
   */
  public FeatureSample(long expected) {
    this.stride = Math.max(1, (expected + MOST - 1) / MOST);
  }

  /**
   * Takes what it wants of a batch.
   *
   * @param batch {@code (N, ...)}
   */
  public void add(FloatArray batch) {
    int size = batch.shape().get(0);
    int length = size == 0 ? 0 : batch.data().length / size;
    for (int i = 0; i < size; i++, seen++) {
      if (seen % stride == 0 && examples.size() < MOST) {
        examples.add(Math.toIntExact(seen));
        features.add(shortened(batch.data(), i * length, length));
      }
    }
  }

  private float[] shortened(float[] data, int from, int length) {
    if (length <= LENGTH) {
      return Arrays.copyOfRange(data, from, from + length);
    }
    if (projection.length == 0) {
      projection = drawn(length);
    }
    float[] sums = new float[LENGTH];
    for (int k = 0; k < length; k++) {
      float value = data[from + k];
      for (int j = 0; value != 0 && j < LENGTH; j++) {
        sums[j] += value * projection[k * LENGTH + j];
      }
    }
    return sums;
  }

  private static float[] drawn(int length) {
    SplittableRandom random = Seed.of(LENGTH).split("projection").generator();
    float[] drawn = new float[length * LENGTH];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = random.nextBoolean() ? 0.125f : -0.125f;
    }
    return drawn;
  }

  /** The examples in a plane; empty if there are too few for neighbours to mean something. */
  public Optional<FeatureMap> map() {
    return examples.size() < FEWEST
        ? Optional.empty()
        : Optional.of(FeatureMap.of(examples, features));
  }
}
