package dev.peaberry.lint;

import dev.peaberry.data.Duplicates;
import dev.peaberry.data.ImageSource;
import dev.peaberry.data.Labels;
import dev.peaberry.image.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a linter knows of the pictures of a training: their labels, a sample of them, and files that
 * are the same. Immutable.
 *
 * @param classNames the names of the classes
 * @param training the number of pictures of each class to learn from
 * @param validation the number of pictures of each class to validate with; empty if there are none
 * @param changes how often a picture to learn from has another class than the one before it
 * @param sample some pictures to learn from, decoded
 * @param copies files that are the same, each with its other names
 * @param uncompared the number of files that were not compared because they were too many
 */
public record PictureFacts(
    List<String> classNames,
    List<Integer> training,
    List<Integer> validation,
    int changes,
    List<Image> sample,
    List<List<Copy>> copies,
    int uncompared) {
  private static final long MOST_BYTES = 96L << 20;

  /** Copies the lists. */
  public PictureFacts {
    classNames = List.copyOf(classNames);
    training = List.copyOf(training);
    validation = List.copyOf(validation);
    sample = List.copyOf(sample);
    copies = copies.stream().map(List::copyOf).toList();
  }

  /**
   * One name of a file that has several.
   *
   * @param name as {@link ImageSource#name} gives it
   * @param className its class
   * @param validates whether it is among the pictures to validate with
   */
  public record Copy(String name, String className, boolean validates) {}

  /**
   * Looks at pictures: at all labels, at some dozens of pictures, and at the content of files of
   * the same length.
   */
  public static PictureFacts of(ImageSource training, Optional<? extends ImageSource> validation) {
    List<ImageSource> both = new ArrayList<>(List.of(training));
    validation.ifPresent(both::add);
    Duplicates duplicates = Duplicates.among(both, MOST_BYTES);
    return new PictureFacts(
        training.classNames(),
        counts(training),
        validation.map(PictureFacts::counts).orElse(List.of()),
        (int)
            IntStream.range(1, training.size())
                .filter(i -> training.label(i) != training.label(i - 1))
                .count(),
        PictureSample.of(training),
        duplicates.groups().stream()
            .map(group -> group.stream().map(copy -> name(both, copy)).toList())
            .toList(),
        duplicates.left());
  }

  private static Copy name(List<ImageSource> both, Duplicates.Copy copy) {
    ImageSource source = both.get(copy.source());
    return new Copy(
        source.name(copy.index()),
        source.labels(copy.index()).stream()
            .map(source.classNames()::get)
            .collect(Collectors.joining(", ")),
        copy.source() == 1);
  }

  private static List<Integer> counts(ImageSource source) {
    return IntStream.of(Labels.counts(source)).boxed().toList();
  }

  /** The number of pictures to learn from. */
  public int trainingPictures() {
    return training.stream().mapToInt(Integer::intValue).sum();
  }

  /** The number of pictures to validate with. */
  public int validationPictures() {
    return validation.stream().mapToInt(Integer::intValue).sum();
  }
}
