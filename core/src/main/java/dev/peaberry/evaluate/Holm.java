package dev.peaberry.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes up for asking several questions at once: of twenty tests one finds by chance what is said
 * to be improbable. Holm's step-down method keeps the probability of any such finding below the
 * level of one test (Holm 1979). Stateless.
 *
 * @see <a href="https://www.jstor.org/stable/4615733">Holm 1979</a>
 */
public final class Holm {
  private Holm() {}

  /**
   * The adjusted probabilities, to be compared with the level of a single test.
   *
   * @param probabilities of several tests, 0 to 1
   * @return in the same order, none below its own, 0 to 1
   */
  public static List<Double> adjust(List<Double> probabilities) {
    int tests = probabilities.size();
    List<Integer> order =
        IntStream.range(0, tests)
            .boxed()
            .sorted(Comparator.comparing(probabilities::get))
            .collect(Collectors.toList());
    double[] adjusted = new double[tests];
    double greatest = 0;
    for (int rank = 0; rank < tests; rank++) {
      int test = order.get(rank);
      greatest = Math.max(greatest, Math.min(1, (tests - rank) * probabilities.get(test)));
      adjusted[test] = greatest;
    }
    return IntStream.range(0, tests).mapToObj(test -> adjusted[test]).toList();
  }
}
