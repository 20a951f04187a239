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
  private static final double PRECISION = 1e-6;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

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
    double low = Math.log(LOWEST);
    double high = Math.log(HIGHEST);
    // The loss is convex in 1 / T, so it has one valley over log T too: golden section search.
    double left = high - GOLDEN * (high - low);
    double right = low + GOLDEN * (high - low);
    double lossLeft = loss(predictions, left);
    double lossRight = loss(predictions, right);
    while (high - low > PRECISION) {
      if (lossLeft <= lossRight) {
        high = right;
        right = left;
        lossRight = lossLeft;
        left = high - GOLDEN * (high - low);
        lossLeft = loss(predictions, left);
      } else {
        low = left;
        left = right;
        lossLeft = lossRight;
        right = low + GOLDEN * (high - low);
        lossRight = loss(predictions, right);
      }
    }
    return new Temperature(Math.exp((low + high) / 2));
  }

  private static double loss(Predictions predictions, double logOfTemperature) {
    double power = Math.exp(-logOfTemperature);
    double loss = 0;
    for (int i = 0; i < predictions.size(); i++) {
      double sum = 0;
      for (int j = 0; j < predictions.classes(); j++) {
        sum += Math.exp(power * log(predictions.probability(i, j)));
      }
      int label = predictions.get(i).label();
      loss += Math.log(sum) - power * log(predictions.probability(i, label));
    }
    return loss;
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
