package dev.peaberry.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What DATA means, together with the options that belong to it; a run's manifest keeps it as one
 * text, written as on the command line. Immutable.
 *
 * @param data a path or a word
 * @param root where the pictures of a list are, if not beside it
 * @param labelFrom what finds a picture's class in its name, if folders do not tell it
 */
record DataArgument(String data, Optional<String> root, Optional<String> labelFrom) {
  private static final String ROOT = " --root ";
  private static final String LABEL_FROM = " --label-from ";

  /** Reads the text of a manifest, or plain DATA. */
  static DataArgument parse(String text) {
    if (exists(text)) {
      return new DataArgument(text, Optional.empty(), Optional.empty());
    }
    int root = text.indexOf(ROOT);
    if (root >= 0) {
      return new DataArgument(
          text.substring(0, root),
          Optional.of(text.substring(root + ROOT.length())),
          Optional.empty());
    }
    int labels = text.indexOf(LABEL_FROM);
    return labels < 0
        ? new DataArgument(text, Optional.empty(), Optional.empty())
        : new DataArgument(
            text.substring(0, labels),
            Optional.empty(),
            Optional.of(text.substring(labels + LABEL_FROM.length())));
  }

  private static boolean exists(String text) {
    try {
      return Files.exists(Path.of(text));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** The same with another path of the data. */
  DataArgument withData(String other) {
    return new DataArgument(other, root, labelFrom);
  }

  /** As on the command line. */
  @Override
  public String toString() {
    return data
        + root.map(each -> ROOT + each).orElse("")
        + labelFrom.map(each -> LABEL_FROM + each).orElse("");
  }
}
