package dev.peaberry.data;

import java.util.List;

/**
 * The pictures of another source under other classes, such as those of a model, which may be more
 * or in another order. Immutable and thread-safe.
 */
public final class Relabelled extends View {
  private final List<String> classNames;
  private final List<Integer> labels;

  /**
   * All pictures, with each class called by its name among others.
   *
   * @param classNames all classes, those of the source among them
   * @throws IllegalArgumentException if a class of the source is not
   */
  public Relabelled(ImageSource source, List<String> classNames) {
    super(source);
    this.classNames = List.copyOf(classNames);
    this.labels = source.classNames().stream().map(this.classNames::indexOf).toList();
    if (labels.contains(-1)) {
      throw new IllegalArgumentException(
          "Found classes %s, expected some of %s".formatted(source.classNames(), classNames));
    }
  }

  @Override
  int origin(int index) {
    return index;
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public int label(int index) {
    return labels(index).get(0);
  }

  @Override
  public List<Integer> labels(int index) {
    return source().labels(index).stream().map(labels::get).sorted().toList();
  }
}
