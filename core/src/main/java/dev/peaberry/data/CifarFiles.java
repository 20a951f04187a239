package dev.peaberry.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads the files of a CIFAR set's binary version out of an archive or a folder. */
final class CifarFiles {
  private static final int MOST_ENTRIES = 100;
  private static final int LONGEST_OTHER_FILE = 1 << 20;

  private final Path origin;
  private final CifarLayout layout;
  private final Map<String, CifarBatch> batches = new HashMap<>();
  private final Map<String, List<String>> classNames = new HashMap<>();

  private CifarFiles(Path origin, CifarLayout layout) {
    this.origin = origin;
    this.layout = layout;
  }

  /**
   * Reads all files.
   *
   * @throws DataException if one is missing or is not as it has to be
   */
  static CifarFiles read(Path origin, CifarLayout layout) {
    if (Files.notExists(origin)) {
      throw new DataException(
          "%s does not exist; expected %s's binary version, %s"
              .formatted(origin, layout.title(), layout.archive()));
    }
    CifarFiles files = new CifarFiles(origin, layout);
    try {
      if (Files.isDirectory(origin)) {
        files.readFolder();
      } else {
        files.readArchive();
      }
    } catch (IOException e) {
      throw new DataException(
          "Cannot read %s from %s: %s; expected the binary version, %s or its .bin files in a folder"
              .formatted(layout.title(), origin, e.getMessage(), layout.archive()),
          e);
    }
    files.requireAll();
    return files;
  }

  /**
   * The pictures to train on.
   *
   * @param which of a picture's labels counts
   */
  ImageSource training(int which) {
    return new CifarPictures(
        layout.training().stream().map(batches::get).toList(), classNames(which), which);
  }

  /** {@link #training} for the pictures to test with. */
  ImageSource test(int which) {
    return new CifarPictures(List.of(batches.get(layout.test())), classNames(which), which);
  }

  private List<String> classNames(int which) {
    CifarLayout.Labels labels = layout.labels().get(which);
    return classNames.getOrDefault(labels.file(), labels.expected());
  }

  private Optional<CifarLayout.Labels> namesIn(String file) {
    return layout.labels().stream().filter(each -> each.file().equals(file)).findFirst();
  }

  private void readFolder() throws IOException {
    Path inner = origin.resolve(layout.innerFolder());
    Path folder = Files.isDirectory(inner) ? inner : origin;
    Stream<String> names = layout.labels().stream().map(CifarLayout.Labels::file);
    for (String name : Stream.concat(layout.files(), names).toList()) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        try (InputStream in = Files.newInputStream(file)) {
          readFile(name, Files.size(file), in);
        }
      }
    }
  }

  private void readArchive() throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(origin), 1 << 16);
        GZIPInputStream gzip = new GZIPInputStream(in, 1 << 16);
        TarArchiveInputStream tar = new TarArchiveInputStream(gzip)) {
      int entries = 0;
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        entries++;
        if (entries > MOST_ENTRIES) {
          throw new DataException(
              "%s has more than %d entries, expected %s's archive, which has about 10"
                  .formatted(origin, MOST_ENTRIES, layout.title()));
        }
        if (e.isFile()) {
          readFile(e.getName().substring(e.getName().lastIndexOf('/') + 1), e.getSize(), tar);
        }
      }
      // The checksum of all pixels comes last, after tar's own end.
      gzip.readNBytes(LONGEST_OTHER_FILE);
    }
  }

  private void readFile(String name, long size, InputStream in) throws IOException {
    Optional<CifarLayout.Labels> names = namesIn(name);
    if (names.isPresent()) {
      requireSize(name, size, LONGEST_OTHER_FILE, size <= LONGEST_OTHER_FILE);
      String text = new String(readFully(name, in, size), StandardCharsets.US_ASCII);
      classNames.put(name, requireClassNames(names.get(), text));
    } else if (layout.files().anyMatch(name::equals)) {
      requireSize(name, size, layout.bytes(name), size == layout.bytes(name));
      if (batches.containsKey(name)) {
        throw new DataException(origin + " holds " + name + " twice");
      }
      batches.put(name, CifarBatch.of(origin, name, layout, readFully(name, in, size)));
    } else {
      // Skipping has to stay as cheap as reading, whatever the archive claims to hold.
      requireSize(name, size, LONGEST_OTHER_FILE, size <= LONGEST_OTHER_FILE);
    }
  }

  private void requireSize(String name, long found, long expected, boolean fits) {
    if (!fits) {
      throw new DataException(
          "%s: %s has %d bytes, expected %s%d; this is not %s's binary version"
              .formatted(
                  origin,
                  name,
                  found,
                  expected == LONGEST_OTHER_FILE ? "at most " : "",
                  expected,
                  layout.title()));
    }
  }

  private static byte[] readFully(String name, InputStream in, long size) throws IOException {
    byte[] bytes = in.readNBytes((int) size);
    if (bytes.length != size) {
      throw new EOFException(name + " ends after " + bytes.length + " of " + size + " bytes");
    }
    return bytes;
  }

  private List<String> requireClassNames(CifarLayout.Labels labels, String text) {
    List<String> found = text.strip().lines().map(String::strip).toList();
    boolean fits =
        labels.expected().isEmpty()
            ? found.stream().filter(name -> !name.isEmpty()).distinct().count() == labels.classes()
                && found.size() == labels.classes()
            : found.equals(labels.expected());
    if (!fits) {
      throw new DataException(
          "%s: %s names the classes %s, expected %s"
              .formatted(
                  origin,
                  labels.file(),
                  found.size() > MOST_ENTRIES ? found.size() + " of them" : found,
                  labels.expected().isEmpty()
                      ? labels.classes() + " different names"
                      : labels.expected()));
    }
    return found;
  }

  private void requireAll() {
    Stream<String> unnamed =
        layout.labels().stream()
            .filter(labels -> labels.expected().isEmpty() && !classNames.containsKey(labels.file()))
            .map(CifarLayout.Labels::file);
    Optional<String> missing =
        Stream.concat(layout.files().filter(name -> !batches.containsKey(name)), unnamed)
            .findFirst();
    if (missing.isPresent()) {
      throw new DataException(
          "%s holds no %s; expected %s's binary version, %s or its .bin files in a folder"
              .formatted(origin, missing.get(), layout.title(), layout.archive()));
    }
  }
}
