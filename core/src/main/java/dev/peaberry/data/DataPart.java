package dev.peaberry.data;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a picture of prepared data is for. */
public enum DataPart {
  /** To train on. */
  TRAIN,
  /** To validate with, while training. */
  VALIDATION,
  /** To test with, in the end. */
  TEST;

  /** The words that folders and manifests have for it, the usual one first. */
  List<String> words() {
    return switch (this) {
      case TRAIN -> List.of("train", "training");
      case VALIDATION -> List.of("validation", "val", "valid");
      case TEST -> List.of("test", "testing");
    };
  }

  static Optional<DataPart> find(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return Stream.of(values()).filter(part -> part.words().contains(lower)).findFirst();
  }

  /** The usual word, such as {@code "train"}. */
  @Override
  public String toString() {
    return words().get(0);
  }
}
