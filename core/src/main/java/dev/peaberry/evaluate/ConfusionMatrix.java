package dev.peaberry.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How often examples of one class (row) were taken for another (column), and the scores that follow
 * from it, as scikit-learn's classification_report has them. Immutable.
 *
 * @param classNames the classes, in the order of rows and columns
 * @param counts {@code counts[i][j]} is how many examples of class {@code i} were taken for class
 *     {@code j}; copied, also when asked for
 * @see <a
 *     href="https://scikit-learn.org/stable/modules/generated/sklearn.metrics.classification_report.html">classification_report</a>
 */
@SuppressWarnings("ArrayRecordComponent") // copied; equality and printing are overridden
public record ConfusionMatrix(List<String> classNames, long[][] counts) {
  /**
   * Copies and checks the counts.
   *
   * @throws IllegalArgumentException if the matrix is not square with a row for each class
   */
  public ConfusionMatrix {
    classNames = List.copyOf(classNames);
    counts = copy(counts);
    for (int rows : IntStream.concat(IntStream.of(counts.length), lengths(counts)).toArray()) {
      if (rows != classNames.size()) {
        throw new IllegalArgumentException(
            "Found %d rows or columns, expected one for each of %d classes"
                .formatted(rows, classNames.size()));
      }
    }
  }

  /**
   * Examples of one class that were taken for another. Immutable.
   *
   * @param label the true class
   * @param predicted the other
   * @param count how many there are, at least one
   */
  public record Confusion(int label, int predicted, long count) {}

  /** Which classes were taken for which others, the most frequent first. */
  public List<Confusion> confusions() {
    return IntStream.range(0, classes())
        .boxed()
        .flatMap(
            i ->
                IntStream.range(0, classes())
                    .filter(j -> j != i && counts[i][j] > 0)
                    .mapToObj(j -> new Confusion(i, j, counts[i][j])))
        .sorted(Comparator.comparingLong(Confusion::count).reversed())
        .toList();
  }

  @Override
  public long[][] counts() {
    return copy(counts);
  }

  /** How many examples of one class were taken for another. */
  public long count(int trueClass, int predictedClass) {
    return counts[trueClass][predictedClass];
  }

  /** The number of classes. */
  public int classes() {
    return counts.length;
  }

  /** The number of examples. */
  public long total() {
    return Arrays.stream(counts).flatMapToLong(LongStream::of).sum();
  }

  /** The number of examples taken for what they are. */
  public long right() {
    return IntStream.range(0, classes()).mapToLong(i -> counts[i][i]).sum();
  }

  /** The share of the examples taken for what they are; 0 if there are none. */
  public double accuracy() {
    return ratio(right(), total());
  }

  /** The number of examples of a class. */
  public long support(int trueClass) {
    return LongStream.of(counts[trueClass]).sum();
  }

  /** The number of examples taken for a class. */
  public long predictions(int predictedClass) {
    return Arrays.stream(counts).mapToLong(row -> row[predictedClass]).sum();
  }

  /** The class with the most examples, the first of several. */
  public int majorityClass() {
    int best = 0;
    for (int i = 1; i < classes(); i++) {
      best = support(i) > support(best) ? i : best;
    }
    return best;
  }

  /** The accuracy of always answering {@link #majorityClass}, which a model has to beat. */
  public double baselineAccuracy() {
    return ratio(support(majorityClass()), total());
  }

  /** The scores of one class. */
  public Scores scores(int index) {
    long hits = counts[index][index];
    long support = support(index);
    long predictions = predictions(index);
    return new Scores(
        classNames.get(index),
        ratio(hits, predictions),
        ratio(hits, support),
        ratio(2 * hits, support + predictions),
        support);
  }

  /** The scores of all classes, in order. */
  public List<Scores> scores() {
    return IntStream.range(0, classes()).mapToObj(this::scores).toList();
  }

  /**
   * The mean of the classes' scores, each class counting alike. Classes of which there are neither
   * examples nor predictions are left out.
   */
  public Scores macroAverage() {
    List<Scores> seen =
        IntStream.range(0, classes())
            .filter(i -> support(i) + predictions(i) > 0)
            .mapToObj(this::scores)
            .toList();
    return average("macro average", seen, scores -> 1);
  }

  /** The mean of the classes' scores, each class counting by its examples. */
  public Scores weightedAverage() {
    return average("weighted average", scores(), Scores::support);
  }

  private Scores average(String name, List<Scores> all, ToDoubleFunction<Scores> weight) {
    return new Scores(
        name,
        mean(all, weight, Scores::precision),
        mean(all, weight, Scores::recall),
        mean(all, weight, Scores::f1),
        total());
  }

  private static double mean(
      List<Scores> all, ToDoubleFunction<Scores> weight, ToDoubleFunction<Scores> value) {
    double weights = all.stream().mapToDouble(weight).sum();
    double sum =
        all.stream().mapToDouble(s -> weight.applyAsDouble(s) * value.applyAsDouble(s)).sum();
    return weights == 0 ? 0 : sum / weights;
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  private static IntStream lengths(long[][] counts) {
    return Arrays.stream(counts).mapToInt(row -> row.length);
  }

  private static long[][] copy(long[][] counts) {
    return Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConfusionMatrix matrix
        && classNames.equals(matrix.classNames)
        && Arrays.deepEquals(counts, matrix.counts);
  }

  @Override
  public int hashCode() {
    return 31 * classNames.hashCode() + Arrays.deepHashCode(counts);
  }

  @Override
  public String toString() {
    return Arrays.deepToString(counts);
  }
}
