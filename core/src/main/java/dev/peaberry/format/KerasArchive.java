package dev.peaberry.format;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Checksum;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The zip archive that a {@code .keras} file is, which may come from anywhere: names are checked,
 * sizes limited, checksums compared, and nothing is unpacked to a place that the archive names.
 * Confined to one thread.
 */
final class KerasArchive implements AutoCloseable {
  static final String METADATA = "metadata.json";
  static final String CONFIG = "config.json";
  static final String WEIGHTS = "model.weights.h5";
  static final String ASSETS = "assets/";

  private static final int MOST_ENTRIES = 10_000;
  private static final long LARGEST_METADATA = 1L << 20;
  private static final long LARGEST_CONFIG = 32L << 20;
  private static final long LARGEST_ASSETS = 256L << 20;

  private final Path file;
  private final ZipFile zip;
  private final Map<String, ZipArchiveEntry> entries = new LinkedHashMap<>();

  private KerasArchive(Path file, ZipFile zip) {
    this.file = file;
    this.zip = zip;
  }

  static KerasArchive open(Path file) throws IOException {
    if (Signature.of(file) != Signature.ZIP) {
      throw new Malformed(
          "found neither a zip archive nor HDF5, expected a .keras or .h5 file as Keras saves it");
    }
    KerasArchive archive = new KerasArchive(file, ZipFile.builder().setPath(file).get());
    try {
      archive.list();
      return archive;
    } catch (Throwable failure) {
      archive.close();
      throw failure;
    }
  }

  private void list() {
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      String name = entry.getName();
      boolean harmless = Assets.isName(entry.isDirectory() ? chopped(name) : name);
      if (!harmless || entries.put(name, entry) != null || entries.size() > MOST_ENTRIES) {
        throw new Malformed(
            "found the archive entry '"
                + name
                + "', expected at most "
                + MOST_ENTRIES
                + " entries with different, plain names; do not trust this file");
      }
    }
  }

  private static String chopped(String name) {
    return name.substring(0, name.length() - 1);
  }

  Map<String, Object> metadata() throws IOException {
    return json(METADATA, LARGEST_METADATA);
  }

  Map<String, Object> config() throws IOException {
    return json(CONFIG, LARGEST_CONFIG);
  }

  private Map<String, Object> json(String name, long largest) throws IOException {
    return Json.read(name, content(entry(name), largest));
  }

  Assets assets() throws IOException {
    Assets assets = Assets.NONE;
    long left = LARGEST_ASSETS;
    for (ZipArchiveEntry entry : List.copyOf(entries.values())) {
      if (entry.getName().startsWith(ASSETS) && !entry.isDirectory()) {
        byte[] content = content(entry, left);
        left -= content.length;
        assets = assets.with(entry.getName().substring(ASSETS.length()), content);
      }
    }
    return assets;
  }

  private ZipArchiveEntry entry(String name) {
    return Optional.ofNullable(entries.get(name))
        .orElseThrow(
            () ->
                new Malformed(
                    "found no " + name + " in the archive, expected it; save the model as .keras"));
  }

  private byte[] content(ZipArchiveEntry entry, long largest) throws IOException {
    if (entry.getSize() > largest) {
      throw tooLarge(entry, largest);
    }
    try (CheckedInputStream in = checked(zip.getInputStream(entry))) {
      byte[] content = in.readNBytes((int) largest + 1);
      if (content.length > largest) {
        throw tooLarge(entry, largest);
      }
      requireChecksum(entry, in.getChecksum(), content.length);
      return content;
    }
  }

  private static Malformed tooLarge(ZipArchiveEntry entry, long largest) {
    return new Malformed(
        entry.getName()
            + ": found "
            + entry.getSize()
            + " bytes or more, expected at most "
            + largest
            + "; do not trust this file");
  }

  private static CheckedInputStream checked(InputStream in) {
    return new CheckedInputStream(in, new CRC32());
  }

  private static void requireChecksum(ZipArchiveEntry entry, Checksum checksum, long size)
      throws IOException {
    if (size != entry.getSize() || checksum.getValue() != entry.getCrc()) {
      throw new EOFException(entry.getName() + " does not have its checksum");
    }
  }

  /** Weights to be read, and what is to be deleted after. */
  record OpenWeights(Hdf5File file, Optional<Path> temporary) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      file.close();
      if (temporary.isPresent()) {
        Files.deleteIfExists(temporary.get());
      }
    }
  }

  /**
   * Opens the weights: in place where they are stored as they are, as Keras does; unpacked to a
   * temporary file where somebody has compressed the archive.
   *
   * @param largest how many bytes may be unpacked
   */
  OpenWeights weights(long largest) throws IOException {
    ZipArchiveEntry entry = entry(WEIGHTS);
    if (entry.getMethod() != ZipEntry.STORED) {
      return unpacked(entry, largest);
    }
    try (FileRegion region = FileRegion.open(file, entry.getDataOffset(), entry.getSize())) {
      requireChecksum(entry, region.checksum(), region.position());
    }
    return new OpenWeights(
        Hdf5File.open(file, entry.getDataOffset(), entry.getSize()), Optional.empty());
  }

  private OpenWeights unpacked(ZipArchiveEntry entry, long largest) throws IOException {
    if (entry.getSize() > largest) {
      throw tooLarge(entry, largest);
    }
    Path temporary = Files.createTempFile("peaberry-", ".h5");
    try (CheckedInputStream in = checked(zip.getInputStream(entry))) {
      try (OutputStream out = Files.newOutputStream(temporary)) {
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        for (int count; (count = in.read(buffer)) > 0; size += count) {
          if (size + count > largest) {
            throw tooLarge(entry, largest);
          }
          out.write(buffer, 0, count);
        }
        requireChecksum(entry, in.getChecksum(), size);
      }
      return new OpenWeights(Hdf5File.open(temporary), Optional.of(temporary));
    } catch (Throwable failure) {
      Files.deleteIfExists(temporary);
      throw failure;
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
