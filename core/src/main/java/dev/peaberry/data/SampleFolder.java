package dev.peaberry.data;

import dev.peaberry.config.Progress;
import dev.peaberry.data.beans.RoastLevel;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that sample pictures are written to: filled under another name and moved when it is
 * complete, with a note of the settings that made it. Confined to one thread.
 */
final class SampleFolder {
  private static final Logger LOG = LoggerFactory.getLogger(SampleFolder.class);
  private static final String NOTE = "peaberry-sample.txt";
  private static final long LONGEST_NOTE = 1000;

  private final Path folder;
  private final SampleBeans beans;

  SampleFolder(Path folder, SampleBeans beans) {
    this.folder = folder.toAbsolutePath();
    this.beans = beans;
  }

  /**
   * Whether the folder holds these pictures already.
   *
   * @throws DataException if it holds anything else
   */
  boolean isComplete() {
    try {
      if (!Files.exists(folder) || isEmptyFolder()) {
        return false;
      }
      Path note = folder.resolve(NOTE);
      if (!Files.isRegularFile(note) || Files.size(note) > LONGEST_NOTE) {
        throw inTheWay("something else");
      }
      String found = Files.readString(note).strip();
      if (!found.equals(beans.settings())) {
        throw inTheWay("\"" + found + "\"");
      }
      for (RoastLevel level : RoastLevel.values()) {
        long pictures = countFiles(folder.resolve(level.folder()));
        if (pictures != beans.picturesPerClass()) {
          throw inTheWay(pictures + " files in " + level.folder());
        }
      }
      return true;
    } catch (IOException e) {
      throw new DataException("Cannot read " + folder + ": " + e, e);
    }
  }

  /**
   * Draws and writes all pictures.
   *
   * @throws DataException if they cannot be written, or if the thread is interrupted
   */
  void write(Progress progress) {
    Path unfinished = folder.resolveSibling("." + folder.getFileName() + "-" + UUID.randomUUID());
    progress.start("Drawing coffee beans", beans.size(), "pictures");
    try {
      drawInto(unfinished, progress);
      Files.writeString(unfinished.resolve(NOTE), beans.settings() + "\n");
      if (Files.exists(folder)) {
        Files.delete(folder);
      }
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (InterruptedException | ClosedByInterruptException e) {
      discard(unfinished);
      Thread.currentThread().interrupt();
      throw new DataException("The drawing of " + folder + " was interrupted", e);
    } catch (IOException e) {
      discard(unfinished);
      throw new DataException("Cannot write " + folder + ": " + e, e);
    } finally {
      progress.finish();
    }
  }

  private void drawInto(Path unfinished, Progress progress)
      throws IOException, InterruptedException {
    for (RoastLevel level : RoastLevel.values()) {
      Files.createDirectories(unfinished.resolve(level.folder()));
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            work -> {
              Thread thread = new Thread(work, "peaberry-sample-beans");
              thread.setDaemon(true);
              return thread;
            });
    try {
      await(submit(unfinished, threads), progress);
    } finally {
      threads.shutdownNow();
      // Whoever discards the folder must not race with a picture that is still being written.
      if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
        LOG.warn("Drawing into {} did not end in time", unfinished);
      }
    }
  }

  private List<Future<Path>> submit(Path unfinished, ExecutorService threads) {
    List<Future<Path>> pictures = new ArrayList<>();
    for (int i = 0; i < beans.picturesPerClass(); i++) {
      int index = i;
      for (RoastLevel level : RoastLevel.values()) {
        String name = "%s%05d.jpg".formatted(level.name().toLowerCase(Locale.ROOT), i);
        Path file = unfinished.resolve(level.folder()).resolve(name);
        pictures.add(
            threads.submit(
                () -> {
                  beans.writePicture(level, index, file);
                  return file;
                }));
      }
    }
    return pictures;
  }

  private static void await(List<Future<Path>> pictures, Progress progress)
      throws IOException, InterruptedException {
    long done = 0;
    for (Future<Path> picture : pictures) {
      try {
        picture.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof IOException cause) {
          throw cause;
        }
        throw new IllegalStateException("A sample picture could not be drawn", e.getCause());
      }
      done++;
      progress.advance(done);
    }
  }

  private boolean isEmptyFolder() throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  private static long countFiles(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.count();
    }
  }

  private DataException inTheWay(String found) {
    return new DataException(
        "%s holds %s, expected \"%s\"; delete it or choose another folder"
            .formatted(folder, found, beans.settings()));
  }

  private static void discard(Path unfinished) {
    if (!Files.exists(unfinished)) {
      return;
    }
    try (Stream<Path> files = Files.walk(unfinished)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.warn("{} is left behind: {}", unfinished, e.toString());
    }
  }
}
