package dev.peaberry.evaluate;

import dev.peaberry.config.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

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
  private static final double MANY = 50;

  /** Draws samples, always the same ones for the same examples. */
  public static Bootstrap of(ConfusionMatrix matrix) {
    SplittableRandom random = Seed.of(SAMPLES).split("bootstrap").generator();
    List<Cell> cells = cells(matrix);
    double[] accuracies = new double[SAMPLES];
    double[] f1 = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      Sample sample = draw(cells, matrix.total(), matrix.classes(), random);
      accuracies[i] = sample.accuracy();
      f1[i] = sample.macroF1();
    }
    return new Bootstrap(middle(accuracies), middle(f1));
  }

  /** Examples of one class that were taken for one class; most matrices have few such cells. */
  private record Cell(int label, int predicted, long count) {}

  private static List<Cell> cells(ConfusionMatrix matrix) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < matrix.classes(); i++) {
      for (int j = 0; j < matrix.classes(); j++) {
        if (matrix.count(i, j) > 0) {
          cells.add(new Cell(i, j, matrix.count(i, j)));
        }
      }
    }
    return cells;
  }

  /** What scores need of a sample: of each class the examples, the answers, and the hits. */
  private static final class Sample {
    private final long[] hits;
    private final long[] both;

    Sample(int classes) {
      hits = new long[classes];
      both = new long[classes];
    }

    void add(Cell cell, long drawn) {
      hits[cell.label()] += cell.label() == cell.predicted() ? drawn : 0;
      both[cell.label()] += drawn;
      both[cell.predicted()] += drawn;
    }

    double accuracy() {
      return 2.0 * LongStream.of(hits).sum() / LongStream.of(both).sum();
    }

    double macroF1() {
      return IntStream.range(0, hits.length)
          .filter(i -> both[i] > 0)
          .mapToDouble(i -> 2.0 * hits[i] / both[i])
          .average()
          .orElse(0);
    }
  }

  /**
   * A sample as large as the whole, cell by cell: given those before, the number of a cell is
   * binomial.
   */
  private static Sample draw(List<Cell> cells, long total, int classes, SplittableRandom random) {
    Sample sample = new Sample(classes);
    long left = total;
    long toDraw = total;
    for (Cell cell : cells) {
      long drawn = binomial(toDraw, (double) cell.count() / left, random);
      sample.add(cell, drawn);
      toDraw -= drawn;
      left -= cell.count();
    }
    return sample;
  }

  /** A binomial number; where many hits and many misses are expected, the normal one beside it. */
  private static long binomial(long trials, double share, SplittableRandom random) {
    if (trials == 0 || share >= 1) {
      return trials;
    }
    if (share > 0.5) {
      return trials - binomial(trials, 1 - share, random);
    }
    double expected = trials * share;
    if (expected >= MANY) {
      double deviation = Math.sqrt(expected * (1 - share));
      long drawn = Math.round(expected + deviation * random.nextGaussian());
      return Math.max(0, Math.min(trials, drawn));
    }
    // Jumps from hit to hit: the misses between are geometric.
    double base = Math.log1p(-share);
    long hits = 0;
    double place = Math.floor(Math.log(1 - random.nextDouble()) / base);
    while (place < trials) {
      hits++;
      place += 1 + Math.floor(Math.log(1 - random.nextDouble()) / base);
    }
    return hits;
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
