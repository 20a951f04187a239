package dev.peaberry.evaluate;

import dev.peaberry.config.Seed;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Where scores probably lie on all pictures of this kind: the middle 95 % of what samples drawn
 * from the examples, with repetition, have (percentile bootstrap, Efron 1979). Immutable.
 *
 * @param accuracy the share of right answers
 * @param macroF1 the mean of the classes' F1
 */
public record Bootstrap(Interval accuracy, Interval macroF1) {
  private static final int SAMPLES = 1000;
  private static final double TAIL = 0.025;

  /** Draws samples, always the same ones for the same examples. */
  public static Bootstrap of(ConfusionMatrix matrix) {
    SplittableRandom random = Seed.of(SAMPLES).split("bootstrap").generator();
    int[] cells = cells(matrix);
    double[] accuracies = new double[SAMPLES];
    double[] f1 = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      ConfusionMatrix sample =
          new ConfusionMatrix(matrix.classNames(), sample(cells, matrix.classes(), random));
      accuracies[i] = sample.accuracy();
      f1[i] = sample.macroAverage().f1();
    }
    return new Bootstrap(middle(accuracies), middle(f1));
  }

  /** A sample as large as the whole. */
  private static long[][] sample(int[] cells, int classes, SplittableRandom random) {
    long[][] drawn = new long[classes][classes];
    for (int i = 0; i < cells.length; i++) {
      int cell = cells[random.nextInt(cells.length)];
      drawn[cell / classes][cell % classes]++;
    }
    return drawn;
  }

  /** For each example its place in the matrix, row by row. */
  private static int[] cells(ConfusionMatrix matrix) {
    int classes = matrix.classes();
    return IntStream.range(0, classes * classes)
        .flatMap(
            cell ->
                IntStream.range(0, Math.toIntExact(matrix.count(cell / classes, cell % classes)))
                    .map(i -> cell))
        .toArray();
  }

  private static Interval middle(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Interval(quantile(sorted, TAIL), quantile(sorted, 1 - TAIL));
  }

  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
