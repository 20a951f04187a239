package dev.peaberry.data;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How much an example of each class counts in the loss, as Keras's {@code class_weight}; an example
 * of several classes counts as the mean of them. Immutable.
 *
 * @param weights the weight of each class, by label; finite, 0 or more; further classes weigh 1
 */
public record ClassWeights(List<Double> weights) {
  /**
   * Copies and checks the weights.
   *
   * @throws IllegalArgumentException if a weight is negative or not finite
   */
  public ClassWeights {
    weights = List.copyOf(weights);
    for (double weight : weights) {
      if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("A class weight is 0 or more, found " + weight);
      }
    }
  }

  /**
   * Weights by label; the classes that are not named weigh 1.
   *
   * @throws IllegalArgumentException if a label is negative, or a weight is negative or not finite
   */
  public static ClassWeights of(Map<Integer, Double> byLabel) {
    TreeMap<Integer, Double> sorted = new TreeMap<>(byLabel);
    if (!sorted.isEmpty() && sorted.firstKey() < 0) {
      throw new IllegalArgumentException(
          "Found a class weight for class " + sorted.firstKey() + ", expected labels of 0 or more");
    }
    int classes = sorted.isEmpty() ? 0 : sorted.lastKey() + 1;
    return new ClassWeights(
        IntStream.range(0, classes).mapToObj(label -> sorted.getOrDefault(label, 1.0)).toList());
  }

  /**
   * Weights that give each class the same influence: pictures / (classes * pictures of the class),
   * scikit-learn's {@code "balanced"}. A class without pictures weighs 0 and does not count.
   *
   * @see <a
   *     href="https://scikit-learn.org/stable/modules/generated/sklearn.utils.class_weight.compute_class_weight.html">compute_class_weight</a>
   */
  public static ClassWeights balanced(ImageSource source) {
    int[] counts = Labels.counts(source);
    long present = IntStream.of(counts).filter(count -> count > 0).count();
    return new ClassWeights(
        IntStream.of(counts)
            .mapToObj(count -> count == 0 ? 0.0 : source.size() / ((double) present * count))
            .toList());
  }

  /**
   * Weights by the effective number of pictures of each class, (1 - beta^n) / (1 - beta) of n: the
   * more there are, the less another one adds. The inverse of that, scaled so that the weights of
   * all classes with pictures add up to their number. A class without pictures weighs 0 and does
   * not count.
   *
   * @param beta 0 (all classes weigh 1) up to below 1 (near it, weights are as the inverse of the
   *     counts); 0.9, 0.99, 0.999 and 0.9999 are usual
   * @throws IllegalArgumentException if beta is outside its range
   * @see <a href="https://arxiv.org/abs/1901.05555">Cui et al., Class-Balanced Loss Based on
   *     Effective Number of Samples, 2019</a>
   */
  public static ClassWeights effective(ImageSource source, double beta) {
    if (!(beta >= 0 && beta < 1)) {
      throw new IllegalArgumentException("Beta is 0 or more and below 1, found " + beta);
    }
    int[] counts = Labels.counts(source);
    double[] inverse =
        IntStream.of(counts)
            // 1 - beta^n without losing digits where beta is near 1.
            .mapToDouble(n -> n == 0 ? 0 : (1 - beta) / -Math.expm1(n * Math.log(beta)))
            .toArray();
    long present = IntStream.of(counts).filter(count -> count > 0).count();
    double sum = DoubleStream.of(inverse).sum();
    return new ClassWeights(
        DoubleStream.of(inverse).mapToObj(each -> each * present / sum).toList());
  }

  /** The weight of a class. */
  public double of(int label) {
    return label < weights.size() ? weights.get(label) : 1;
  }

  /**
   * The weight of an example of several classes: the mean of theirs, so that an example counts for
   * its rare classes without counting once for each. Keras takes the first class only.
   *
   * @return 1 if there are none
   */
  public double of(List<Integer> labels) {
    return labels.stream().mapToDouble(this::of).average().orElse(1);
  }
}
