package dev.peaberry.evaluate;

/**
 * Temperature scaling: all logits are divided by one number, which makes answers more or less
 * certain and changes none of them (Guo et al. 2017). Probabilities are enough for it: softmax
 * forgets what is common to all logits. Immutable.
 *
 * @param value above 1 it makes the model less certain, below 1 more
 * @see <a href="https://arxiv.org/abs/1706.04599">On Calibration of Modern Neural Networks</a>
 */
public record Temperature(double value) {
  /** Changes nothing. */
  public static final Temperature NONE = new Temperature(1);

  /** The temperatures that are looked through; outside them a model is no use anyway. */
  private static final double LOWEST = 0.05;

  private static final double HIGHEST = 20;
  private static final double PRECISION = 1e-7;
  private static final int MOST_STEPS = 100;

  /**
   * Checks the value.
   *
   * @throws IllegalArgumentException if it is not finite or not above 0
   */
  public Temperature {
    if (!(value > 0) || !Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "Found the temperature " + value + ", expected a finite number above 0");
    }
  }

  /**
   * The temperature at which the cross-entropy of what was said is the least, from 0.05 to 20. It
   * is to be found on pictures that the model has not learnt from, and judged on yet others.
   */
  public static Temperature fit(Predictions predictions) {
    double[][] logs = new double[predictions.size()][];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = predictions.row(i);
      for (int j = 0; j < logs[i].length; j++) {
        logs[i][j] = log(logs[i][j]);
      }
    }
    // The loss is convex in 1 / T: Newton's steps, halving where they leave what is left.
    double low = 1 / HIGHEST;
    double high = 1 / LOWEST;
    double power = 1;
    for (int step = 0; step < MOST_STEPS && high - low > PRECISION * power; step++) {
      Slope slope = slope(predictions, logs, power);
      if (slope.first() > 0) {
        high = power;
      } else {
        low = power;
      }
      double next = power - slope.first() / slope.second();
      double moved = Math.abs(next - power);
      power = next > low && next < high ? next : (low + high) / 2;
      if (power == next && moved < PRECISION * power) {
        break;
      }
    }
    return new Temperature(1 / power);
  }

  /** The derivatives of the loss by the power that probabilities are raised to, 1 / T. */
  private record Slope(double first, double second) {}

  private static Slope slope(Predictions predictions, double[][] logs, double power) {
    double first = 0;
    double second = 0;
    for (int i = 0; i < logs.length; i++) {
      double sum = 0;
      double mean = 0;
      double square = 0;
      for (double each : logs[i]) {
        double weight = Math.exp(power * each);
        sum += weight;
        mean += weight * each;
        square += weight * each * each;
      }
      mean /= sum;
      first += mean - logs[i][predictions.label(i)];
      second += square / sum - mean * mean;
    }
    return new Slope(first, Math.max(second, Double.MIN_NORMAL));
  }

  private static double log(double probability) {
    return Math.log(Math.max(probability, Float.MIN_NORMAL));
  }

  /** The probabilities at this temperature; they sum to 1, and their order is kept. */
  public double[] apply(double[] probabilities) {
    if (value == 1) {
      return probabilities.clone();
    }
    double[] scaled = new double[probabilities.length];
    double sum = 0;
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = Math.exp(log(probabilities[i]) / value);
      sum += scaled[i];
    }
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] /= sum;
    }
    return scaled;
  }

  /** What was said, at this temperature. */
  public Predictions apply(Predictions predictions) {
    return value == 1 ? predictions : predictions.map(this::apply, (row, before) -> before);
  }
}
