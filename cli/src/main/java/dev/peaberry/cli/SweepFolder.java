package dev.peaberry.cli;

import dev.peaberry.tune.Sweep;
import dev.peaberry.tune.SweepFile;
import dev.peaberry.tune.Trial;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;

/** Where a sweep keeps what. Immutable. */
record SweepFolder(Path path) {
  private static final Path SWEEPS = Path.of("sweeps");

  /** The folder of the sweep that a trial's run belongs to. */
  static SweepFolder ofTrial(Path run) {
    return new SweepFolder(run.toAbsolutePath().getParent());
  }

  /** {@code sweeps/NAME}, or {@code sweeps/NAME-2} if there is one already, and so on. */
  static SweepFolder free(String name) {
    SweepFolder folder = new SweepFolder(SWEEPS.resolve(name));
    for (int i = 2; Files.exists(folder.json()); i++) {
      folder = new SweepFolder(SWEEPS.resolve(name + "-" + i));
    }
    return folder;
  }

  /**
   * Makes the folder for a new sweep.
   *
   * @throws InputException if it holds one already or cannot be made
   */
  void create() {
    if (Files.exists(json())) {
      throw new InputException(
          "Found a sweep in %s already; choose another --out, or go on with --resume %s"
              .formatted(path, path));
    }
    RunFolder.create(path);
  }

  /**
   * Keeps others from working in this folder, until it is closed.
   *
   * @throws InputException if another process does
   */
  FileChannel claim() throws IOException {
    FileChannel channel =
        FileChannel.open(lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock(0, 1, false);
    if (lock == null) {
      channel.close();
      throw new InputException(
          "Found a sweep at work in %s; wait for it, or stop it with Ctrl-C".formatted(path));
    }
    return channel;
  }

  /** The sweep that lies here. */
  Sweep read() throws IOException {
    return SweepFile.read(json());
  }

  /** What the folder is called. */
  String name() {
    return new RunFolder(path).name();
  }

  Path json() {
    return path.resolve(SweepFile.NAME);
  }

  Path csv() {
    return path.resolve("sweep.csv");
  }

  Path page() {
    return path.resolve("report.html");
  }

  Path lock() {
    return path.resolve("sweep.lock");
  }

  /** A trial's run. */
  RunFolder run(Trial trial) {
    return new RunFolder(path.resolve(name(trial)));
  }

  /** A trial's recipe. */
  Path recipe(Trial trial) {
    return path.resolve(name(trial) + ".yaml");
  }

  /** What a trial's process has said. */
  Path log(Trial trial) {
    return path.resolve(name(trial) + ".log");
  }

  /** What a trial is called: {@code trial-007}. */
  static String name(Trial trial) {
    return String.format(Locale.ROOT, "trial-%03d", trial.number());
  }

  /** The last line about a failure that a trial has left, if it has. */
  Optional<String> failure(Trial trial) throws IOException {
    if (!Files.exists(log(trial))) {
      return Optional.empty();
    }
    String start = "peaberry: ";
    return new String(Files.readAllBytes(log(trial)), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .reduce((earlier, later) -> later);
  }
}
