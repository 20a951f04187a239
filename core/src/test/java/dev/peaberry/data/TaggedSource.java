package dev.peaberry.data;

import dev.peaberry.config.RandomState;
import dev.peaberry.image.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Pictures of which only what a split looks at is known; picture 7 is called "7". */
record TaggedSource(List<String> classNames, List<Tags> pictures) implements ImageSource {
  /** A picture's classes, and the group it is in. */
  record Tags(List<Integer> labels, Optional<String> group) {}

  /** As many pictures of each class as are given, each class after the other, in no groups. */
  static TaggedSource ofCounts(int... counts) {
    List<Tags> pictures = new ArrayList<>();
    for (int label = 0; label < counts.length; label++) {
      Tags tags = new Tags(List.of(label), Optional.empty());
      IntStream.range(0, counts[label]).forEach(i -> pictures.add(tags));
    }
    return new TaggedSource(names(counts.length), pictures);
  }

  /** Pictures with labels, in no groups. */
  static TaggedSource ofLabels(int... labels) {
    return new TaggedSource(
        names(IntStream.of(labels).max().orElse(-1) + 1),
        IntStream.of(labels).mapToObj(each -> new Tags(List.of(each), Optional.empty())).toList());
  }

  /** Groups of random sizes, most pictures of a group being of one class. */
  static TaggedSource drawn(int classes, int groups, int largest, long seed) {
    RandomState random = RandomState.ofSeed(seed);
    List<Tags> pictures = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      int usual = group % classes;
      for (int i = random.below(largest); i >= 0; i--) {
        int label = random.below(8) == 0 ? random.below(classes) : usual;
        pictures.add(new Tags(List.of(label), Optional.of("g" + group)));
      }
    }
    return new TaggedSource(names(classes), pictures);
  }

  private static List<String> names(int classes) {
    return IntStream.range(0, classes).mapToObj(i -> String.valueOf((char) ('a' + i))).toList();
  }

  @Override
  public int size() {
    return pictures.size();
  }

  @Override
  public String name(int index) {
    return String.valueOf(index);
  }

  @Override
  public int label(int index) {
    return labels(index).get(0);
  }

  @Override
  public List<Integer> labels(int index) {
    return pictures.get(index).labels();
  }

  @Override
  public Optional<String> group(int index) {
    return pictures.get(index).group();
  }

  @Override
  public Image read(int index) {
    throw new UnsupportedOperationException("A split reads no picture");
  }
}
