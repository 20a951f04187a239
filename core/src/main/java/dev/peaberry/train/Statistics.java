package dev.peaberry.train;

import dev.peaberry.data.Batch;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The means, over the examples of a pass, of what layers average while they train: the statistics
 * of batch normalisation for weights that were never trained with. Confined to one thread.
 */
final class Statistics {
  private final Map<String, double[]> sums = new LinkedHashMap<>();
  private final Map<String, Shape> shapes = new LinkedHashMap<>();
  private long examples;
  private long batches;

  /** Adds a batch. */
  void add(TrainingProgram program, Batch batch) {
    program
        .statistics(batch, batches++)
        .forEach(
            (name, value) -> {
              double[] sum = sums.computeIfAbsent(name, key -> new double[value.data().length]);
              for (int i = 0; i < sum.length; i++) {
                sum[i] += (double) value.data()[i] * batch.size();
              }
              shapes.put(name, value.shape());
            });
    examples += batch.size();
  }

  /** The means by the names of the weights. */
  Map<String, FloatArray> means() {
    Map<String, FloatArray> means = new LinkedHashMap<>();
    sums.forEach(
        (name, sum) -> {
          float[] mean = new float[sum.length];
          for (int i = 0; i < sum.length; i++) {
            mean[i] = (float) (sum[i] / examples);
          }
          means.put(name, new FloatArray(shapes.get(name), mean));
        });
    return means;
  }
}
