package dev.peaberry.evaluate;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * How often each class was found and missed in pictures that may show several; what a {@link
 * ConfusionMatrix} is for one class each. Immutable.
 *
 * @param classNames the classes
 * @param counts of each class, in the same order
 * @param examples the number of pictures
 * @param exact the number of pictures whose classes were found all, and no others
 */
public record LabelsTally(List<String> classNames, List<Counts> counts, long examples, long exact) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there are not as many counts as classes, and at least one
   */
  public LabelsTally {
    classNames = List.copyOf(classNames);
    counts = List.copyOf(counts);
    if (classNames.isEmpty() || counts.size() != classNames.size()) {
      throw new IllegalArgumentException(
          "Found counts of %d classes, expected those of %s".formatted(counts.size(), classNames));
    }
  }

  /**
   * How a class was judged. Immutable.
   *
   * @param found pictures of the class that were found
   * @param missed pictures of the class that were not
   * @param mistaken other pictures that were taken for it
   */
  public record Counts(long found, long missed, long mistaken) {
    /** The number of pictures that show the class. */
    public long support() {
      return found + missed;
    }

    private Counts plus(Counts other) {
      return new Counts(found + other.found, missed + other.missed, mistaken + other.mistaken);
    }

    private Scores scores(String name, long support) {
      return new Scores(
          name,
          ratio(found, found + mistaken),
          ratio(found, support()),
          ratio(2 * found, 2 * found + missed + mistaken),
          support);
    }

    private static double ratio(long part, long whole) {
      return whole == 0 ? 0 : (double) part / whole;
    }
  }

  /**
   * What was judged here and there together.
   *
   * @throws IllegalArgumentException if the classes are not the same
   */
  public LabelsTally plus(LabelsTally other) {
    if (!classNames.equals(other.classNames)) {
      throw new IllegalArgumentException(
          "Found the classes " + other.classNames + ", expected " + classNames);
    }
    return new LabelsTally(
        classNames,
        IntStream.range(0, counts.size())
            .mapToObj(i -> counts.get(i).plus(other.counts.get(i)))
            .toList(),
        examples + other.examples,
        exact + other.exact);
  }

  /** The share of all answers, one for each picture and class, that were right. */
  public double binaryAccuracy() {
    long wrong = sum(each -> each.missed() + each.mistaken());
    return 1 - (double) wrong / (examples * classNames.size());
  }

  /** {@link #binaryAccuracy} of always giving each class its more frequent answer. */
  public double baselineAccuracy() {
    long right = sum(each -> Math.max(each.support(), examples - each.support()));
    return (double) right / (examples * classNames.size());
  }

  /** The share of the pictures whose classes were found all, and no others. */
  public double exactMatch() {
    return (double) exact / examples;
  }

  private long sum(ToLongFunction<Counts> value) {
    return counts.stream().mapToLong(value).sum();
  }

  /** The scores of all classes, in order. */
  public List<Scores> scores() {
    return IntStream.range(0, counts.size())
        .mapToObj(i -> counts.get(i).scores(classNames.get(i), counts.get(i).support()))
        .toList();
  }

  /** The scores over all answers, so that frequent classes count more. */
  public Scores microAverage() {
    Counts all = counts.stream().reduce(new Counts(0, 0, 0), Counts::plus);
    return all.scores("micro average", all.support());
  }

  /** The mean of the scores of the classes that some picture shows, each counting alike. */
  public Scores macroAverage() {
    List<Scores> shown = scores().stream().filter(each -> each.support() > 0).toList();
    return new Scores(
        "macro average",
        shown.stream().mapToDouble(Scores::precision).average().orElse(0),
        shown.stream().mapToDouble(Scores::recall).average().orElse(0),
        shown.stream().mapToDouble(Scores::f1).average().orElse(0),
        sum(Counts::support));
  }
}
