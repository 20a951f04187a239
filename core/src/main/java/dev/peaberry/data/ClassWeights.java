package dev.peaberry.data;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How much an example of each class counts in the loss, as Keras's {@code class_weight}. Immutable.
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
    int[] counts = new int[source.classNames().size()];
    for (int i = 0; i < source.size(); i++) {
      counts[source.label(i)]++;
    }
    long present = IntStream.of(counts).filter(count -> count > 0).count();
    return new ClassWeights(
        IntStream.of(counts)
            .mapToObj(count -> count == 0 ? 0.0 : source.size() / ((double) present * count))
            .toList());
  }

  /** The weight of a class. */
  public double of(int label) {
    return label < weights.size() ? weights.get(label) : 1;
  }
}
