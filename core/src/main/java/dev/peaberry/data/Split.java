package dev.peaberry.data;

import dev.peaberry.config.RandomState;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A source divided into pictures to train on and pictures to validate with: file for file as Keras
 * divides it, or with care for classes and for pictures that belong together. Immutable.
 *
 * @param training the pictures to train on, at least one
 * @param validation the pictures to validate with, at least one
 * @see <a href="https://keras.io/api/data_loading/image/">Keras: image_dataset_from_directory</a>
 */
public record Split(ImageSource training, ImageSource validation) {
  /**
   * Keras's {@code image_dataset_from_directory(validation_split, seed)}: the whole list is
   * shuffled and its end becomes the validation subset, whatever the classes.
   *
   * @param validationSplit the share to validate with, above 0 and below 1
   * @param seed 0 to 4,294,967,295
   * @throws IllegalArgumentException if the share or the seed is outside its range
   * @throws DataException if one of the parts would be empty
   */
  public static Split shuffled(ImageSource source, double validationSplit, long seed) {
    return atEnd(source, order(source.size(), seed), validationSplit);
  }

  /**
   * Keras's {@code image_dataset_from_directory(validation_split, shuffle=False)}: the end of the
   * list, usually the last classes, becomes the validation subset.
   *
   * @param validationSplit the share to validate with, above 0 and below 1
   * @throws IllegalArgumentException if the share is outside its range
   * @throws DataException if one of the parts would be empty
   */
  public static Split unshuffled(ImageSource source, double validationSplit) {
    return atEnd(source, IntStream.range(0, source.size()).toArray(), validationSplit);
  }

  /**
   * The older {@code ImageDataGenerator}'s split: of each class the first pictures become the
   * validation subset.
   *
   * @param validationSplit the share of each class to validate with, above 0 and below 1
   * @throws IllegalArgumentException if the share is outside its range
   * @throws DataException if one of the parts would be empty
   */
  public static Split perClass(ImageSource source, double validationSplit) {
    requireShare(validationSplit);
    int[] counts = new int[source.classNames().size()];
    for (int i = 0; i < source.size(); i++) {
      counts[source.label(i)]++;
    }
    int[] seen = new int[counts.length];
    boolean[] validates = new boolean[source.size()];
    for (int i = 0; i < source.size(); i++) {
      int label = source.label(i);
      validates[i] = seen[label]++ < (int) (validationSplit * counts[label]);
    }
    return of(
        source,
        IntStream.range(0, source.size()).filter(i -> !validates[i]).toArray(),
        IntStream.range(0, source.size()).filter(i -> validates[i]).toArray(),
        wanted(validationSplit));
  }

  /**
   * The share is taken of each class: by largest remainders, so that the parts of each class and
   * the whole are off by less than one picture, but at least one picture of each class is on each
   * side. Which ones is drawn at random. Where pictures have several classes they are dealt out as
   * {@link #grouped} does.
   *
   * @param validationSplit the share of each class to validate with, above 0 and below 1
   * @param seed 0 to 4,294,967,295
   * @throws IllegalArgumentException if the share or the seed is outside its range
   * @throws DataException if there is one picture of a class only
   */
  public static Split stratified(ImageSource source, double validationSplit, long seed) {
    if (Labels.areSeveral(source)) {
      return grouped(source, Groups.alone(source.size()), validationSplit, seed);
    }
    requireShare(validationSplit);
    Labels.requireTwoOfEach(source);
    int[] wanted = Quotas.of(Labels.counts(source), validationSplit);
    int[] order = order(source.size(), seed);
    int[] parts = new int[order.length];
    for (int picture : order) {
      parts[picture] = wanted[source.label(picture)]-- > 0 ? 1 : 0;
    }
    return ofParts(source, parts, order, validationSplit);
  }

  /**
   * No group straddles the split, and each class comes as near to its share as the groups allow:
   * they are dealt out from the largest to the smallest, each to the side where it fits best.
   *
   * @param groups of the pictures of this source
   * @param validationSplit the share of each class to validate with, above 0 and below 1
   * @param seed 0 to 4,294,967,295
   * @throws IllegalArgumentException if the share or the seed is outside its range, or the groups
   *     are not the source's
   * @throws DataException if all pictures of a class are in one group
   */
  public static Split grouped(
      ImageSource source, Groups groups, double validationSplit, long seed) {
    requireShare(validationSplit);
    requireFit(groups, source);
    double[] shares = {1 - validationSplit, validationSplit};
    int[] parts = Balance.deal(source, groups, shares, seed);
    return ofParts(source, parts, order(source.size(), seed), validationSplit);
  }

  static void requireFit(Groups groups, ImageSource source) {
    if (groups.pictures() != source.size()) {
      throw new IllegalArgumentException(
          "Found groups of %d pictures, expected %d as in the source"
              .formatted(groups.pictures(), source.size()));
    }
  }

  /** Pictures of part 0 train, those of part 1 validate. */
  private static Split ofParts(ImageSource source, int[] parts, int[] order, double share) {
    return of(
        source,
        IntStream.of(order).filter(picture -> parts[picture] == 0).toArray(),
        IntStream.of(order).filter(picture -> parts[picture] == 1).toArray(),
        wanted(share));
  }

  private static String wanted(double share) {
    return "A validation split of " + share;
  }

  /**
   * The order in which Keras lists a folder with {@code shuffle=True}.
   *
   * @param seed 0 to 4,294,967,295
   * @throws IllegalArgumentException if the seed is outside its range
   */
  public static ImageSource shuffle(ImageSource source, long seed) {
    return new Subset(source, order(source.size(), seed));
  }

  private static int[] order(int size, long seed) {
    return RandomState.ofSeed(seed).permutation(size);
  }

  private static Split atEnd(ImageSource source, int[] order, double validationSplit) {
    requireShare(validationSplit);
    int training = order.length - (int) (validationSplit * order.length);
    return of(
        source,
        Arrays.copyOf(order, training),
        Arrays.copyOfRange(order, training, order.length),
        wanted(validationSplit));
  }

  /** The split of these indices; {@code what} begins the sentence if a part is empty. */
  static Split of(ImageSource source, int[] training, int[] validation, String what) {
    if (training.length == 0 || validation.length == 0) {
      throw new DataException(
          "%s leaves %d of %d pictures for training and %d for validation; both need at least one: change the split or add pictures"
              .formatted(what, training.length, source.size(), validation.length));
    }
    return new Split(new Subset(source, training), new Subset(source, validation));
  }

  private static void requireShare(double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "A validation split is above 0 and below 1, found " + share);
    }
  }
}
