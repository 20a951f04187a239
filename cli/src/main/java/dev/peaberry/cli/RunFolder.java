package dev.peaberry.cli;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where a run keeps what. Immutable. */
record RunFolder(Path path) {
  private static final Path RUNS = Path.of("runs");
  private static final String FOLD = "fold-";

  /**
   * A folder for a new run, made now so that it is known to be writable.
   *
   * @throws InputException if it holds a run already or cannot be made
   */
  static RunFolder create(Path path) {
    RunFolder run = new RunFolder(path);
    if (run.isSaved()) {
      throw new InputException(
          "Found a run in %s already; choose another --out, or go on with --resume %s"
              .formatted(path, path));
    }
    try {
      Files.createDirectories(path);
      Files.delete(Files.createTempFile(path, ".peaberry-", ".tmp"));
    } catch (FileSystemException e) {
      throw new InputException(
          "Cannot write to %s: %s; choose another --out".formatted(path, reason(e)), e);
    } catch (IOException e) {
      throw new InputException("Cannot write to %s: %s".formatted(path, e.getMessage()), e);
    }
    return run;
  }

  private static String reason(FileSystemException e) {
    return switch (e.getClass().getSimpleName()) {
      case "AccessDeniedException" -> "no permission";
      case "FileAlreadyExistsException" -> e.getFile() + " is a file";
      default -> e.getReason() == null ? e.toString() : e.getReason();
    };
  }

  /** What the folder is called. */
  String name() {
    return path.toAbsolutePath().normalize().getFileName().toString();
  }

  /** {@code runs/NAME}, or {@code runs/NAME-2} if there is one already, and so on. */
  static Path free(String name) {
    Path path = RUNS.resolve(name);
    for (int i = 2; new RunFolder(path).isSaved(); i++) {
      path = RUNS.resolve(name + "-" + i);
    }
    return path;
  }

  /** Whether a run has left something that is worth keeping. */
  boolean isSaved() {
    return Files.exists(lastModel()) || Files.exists(historyJson()) || isCrossValidation();
  }

  /** Whether this holds the runs of several folds and none of its own. */
  boolean isCrossValidation() {
    return Files.isDirectory(fold(1).path());
  }

  /** The run of a fold, from 1. */
  RunFolder fold(int number) {
    return new RunFolder(path.resolve(FOLD + number));
  }

  /** The cross-validation that this is a fold of, or else this. */
  Path whole() {
    Path parent = path.toAbsolutePath().getParent();
    boolean isFold =
        path.getFileName().toString().startsWith(FOLD)
            && Files.exists(new RunFolder(parent).manifest());
    return !isFold ? path : path.getParent() == null ? Path.of(".") : path.getParent();
  }

  /** When the run, or one of its folds, has saved itself last; 0 if it has not. */
  private long lastSaved() {
    long saved = lastModel().toFile().lastModified();
    for (int i = 1; Files.isDirectory(fold(i).path()); i++) {
      saved = Math.max(saved, fold(i).lastModel().toFile().lastModified());
    }
    return saved;
  }

  /** Takes away what a run that could not begin has left. */
  void discardUnlessSaved() throws IOException {
    if (isSaved()) {
      return;
    }
    Files.deleteIfExists(manifest());
    try {
      Files.delete(path);
    } catch (DirectoryNotEmptyException e) {
      return; // the folder was there before, with something else in it
    }
  }

  /**
   * The run below {@code runs} that has saved itself last.
   *
   * @throws InputException if there is none
   */
  static RunFolder latest() throws IOException {
    if (Files.isDirectory(RUNS)) {
      try (Stream<Path> folders = Files.list(RUNS)) {
        var latest =
            folders
                .map(RunFolder::new)
                .filter(run -> run.lastSaved() > 0)
                .max(Comparator.comparing(RunFolder::lastSaved));
        if (latest.isPresent()) {
          return latest.get();
        }
      }
    }
    throw new InputException("Found no run in runs, expected one to resume; name it: --resume RUN");
  }

  Path manifest() {
    return path.resolve(Manifest.FILE);
  }

  Path historyJson() {
    return path.resolve("history.json");
  }

  Path historyCsv() {
    return path.resolve("history.csv");
  }

  Path bestModel() {
    return path.resolve("best.keras");
  }

  Path lastModel() {
    return path.resolve("last.keras");
  }

  Path curvesPng() {
    return path.resolve("curves.png");
  }

  Path curvesSvg() {
    return path.resolve("curves.svg");
  }

  Path confusionPng() {
    return path.resolve("confusion.png");
  }

  Path samplesPng() {
    return path.resolve("samples.png");
  }

  Path foldResult() {
    return path.resolve("fold.json");
  }

  Path foldsJson() {
    return path.resolve("folds.json");
  }

  Path predictions() {
    return path.resolve("predictions.csv");
  }

  Path scores() {
    return path.resolve("scores.csv");
  }

  Path page() {
    return path.resolve("report.html");
  }

  Path evaluation() {
    return path.resolve("evaluation.html");
  }

  Path report() {
    return path.resolve("report.txt");
  }
}
