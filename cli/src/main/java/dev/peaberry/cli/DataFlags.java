package dev.peaberry.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say how DATA is to be read. */
final class DataFlags {
  @Option(
      names = "--root",
      paramLabel = "FOLDER",
      description =
          "Where the pictures of a .csv or .jsonl list are: a folder or an archive. Default: the"
              + " list's own folder.")
  private String root;

  @Option(
      names = "--label-from",
      paramLabel = "REGEX",
      description =
          "Take each picture's class from its name: what the group finds, as in \"([a-z]+)\\.\\d+\""
              + " for cat.0.jpg.")
  private String labelFrom;

  /**
   * DATA as these options want it read.
   *
   * @throws InputException if both are there
   */
  String of(String data) {
    if (root != null && labelFrom != null) {
      throw new InputException(
          "Found --root and --label-from, expected one of them: a list names its labels; leave one"
              + " out");
    }
    return new DataArgument(data, Optional.ofNullable(root), Optional.ofNullable(labelFrom))
        .toString();
  }

  /**
   * DATA, or else what a model was trained on.
   *
   * @throws InputException if neither is known, or options are there without DATA
   */
  String of(Optional<String> data, ModelArgument model, Optional<Recipe> recipe) {
    if (data.isPresent()) {
      return of(data.get());
    }
    requireNone("which is then what the model was trained on");
    return recipe
        .map(Recipe::data)
        .orElseThrow(
            () ->
                new InputException(
                    "%s does not say what it was trained on; give DATA".formatted(model.path())));
  }

  /**
   * Checks that nothing was given.
   *
   * @throws InputException if something was
   */
  void requireNone(String reason) {
    if (root != null || labelFrom != null) {
      throw new InputException(
          "Found %s without DATA, %s; give DATA or leave it out"
              .formatted(root != null ? "--root" : "--label-from", reason));
    }
  }
}
