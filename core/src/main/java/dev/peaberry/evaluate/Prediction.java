package dev.peaberry.evaluate;

/**
 * What a classifier said about one example. Immutable.
 *
 * @param index the example's position in the pass over the data set, from 0
 * @param label its true class
 * @param predicted the class with the greatest output, the first one on a tie
 * @param probability the probability that the model gives to the predicted class
 */
public record Prediction(int index, int label, int predicted, float probability) {
  /** Whether the example was taken for what it is. */
  public boolean isRight() {
    return label == predicted;
  }
}
