package dev.peaberry.format;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a {@code .keras} file as Keras does: entries stored as they are, dated 1980. Confined to
 * one thread.
 */
final class KerasArchiveWriter {
  /** The version whose layout and layers this is. */
  private static final String KERAS_VERSION = "3.15.1";

  private static final DateTimeFormatter SAVED = DateTimeFormatter.ofPattern("uuuu-MM-dd@HH:mm:ss");
  private static final LocalDateTime NO_DATE = LocalDateTime.of(1980, Month.JANUARY, 1, 0, 0);

  private final ZipOutputStream zip;

  KerasArchiveWriter(OutputStream out) {
    zip = new ZipOutputStream(out);
    zip.setMethod(ZipOutputStream.STORED);
  }

  void metadata(LocalDateTime saved) throws IOException {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("keras_version", KERAS_VERSION);
    metadata.put("date_saved", SAVED.format(saved));
    add(KerasArchive.METADATA, Json.write(metadata));
  }

  void config(Map<String, Object> config) throws IOException {
    add(KerasArchive.CONFIG, Json.write(config));
  }

  /** The zip's directory needs the checksum before the content, so the content is made twice. */
  void weights(Hdf5Writer weights) throws IOException {
    CheckedOutputStream nowhere =
        new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
    weights.writeTo(nowhere);
    start(KerasArchive.WEIGHTS, weights.size(), nowhere.getChecksum().getValue());
    weights.writeTo(zip);
    zip.closeEntry();
  }

  void assets(Assets assets) throws IOException {
    for (String name : assets.names()) {
      add(KerasArchive.ASSETS + name, assets.get(name).orElseThrow());
    }
  }

  private void add(String name, byte[] content) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    start(name, content.length, checksum.getValue());
    zip.write(content);
    zip.closeEntry();
  }

  private void start(String name, long size, long checksum) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setSize(size);
    entry.setCrc(checksum);
    entry.setTimeLocal(NO_DATE);
    zip.putNextEntry(entry);
  }

  void finish() throws IOException {
    zip.finish();
  }
}
