package dev.peaberry.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Several classifiers on the same pictures, those that all of them were judged on. Immutable.
 *
 * @param classNames the classes, as the first classifier has them
 * @param classifiers how many there are
 * @param pictures in the order of the first classifier's
 * @param relabelled how many pictures are left out because their class is not the same everywhere
 */
public record Comparison(
    List<String> classNames, int classifiers, List<Picture> pictures, int relabelled) {
  /** Copies the lists. */
  public Comparison {
    classNames = List.copyOf(classNames);
    pictures = List.copyOf(pictures);
  }

  /**
   * What one classifier says of a picture. Immutable.
   *
   * @param predicted the class of the greatest probability, the first on a tie
   * @param probability of that class, 0 to 1
   */
  public record Answer(int predicted, float probability) {}

  /**
   * A picture and what is said of it. Immutable.
   *
   * @param path its name in its source
   * @param label its class
   * @param answers one of each classifier
   */
  public record Picture(String path, int label, List<Answer> answers) {
    /** Copies the list. */
    public Picture {
      answers = List.copyOf(answers);
    }

    /** Whether a classifier has taken it for what it is. */
    public boolean isRight(int classifier) {
      return answers.get(classifier).predicted() == label;
    }
  }

  /**
   * Two classifiers. Immutable.
   *
   * @param first the number of one, from 0
   * @param second the number of the other
   * @param test whether they are right equally often
   * @param adjusted the test's probability, adjusted by {@link Holm} for all pairs
   */
  public record Pair(int first, int second, McNemar test, double adjusted) {}

  /**
   * Brings together what classifiers have said, picture by picture.
   *
   * @param scores of at least two classifiers of the same classes, in any order
   * @throws IllegalArgumentException if there are fewer, if their classes differ, or if no picture
   *     was judged by all of them
   */
  public static Comparison of(List<ClassScores> scores) {
    if (scores.size() < 2) {
      throw new IllegalArgumentException(
          "Found %d classifiers, expected at least 2 to compare".formatted(scores.size()));
    }
    List<String> classNames = scores.get(0).classNames();
    List<Map<String, ClassScores.Example>> byPath = new ArrayList<>();
    for (ClassScores each : scores) {
      requireClasses(each.classNames(), classNames);
      byPath.add(byPath(each));
    }
    List<Picture> pictures = new ArrayList<>();
    int relabelled = 0;
    for (String path : byPath.get(0).keySet()) {
      if (byPath.stream().allMatch(each -> each.containsKey(path))) {
        List<ClassScores.Example> examples = byPath.stream().map(each -> each.get(path)).toList();
        if (IntStream.range(0, scores.size())
                .mapToObj(i -> scores.get(i).classNames().get(examples.get(i).label()))
                .distinct()
                .count()
            > 1) {
          relabelled++;
        } else {
          pictures.add(picture(scores, examples));
        }
      }
    }
    if (pictures.isEmpty()) {
      throw new IllegalArgumentException(
          "Found no picture that all %d were judged on, expected some in common%s"
              .formatted(scores.size(), relabelled > 0 ? " and of the same class" : ""));
    }
    return new Comparison(classNames, scores.size(), pictures, relabelled);
  }

  private static void requireClasses(List<String> found, List<String> expected) {
    if (!new HashSet<>(found).equals(new HashSet<>(expected))) {
      throw new IllegalArgumentException(
          "Found the classes %s and %s, expected the same to compare".formatted(expected, found));
    }
  }

  private static Map<String, ClassScores.Example> byPath(ClassScores scores) {
    Map<String, ClassScores.Example> byPath = new LinkedHashMap<>();
    scores.examples().forEach(each -> byPath.putIfAbsent(each.path(), each));
    return byPath;
  }

  private static Picture picture(List<ClassScores> scores, List<ClassScores.Example> examples) {
    Map<String, Integer> labels = new HashMap<>();
    scores.get(0).classNames().forEach(name -> labels.put(name, labels.size()));
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      List<Float> probabilities = examples.get(i).probabilities();
      int best = 0;
      for (int k = 1; k < probabilities.size(); k++) {
        best = probabilities.get(k) > probabilities.get(best) ? k : best;
      }
      answers.add(
          new Answer(labels.get(scores.get(i).classNames().get(best)), probabilities.get(best)));
    }
    return new Picture(examples.get(0).path(), examples.get(0).label(), answers);
  }

  /** How many pictures a classifier has taken for what they are. */
  public long right(int classifier) {
    return pictures.stream().filter(picture -> picture.isRight(classifier)).count();
  }

  /** The share of the pictures that a classifier has taken for what they are, 0 to 1. */
  public double accuracy(int classifier) {
    return (double) right(classifier) / pictures.size();
  }

  /** Where a classifier's accuracy on all pictures of this kind probably lies, 95 % confidence. */
  public Interval interval(int classifier) {
    return Interval.wilson(right(classifier), pictures.size());
  }

  /** Whether two classifiers are right equally often. */
  public McNemar test(int first, int second) {
    return new McNemar(onlyRight(first, second).size(), onlyRight(second, first).size());
  }

  /** Each two classifiers, in their order. */
  public List<Pair> pairs() {
    List<int[]> pairs = new ArrayList<>();
    for (int first = 0; first < classifiers; first++) {
      for (int second = first + 1; second < classifiers; second++) {
        pairs.add(new int[] {first, second});
      }
    }
    List<McNemar> tests = pairs.stream().map(pair -> test(pair[0], pair[1])).toList();
    List<Double> adjusted = Holm.adjust(tests.stream().map(McNemar::probability).toList());
    return IntStream.range(0, pairs.size())
        .mapToObj(i -> new Pair(pairs.get(i)[0], pairs.get(i)[1], tests.get(i), adjusted.get(i)))
        .toList();
  }

  /** The pictures that one classifier got right and another wrong, the surest mistakes first. */
  public List<Picture> onlyRight(int right, int wrong) {
    return pictures.stream()
        .filter(picture -> picture.isRight(right) && !picture.isRight(wrong))
        .sorted(
            Comparator.comparing(
                (Picture picture) -> picture.answers().get(wrong).probability(),
                Comparator.reverseOrder()))
        .toList();
  }
}
