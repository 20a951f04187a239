package dev.peaberry.data;

import dev.peaberry.config.RandomState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A source in k parts for cross-validation: k times one part validates what the others have
 * trained, so that every picture validates exactly once. Immutable and thread-safe.
 *
 * <p>{@link #shuffled} and {@link #stratified} put the same pictures into the same folds as
 * scikit-learn's KFold and StratifiedKFold with {@code shuffle=True} and {@code random_state=seed}.
 *
 * @see <a href="https://scikit-learn.org/stable/modules/cross_validation.html">Cross-validation in
 *     scikit-learn</a>
 */
public final class Folds {
  private final ImageSource source;
  private final int[] folds;
  private final int count;
  private final int[] order;

  private Folds(ImageSource source, int[] folds, int count, long seed) {
    this.source = source;
    this.folds = folds;
    this.count = count;
    this.order = RandomState.ofSeed(seed).permutation(source.size());
  }

  /**
   * Folds drawn at random, whatever the classes; their sizes differ by one at most.
   *
   * @param count how many, 2 or more
   * @param seed 0 to 4,294,967,295
   * @throws IllegalArgumentException if the number or the seed is outside its range
   * @throws DataException if there are fewer pictures than folds
   */
  public static Folds shuffled(ImageSource source, int count, long seed) {
    requireCount(count, source.size(), "pictures");
    int[] order = RandomState.ofSeed(seed).permutation(source.size());
    int[] folds = new int[order.length];
    int larger = order.length % count;
    int size = order.length / count;
    for (int i = 0; i < order.length; i++) {
      // The first folds are the larger ones.
      int within = larger * (size + 1);
      folds[order[i]] = i < within ? i / (size + 1) : larger + (i - within) / size;
    }
    return new Folds(source, folds, count, seed);
  }

  /**
   * Folds of which each has its share of every class; their sizes, and those of each class in them,
   * differ by one at most. Where pictures have several classes they are dealt out as {@link
   * #grouped} does.
   *
   * @param count how many, 2 or more
   * @param seed 0 to 4,294,967,295
   * @throws IllegalArgumentException if the number or the seed is outside its range
   * @throws DataException if there are fewer pictures than folds, or one of a class only
   */
  public static Folds stratified(ImageSource source, int count, long seed) {
    if (Labels.areSeveral(source)) {
      return grouped(source, Groups.alone(source.size()), count, seed);
    }
    requireCount(count, source.size(), "pictures");
    Labels.requireTwoOfEach(source);
    RandomState random = RandomState.ofSeed(seed);
    int[] folds = new int[source.size()];
    int dealt = 0;
    for (List<Integer> pictures : byClass(source).values()) {
      int[] places = new int[pictures.size()];
      for (int i = 0; i < places.length; i++) {
        places[i] = dealt++ % count;
      }
      Arrays.sort(places);
      random.shuffle(places);
      for (int i = 0; i < places.length; i++) {
        folds[pictures.get(i)] = places[i];
      }
    }
    return new Folds(source, folds, count, seed);
  }

  /** The pictures of each class, the classes in the order of their first pictures. */
  private static Map<Integer, List<Integer>> byClass(ImageSource source) {
    Map<Integer, List<Integer>> pictures = new LinkedHashMap<>();
    for (int i = 0; i < source.size(); i++) {
      pictures.computeIfAbsent(source.label(i), label -> new ArrayList<>()).add(i);
    }
    return pictures;
  }

  /**
   * Folds that no group straddles, of which each has its share of every class as far as the groups
   * allow.
   *
   * @param count how many, 2 or more
   * @param seed 0 to 4,294,967,295
   * @throws IllegalArgumentException if the number or the seed is outside its range, or the groups
   *     are not the source's
   * @throws DataException if there are fewer groups than folds, or one of a class only
   */
  public static Folds grouped(ImageSource source, Groups groups, int count, long seed) {
    Split.requireFit(groups, source);
    requireCount(count, groups.count(), "groups");
    double[] shares = new double[count];
    Arrays.fill(shares, 1.0 / count);
    return new Folds(source, Balance.deal(source, groups, shares, seed), count, seed);
  }

  private static void requireCount(int count, int available, String what) {
    if (count < 2) {
      throw new IllegalArgumentException("Cross-validation has 2 folds or more, found " + count);
    }
    if (available < count) {
      throw new DataException(
          "Found %d %s for %d folds, expected at least one for each; take fewer folds"
              .formatted(available, what, count));
    }
  }

  /** The number of folds. */
  public int count() {
    return count;
  }

  /** The fold that a picture validates, {@code 0 .. count() - 1}. */
  public int fold(int picture) {
    return folds[picture];
  }

  /**
   * One fold to validate with and the others to train on, each in random order.
   *
   * @param fold {@code 0 .. count() - 1}
   * @throws IllegalArgumentException if there is no such fold
   * @throws DataException if one of the parts is empty
   */
  public Split split(int fold) {
    if (fold < 0 || fold >= count) {
      throw new IllegalArgumentException(
          "Found fold %d, expected 0 to %d".formatted(fold, count - 1));
    }
    return Split.of(
        source,
        IntStream.of(order).filter(picture -> folds[picture] != fold).toArray(),
        IntStream.of(order).filter(picture -> folds[picture] == fold).toArray(),
        "Fold %d of %d".formatted(fold + 1, count));
  }
}
