package dev.peaberry.evaluate;

import java.util.List;

/**
 * Examples in a plane: those that look alike to a model lie side by side. Distances between far
 * groups, and the axes, mean nothing. Immutable.
 *
 * @param method how the plane was found
 * @param examples which examples of the pass they are
 * @param places x and y of each, in their order
 */
public record FeatureMap(String method, List<Integer> examples, List<double[]> places) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there are not as many places as examples
   */
  public FeatureMap {
    examples = List.copyOf(examples);
    places = places.stream().map(double[]::clone).toList();
    if (examples.size() != places.size()) {
      throw new IllegalArgumentException(
          "Found %d examples and %d places, expected as many"
              .formatted(examples.size(), places.size()));
    }
  }

  /** The first coordinate of the i-th of the examples. */
  public double x(int i) {
    return places.get(i)[0];
  }

  /** The second coordinate of the i-th of the examples. */
  public double y(int i) {
    return places.get(i)[1];
  }

  /**
   * Lays features out with t-SNE, begun from their first two principal components.
   *
   * @param examples which examples they belong to
   * @param features of each example, as many numbers for each
   */
  public static FeatureMap of(List<Integer> examples, List<float[]> features) {
    return new FeatureMap("t-SNE", examples, StochasticNeighbours.embed(features));
  }
}
