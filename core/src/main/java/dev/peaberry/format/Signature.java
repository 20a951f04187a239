package dev.peaberry.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What a file is, by its first bytes. */
enum Signature {
  /** A zip archive. */
  ZIP("PK\u0003\u0004"),
  /** An HDF5 file. */
  HDF5("\u0089HDF\r\n\u001a\n"),
  /** Anything else. */
  OTHER("");

  private static final int LONGEST = 8;

  private final String start;

  Signature(String start) {
    this.start = start;
  }

  static Signature of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String found = new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
      return Arrays.stream(values())
          .filter(each -> found.startsWith(each.start))
          .findFirst()
          .orElse(OTHER);
    }
  }
}
