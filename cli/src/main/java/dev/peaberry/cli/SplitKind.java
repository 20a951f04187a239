package dev.peaberry.cli;

/** By which rule pictures are chosen to validate with. */
enum SplitKind {
  /** At random, whatever the classes: Keras's {@code image_dataset_from_directory}. */
  KERAS,
  /** The first of each class: Keras's {@code ImageDataGenerator}. */
  PER_CLASS,
  /** At random, the same share of each class. */
  STRATIFIED,
  /** Whole groups, about the same share of each class. */
  GROUPED;

  @Override
  public String toString() {
    return Choices.word(this);
  }
}
