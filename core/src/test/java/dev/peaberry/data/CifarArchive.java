package dev.peaberry.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Files laid out like CIFAR-10's, with few random pictures. */
final class CifarArchive {
  static final int PICTURES = 7;
  static final int RECORD_BYTES = 1 + 3 * 32 * 32;

  private final Map<String, byte[]> files = new LinkedHashMap<>();

  CifarArchive() {
    Random random = new Random(3);
    files.put("batches.meta.txt", text(String.join("\n", Cifar10.CLASS_NAMES) + "\n\n"));
    for (int i = 1; i <= 5; i++) {
      files.put("data_batch_" + i + ".bin", records(random));
    }
    files.put("readme.html", text("<html></html>"));
    files.put("test_batch.bin", records(random));
  }

  byte[] file(String name) {
    return files.get(name);
  }

  CifarArchive with(String name, byte[] content) {
    files.put(name, content);
    return this;
  }

  CifarArchive without(String name) {
    files.remove(name);
    return this;
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  Path writeArchive(Path file) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file));
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : files.entrySet()) {
        TarArchiveEntry header = new TarArchiveEntry("cifar-10-batches-bin/" + entry.getKey());
        header.setSize(entry.getValue().length);
        tar.putArchiveEntry(header);
        tar.write(entry.getValue());
        tar.closeArchiveEntry();
      }
    }
    return file;
  }

  Path writeFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> entry : files.entrySet()) {
      Files.write(folder.resolve(entry.getKey()), entry.getValue());
    }
    return folder;
  }

  private static byte[] records(Random random) {
    byte[] bytes = new byte[PICTURES * RECORD_BYTES];
    random.nextBytes(bytes);
    for (int i = 0; i < PICTURES; i++) {
      bytes[i * RECORD_BYTES] = (byte) random.nextInt(10);
    }
    return bytes;
  }
}
