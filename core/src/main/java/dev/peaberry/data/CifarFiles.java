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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads the files of CIFAR-10's binary version out of an archive or a folder. */
final class CifarFiles {
  private static final List<String> TRAINING =
      IntStream.rangeClosed(1, 5).mapToObj(i -> "data_batch_" + i + ".bin").toList();
  private static final String TEST = "test_batch.bin";
  private static final String NAMES = "batches.meta.txt";
  private static final String INNER_FOLDER = "cifar-10-batches-bin";
  private static final int MOST_ENTRIES = 100;
  private static final int LONGEST_OTHER_FILE = 1 << 20;

  private final Path origin;
  private final long fileBytes;
  private final Map<String, CifarBatch> batches = new HashMap<>();

  private CifarFiles(Path origin, int picturesPerFile) {
    this.origin = origin;
    this.fileBytes = (long) picturesPerFile * CifarBatch.RECORD_BYTES;
  }

  /**
   * Reads all files.
   *
   * @throws DataException if one is missing or is not as it has to be
   */
  static CifarFiles read(Path origin, int picturesPerFile) {
    if (Files.notExists(origin)) {
      throw new DataException(
          origin + " does not exist; expected CIFAR-10's binary version, " + Cifar10.ARCHIVE);
    }
    CifarFiles files = new CifarFiles(origin, picturesPerFile);
    try {
      if (Files.isDirectory(origin)) {
        files.readFolder();
      } else {
        files.readArchive();
      }
    } catch (IOException e) {
      throw new DataException(
          "Cannot read CIFAR-10 from "
              + origin
              + ": "
              + e.getMessage()
              + "; expected the binary version, "
              + Cifar10.ARCHIVE
              + " or its .bin files in a folder",
          e);
    }
    files.requireAll();
    return files;
  }

  ImageSource training() {
    return new CifarPictures(TRAINING.stream().map(batches::get).toList());
  }

  ImageSource test() {
    return new CifarPictures(List.of(batches.get(TEST)));
  }

  private void readFolder() throws IOException {
    Path inner = origin.resolve(INNER_FOLDER);
    Path folder = Files.isDirectory(inner) ? inner : origin;
    for (String name : Stream.concat(names(), Stream.of(NAMES)).toList()) {
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
              origin + " has more than " + MOST_ENTRIES + " entries, CIFAR-10's archive has 9");
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
    if (name.equals(NAMES)) {
      requireSize(name, size, LONGEST_OTHER_FILE, size <= LONGEST_OTHER_FILE);
      requireClassNames(new String(readFully(name, in, size), StandardCharsets.US_ASCII));
    } else if (names().anyMatch(name::equals)) {
      requireSize(name, size, fileBytes, size == fileBytes);
      if (batches.containsKey(name)) {
        throw new DataException(origin + " holds " + name + " twice");
      }
      batches.put(name, CifarBatch.of(origin, name, readFully(name, in, size)));
    } else {
      // Skipping has to stay as cheap as reading, whatever the archive claims to hold.
      requireSize(name, size, LONGEST_OTHER_FILE, size <= LONGEST_OTHER_FILE);
    }
  }

  private void requireSize(String name, long found, long expected, boolean fits) {
    if (!fits) {
      throw new DataException(
          "%s: %s has %d bytes, expected %s%d; this is not CIFAR-10's binary version"
              .formatted(origin, name, found, expected == fileBytes ? "" : "at most ", expected));
    }
  }

  private static byte[] readFully(String name, InputStream in, long size) throws IOException {
    byte[] bytes = in.readNBytes((int) size);
    if (bytes.length != size) {
      throw new EOFException(name + " ends after " + bytes.length + " of " + size + " bytes");
    }
    return bytes;
  }

  private void requireClassNames(String text) {
    List<String> found = text.strip().lines().map(String::strip).toList();
    if (!found.equals(Cifar10.CLASS_NAMES)) {
      throw new DataException(
          "%s: %s names the classes %s, expected %s"
              .formatted(origin, NAMES, found, Cifar10.CLASS_NAMES));
    }
  }

  private void requireAll() {
    Optional<String> missing = names().filter(name -> !batches.containsKey(name)).findFirst();
    if (missing.isPresent()) {
      throw new DataException(
          "%s holds no %s; expected CIFAR-10's binary version, %s or its .bin files in a folder"
              .formatted(origin, missing.get(), Cifar10.ARCHIVE));
    }
  }

  private static Stream<String> names() {
    return Stream.concat(TRAINING.stream(), Stream.of(TEST));
  }
}
