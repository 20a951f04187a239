package dev.peaberry.predict;

import dev.peaberry.evaluate.DecisionRule;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What a model says about a picture: a probability for each class, and its answer. Immutable.
 *
 * @param labels the classes, in the order of the model's outputs
 * @param probabilities one for each class, 0 to 1
 * @param answers the indices of the classes that the picture is said to show: the most probable
 *     one, none if the model is to keep silent where it is not sure enough, or every class above
 *     its threshold if pictures may show several
 */
public record Classification(
    List<String> labels, List<Double> probabilities, List<Integer> answers) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there is not one probability for each class, or no class
   */
  public Classification {
    labels = List.copyOf(labels);
    probabilities = List.copyOf(probabilities);
    answers = List.copyOf(answers);
    if (labels.isEmpty() || labels.size() != probabilities.size()) {
      throw new IllegalArgumentException(
          "Found %d labels and %d probabilities, expected one for each class"
              .formatted(labels.size(), probabilities.size()));
    }
  }

  /**
   * What a rule makes of probabilities.
   *
   * @param severalLabels whether each class is judged by itself, for a picture may show several
   * @param probabilities as the model gives them, one for each class
   * @throws IllegalArgumentException if there is not one probability for each class
   */
  public static Classification of(
      List<String> labels, DecisionRule rule, boolean severalLabels, double... probabilities) {
    double[] scaled = severalLabels ? probabilities : rule.probabilities(probabilities);
    List<Integer> answers =
        severalLabels ? rule.answers(scaled) : rule.answer(scaled).stream().boxed().toList();
    return new Classification(labels, DoubleStream.of(scaled).boxed().toList(), answers);
  }

  /**
   * A class and how sure the model is of it. Immutable.
   *
   * @param label the class
   * @param probability 0 to 1
   */
  public record Ranked(String label, double probability) {}

  /** What the picture is said to show, the most probable class first; perhaps nothing. */
  public List<Ranked> answered() {
    return answers.stream()
        .map(i -> new Ranked(labels.get(i), probabilities.get(i)))
        .sorted(Comparator.comparingDouble(Ranked::probability).reversed())
        .toList();
  }

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

  /** For example {@code "Dark 97.1 %"}, and {@code "nothing"} where nothing is answered. */
  @Override
  public String toString() {
    return answers.isEmpty()
        ? "nothing"
        : answered().stream()
            .map(
                each ->
                    String.format(
                        Locale.ROOT, "%s %.1f %%", each.label(), 100 * each.probability()))
            .collect(Collectors.joining(", "));
  }
}
