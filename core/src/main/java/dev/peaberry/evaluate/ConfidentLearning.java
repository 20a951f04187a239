package dev.peaberry.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds labels that are probably wrong in what models have said about examples that they have not
 * learnt from. A class's threshold is the mean probability that its own examples get; an example is
 * counted under the class of the greatest probability among those at or above their thresholds.
 * What is counted off the diagonal is doubtful. Immutable.
 *
 * @param thresholds of each class, 0 to 1; infinite for a class without examples
 * @param joint {@code joint.get(i).get(j)} is for how many examples of label i class j is counted
 * @param issues the doubtful labels, the worst first
 * @see <a href="https://doi.org/10.1613/jair.1.12125">Northcutt, Jiang, Chuang 2021: Confident
 *     Learning: Estimating Uncertainty in Dataset Labels</a>
 */
public record ConfidentLearning(
    List<Double> thresholds, List<List<Long>> joint, List<Issue> issues) {
  /** Copies the lists. */
  public ConfidentLearning {
    thresholds = List.copyOf(thresholds);
    joint = joint.stream().map(List::copyOf).toList();
    issues = List.copyOf(issues);
  }

  /**
   * A label that is probably wrong. Immutable.
   *
   * @param index the example's place in the list
   * @param suggested the class that it is counted under
   * @param margin the probability of its label less the greatest of another class, -1 to 0
   */
  public record Issue(int index, int suggested, double margin) {}

  /**
   * Judges the labels. An example whose own label is the most probable class is counted but is no
   * issue.
   *
   * @throws IllegalArgumentException if there is no example
   */
  public static ConfidentLearning of(ClassScores scores) {
    if (scores.examples().isEmpty()) {
      throw new IllegalArgumentException("Found no examples, expected at least one");
    }
    int classes = scores.classNames().size();
    double[] thresholds = thresholds(scores);
    long[][] joint = new long[classes][classes];
    List<Issue> issues = new ArrayList<>();
    for (int i = 0; i < scores.examples().size(); i++) {
      ClassScores.Example example = scores.examples().get(i);
      int counted = counted(example, thresholds);
      if (counted < 0) {
        continue;
      }
      joint[example.label()][counted]++;
      double margin = margin(example);
      if (counted != example.label() && margin < 0) {
        issues.add(new Issue(i, counted, margin));
      }
    }
    issues.sort(Comparator.comparingDouble(Issue::margin));
    return new ConfidentLearning(
        IntStream.range(0, classes).mapToObj(j -> thresholds[j]).toList(),
        IntStream.range(0, classes)
            .mapToObj(i -> IntStream.range(0, classes).mapToObj(j -> joint[i][j]).toList())
            .toList(),
        issues);
  }

  private static double[] thresholds(ClassScores scores) {
    double[] sums = new double[scores.classNames().size()];
    int[] counts = new int[sums.length];
    for (ClassScores.Example example : scores.examples()) {
      sums[example.label()] += example.probabilities().get(example.label());
      counts[example.label()]++;
    }
    for (int j = 0; j < sums.length; j++) {
      sums[j] = counts[j] == 0 ? Double.POSITIVE_INFINITY : sums[j] / counts[j];
    }
    return sums;
  }

  /** The class that an example is confidently of; -1 if there is none. */
  private static int counted(ClassScores.Example example, double[] thresholds) {
    int best = -1;
    for (int j = 0; j < thresholds.length; j++) {
      double probability = example.probabilities().get(j);
      if (probability >= thresholds[j]
          && (best < 0 || probability > example.probabilities().get(best))) {
        best = j;
      }
    }
    return best;
  }

  private static double margin(ClassScores.Example example) {
    double greatest = 0;
    for (int j = 0; j < example.probabilities().size(); j++) {
      greatest =
          j == example.label() ? greatest : Math.max(greatest, example.probabilities().get(j));
    }
    return example.probabilities().get(example.label()) - greatest;
  }

  /** The number of doubtful labels. */
  public int size() {
    return issues.size();
  }
}
