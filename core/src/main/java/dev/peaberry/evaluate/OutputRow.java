package dev.peaberry.evaluate;

import java.util.List;

/**
 * One example's outputs as a probability for each class. Reused from example to example, so that a
 * pass allocates little. Confined to one thread.
 *
 * <p>A single output is read as two classes: sigmoid(x) is softmax(0, x).
 */
final class OutputRow {
  /** Stands for 1 - p where float32 has rounded p to 1: half of its step there. */
  private static final double SMALLEST_COMPLEMENT = 0x1p-25;

  /** Rounding may carry a probability this far out of 0 to 1. */
  private static final double TOLERANCE = 1e-4;

  private final Outputs kind;
  private final List<String> classNames;
  private final double[] scores;
  private final double[] probabilities;

  OutputRow(Outputs kind, List<String> classNames) {
    this.kind = kind;
    this.classNames = classNames;
    this.scores = new double[classNames.size()];
    this.probabilities = new double[classNames.size()];
  }

  /**
   * Takes over the outputs of an example.
   *
   * @param width how many outputs there are: one for each class, or 1 for two classes
   * @param example its position in the pass, for messages
   * @throws EvaluationException if an output is not finite or not what it should be
   */
  void read(float[] outputs, int row, int width, int example) {
    if (width == 1) {
      double only = require(outputs[row], 1, example);
      boolean logit = kind == Outputs.LOGITS;
      scores[0] = logit ? 0 : Math.max(1 - only, SMALLEST_COMPLEMENT);
      scores[1] = only;
    } else {
      for (int i = 0; i < width; i++) {
        scores[i] = require(outputs[row * width + i], i, example);
      }
    }
    if (kind == Outputs.LOGITS) {
      softmax();
    } else {
      normalise(example);
    }
  }

  /** The class with the greatest output, the first one on a tie as in Keras. */
  int best() {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    return best;
  }

  /** How many classes have a greater output than the given one. */
  int rank(int trueClass) {
    int greater = 0;
    for (double score : scores) {
      greater += score > scores[trueClass] ? 1 : 0;
    }
    return greater;
  }

  /** The probabilities of all classes, a fresh array. */
  float[] probabilities() {
    float[] rounded = new float[probabilities.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) probabilities[i];
    }
    return rounded;
  }

  /** The cross-entropy {@code -log p} in nats; of logits without a detour over p. */
  double loss(int trueClass) {
    if (kind == Outputs.LOGITS) {
      double greatest = scores[best()];
      return greatest - scores[trueClass] + Math.log(sumOfPowers(greatest));
    }
    return -Math.log(Math.max(probabilities[trueClass], Float.MIN_NORMAL));
  }

  private void softmax() {
    double greatest = scores[best()];
    double sum = sumOfPowers(greatest);
    for (int i = 0; i < scores.length; i++) {
      probabilities[i] = Math.exp(scores[i] - greatest) / sum;
    }
  }

  private double sumOfPowers(double greatest) {
    double sum = 0;
    for (double score : scores) {
      sum += Math.exp(score - greatest);
    }
    return sum;
  }

  private void normalise(int example) {
    double sum = 0;
    for (double score : scores) {
      sum += score;
    }
    if (sum <= 0) {
      throw new EvaluationException(
          "The model's outputs for example "
              + example
              + " are all 0, expected probabilities that sum to 1");
    }
    for (int i = 0; i < scores.length; i++) {
      probabilities[i] = scores[i] / sum;
    }
  }

  private double require(float output, int index, int example) {
    if (!Float.isFinite(output)) {
      throw new EvaluationException(
          "Found %s in the model's output for example %d, class %s, expected a finite number: %s"
              .formatted(
                  output,
                  example,
                  classNames.get(index),
                  "training has probably diverged, try a smaller learning rate"));
    }
    if (kind == Outputs.LOGITS) {
      return output;
    }
    if (output < -TOLERANCE || output > 1 + TOLERANCE) {
      throw new EvaluationException(
          "Found %s in the model's output for example %d, class %s, expected a probability: %s"
              .formatted(
                  output,
                  example,
                  classNames.get(index),
                  "a model that does not end in softmax or sigmoid gives logits"));
    }
    return Math.max(0, output);
  }
}
