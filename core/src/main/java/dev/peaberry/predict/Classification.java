package dev.peaberry.predict;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a model says about a picture: a probability for each class. Immutable.
 *
 * @param labels the classes, in the order of the model's outputs
 * @param probabilities one for each class, 0 to 1
 */
public record Classification(List<String> labels, List<Double> probabilities) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there is not one probability for each class, or no class
   */
  public Classification {
    labels = List.copyOf(labels);
    probabilities = List.copyOf(probabilities);
    if (labels.isEmpty() || labels.size() != probabilities.size()) {
      throw new IllegalArgumentException(
          "Found %d labels and %d probabilities, expected one for each class"
              .formatted(labels.size(), probabilities.size()));
    }
  }

  /**
   * A class and how sure the model is of it. Immutable.
   *
   * @param label the class
   * @param probability 0 to 1
   */
  public record Ranked(String label, double probability) {}

  /** The most probable class, of equal ones the first. */
  public Ranked best() {
    return topK(1).get(0);
  }

  /**
   * The most probable classes, the best first; all of them if there are not so many.
   *
   * @throws IllegalArgumentException if {@code n} is below 1
   */
  public List<Ranked> topK(int n) {
    if (n < 1) {
      throw new IllegalArgumentException("The best n are 1 or more, found " + n);
    }
    return IntStream.range(0, labels.size())
        .mapToObj(i -> new Ranked(labels.get(i), probabilities.get(i)))
        .sorted(Comparator.comparingDouble(Ranked::probability).reversed())
        .limit(n)
        .toList();
  }

  /**
   * The classes whose probability is above a threshold, the most probable first; perhaps none. With
   * 0.5 it is the answer of a model that judges each class by itself.
   */
  public List<Ranked> above(double threshold) {
    return topK(labels.size()).stream().filter(ranked -> ranked.probability() > threshold).toList();
  }

  /**
   * The probability of a class.
   *
   * @throws IllegalArgumentException if there is no such class
   */
  public double probability(String label) {
    int index = labels.indexOf(label);
    if (index < 0) {
      throw new IllegalArgumentException("Found the class '" + label + "', expected " + labels);
    }
    return probabilities.get(index);
  }

  /** For example {@code "Dark 97.1 %"}. */
  @Override
  public String toString() {
    Ranked best = best();
    return String.format(
        java.util.Locale.ROOT, "%s %.1f %%", best.label(), 100 * best.probability());
  }
}
