package dev.peaberry.data;

import dev.peaberry.config.Progress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Which pictures of a source belong together and must stay on one side of a split: those of one
 * person, one object, one day, or copies of one picture. Every picture is in exactly one group,
 * perhaps alone. Immutable and thread-safe.
 */
public final class Groups {
  /** The group of each picture, numbered in the order of their first pictures. */
  private final int[] groups;

  private final int count;

  private Groups(int[] keys) {
    Map<Integer, Integer> numbers = new HashMap<>();
    this.groups =
        Arrays.stream(keys).map(key -> numbers.computeIfAbsent(key, k -> numbers.size())).toArray();
    this.count = numbers.size();
  }

  /**
   * Every picture alone.
   *
   * @param pictures how many there are
   */
  public static Groups alone(int pictures) {
    return new Groups(IntStream.range(0, pictures).toArray());
  }

  /** The groups that a source knows ({@link ImageSource#group}); pictures without one are alone. */
  public static Groups of(ImageSource source) {
    return named(source.size(), source::group);
  }

  /**
   * The pictures in whose names an expression finds the same text are a group; those in whose name
   * it finds nothing are alone.
   *
   * @param expression with one capturing group, the text; such as {@code "/(\\w+)_\\d+\\.jpg"}
   * @throws IllegalArgumentException if the expression has not one capturing group
   * @throws DataException if it finds nothing in any name
   */
  public static Groups ofNames(ImageSource source, Pattern expression) {
    int capturing = expression.matcher("").groupCount();
    if (capturing != 1) {
      throw new IllegalArgumentException(
          "Found %d capturing groups in '%s', expected one: round brackets about the part of a name that pictures of one group share"
              .formatted(capturing, expression));
    }
    boolean[] found = new boolean[1];
    Groups groups =
        named(
            source.size(),
            index -> {
              Matcher matcher = expression.matcher(source.name(index));
              Optional<String> text =
                  matcher.find() ? Optional.ofNullable(matcher.group(1)) : Optional.empty();
              found[0] |= text.isPresent();
              return text;
            });
    if (!found[0] && source.size() > 0) {
      throw new DataException(
          "Found '%s' in none of %d names, expected it in some, such as %s; change the expression"
              .formatted(expression, source.size(), source.name(0)));
    }
    return groups;
  }

  /**
   * Groups that are listed; pictures in none of the lists are alone, and lists with a picture in
   * common are one group.
   *
   * @param pictures how many there are
   * @param together indices of pictures
   * @throws IndexOutOfBoundsException if an index is not one of a picture
   */
  public static Groups listed(int pictures, List<List<Integer>> together) {
    DisjointSets sets = new DisjointSets(pictures);
    for (List<Integer> group : together) {
      group.forEach(index -> sets.join(group.get(0), index));
    }
    return new Groups(sets.roots());
  }

  /**
   * Pictures that are copies of one another, exact ones or nearly so, are a group. Reads every
   * picture once.
   *
   * @param progress hears how far that has come
   * @throws DataException if the thread is interrupted
   * @see NearDuplicates
   */
  public static Groups ofCopies(ImageSource source, Progress progress) {
    return listed(
        source.size(),
        NearDuplicates.of(source, progress).clusters().stream()
            .map(NearDuplicates.Cluster::indices)
            .toList());
  }

  private static Groups named(int pictures, IntFunction<Optional<String>> name) {
    Map<String, Integer> firsts = new HashMap<>();
    int[] keys = new int[pictures];
    for (int i = 0; i < pictures; i++) {
      int index = i;
      keys[i] = name.apply(i).map(text -> firsts.computeIfAbsent(text, t -> index)).orElse(i);
    }
    return new Groups(keys);
  }

  /**
   * Pictures that are together here or there, also through a chain of others.
   *
   * @throws IllegalArgumentException if these are groups of another number of pictures
   */
  public Groups joined(Groups others) {
    if (others.pictures() != pictures()) {
      throw new IllegalArgumentException(
          "Found groups of %d pictures, expected %d".formatted(others.pictures(), pictures()));
    }
    DisjointSets sets = new DisjointSets(pictures());
    for (Groups each : List.of(this, others)) {
      int[] firsts = new int[each.count];
      Arrays.fill(firsts, -1);
      for (int i = 0; i < pictures(); i++) {
        int group = each.groups[i];
        firsts[group] = firsts[group] < 0 ? i : firsts[group];
        sets.join(firsts[group], i);
      }
    }
    return new Groups(sets.roots());
  }

  /** The number of pictures. */
  public int pictures() {
    return groups.length;
  }

  /** The number of groups, pictures that are alone included. */
  public int count() {
    return count;
  }

  /** The number of groups of more than one picture. */
  public int shared() {
    int[] sizes = new int[count];
    Arrays.stream(groups).forEach(group -> sizes[group]++);
    return (int) Arrays.stream(sizes).filter(size -> size > 1).count();
  }

  /** The group of a picture, {@code 0 .. count() - 1}. */
  public int group(int picture) {
    return groups[picture];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Groups same && Arrays.equals(groups, same.groups);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(groups);
  }

  /** For example {@code "1794 groups of 1800 pictures"}. */
  @Override
  public String toString() {
    return count + " groups of " + pictures() + " pictures";
  }
}
