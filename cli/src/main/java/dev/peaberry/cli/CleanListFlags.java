package dev.peaberry.cli;

import dev.peaberry.data.ImageSource;
import dev.peaberry.data.check.CleanList;
import dev.peaberry.data.check.DataReport;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say what a clean list is to hold. */
final class CleanListFlags {
  @Option(
      names = "--write-manifest",
      paramLabel = "FILE.csv|.jsonl",
      converter = OutputFile.Manifest.class,
      description =
          "Write the list of the pictures that are good, to train from: without broken and empty"
              + " files and identical copies. Of copies in several parts the test or validation"
              + " picture stays. Paths are relative to the folder of FILE if that holds the"
              + " pictures, else to that of the pictures, and training wants --root.")
  private Path file;

  @Option(
      names = "--conflicts",
      paramLabel = "drop|keep",
      converter = Choices.OfTreatment.class,
      description =
          "Pictures that are in several classes: leave all of them out, or keep and mark them in"
              + " the column remark. Default: drop.")
  private CleanList.Treatment conflicts = CleanList.Treatment.DROP;

  @Option(
      names = "--near-copies",
      paramLabel = "drop|keep",
      converter = Choices.OfTreatment.class,
      description = "Near-copies beyond the first of each: the same choice. Default: keep.")
  private CleanList.Treatment nearCopies = CleanList.Treatment.KEEP;

  /** Where to write the list, if at all. */
  Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /**
   * Checks before any work that a list of these pictures can be written.
   *
   * @throws dev.peaberry.data.DataException if they are not files
   */
  void requirePossible(Collection<ImageSource> sources) {
    root(sources);
  }

  /** What a reader of the list must be told as its root, if anything. */
  Optional<Path> root(Collection<ImageSource> sources) {
    return file().flatMap(list -> CleanList.root(list, sources));
  }

  /** The list that is wanted. */
  CleanList list(DataReport report, Map<String, ImageSource> parts) {
    return CleanList.of(report, parts).withConflicts(conflicts).withNearCopies(nearCopies);
  }
}
