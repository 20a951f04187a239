package dev.peaberry.data;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The sub-folders of prepared data, to be opened with {@link ImageFolder#open(java.nio.file.Path,
 * String)}. Immutable.
 *
 * @param training the folder to train on, such as {@code "train"}
 * @param validation the folder to validate with, such as {@code "validation"} or {@code "val"}
 * @param test the folder to test with, such as {@code "test"}
 */
public record Parts(String training, Optional<String> validation, Optional<String> test) {
  static Optional<Parts> find(FileTree tree, String root) {
    Optional<String> training = find(tree, root, DataPart.TRAIN);
    Optional<String> validation = find(tree, root, DataPart.VALIDATION);
    Optional<String> test = find(tree, root, DataPart.TEST);
    if (training.isEmpty() || (validation.isEmpty() && test.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(new Parts(training.get(), validation, test));
  }

  private static Optional<String> find(FileTree tree, String root, DataPart part) {
    List<String> folders = Roots.children(tree, root);
    return part.words().stream()
        .flatMap(name -> matching(folders, name))
        .filter(folder -> !Roots.children(tree, root + folder + "/").isEmpty())
        .findFirst();
  }

  private static Stream<String> matching(List<String> folders, String name) {
    return folders.stream().filter(folder -> folder.toLowerCase(Locale.ROOT).equals(name));
  }
}
