package dev.peaberry.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** The kind of an archive, told by its first bytes; very old tar files only by their name. */
enum ArchiveKind {
  ZIP,
  TAR,
  TAR_GZ,
  NONE;

  private static final int TAR_MAGIC_AT = 257;
  private static final byte[] TAR_MAGIC = "ustar".getBytes(StandardCharsets.US_ASCII);

  static ArchiveKind of(Path file) throws IOException {
    byte[] start;
    try (InputStream stream = Files.newInputStream(file)) {
      start = stream.readNBytes(TAR_MAGIC_AT + TAR_MAGIC.length);
    }
    if (start.length >= 4 && start[0] == 'P' && start[1] == 'K' && start[2] + 1 == start[3]) {
      return ZIP;
    }
    if (start.length >= 2 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b) {
      return TAR_GZ;
    }
    boolean named = file.toString().toLowerCase(Locale.ROOT).endsWith(".tar");
    int end = TAR_MAGIC_AT + TAR_MAGIC.length;
    boolean magic =
        start.length == end
            && Arrays.equals(start, TAR_MAGIC_AT, end, TAR_MAGIC, 0, TAR_MAGIC.length);
    return magic || (named && start.length == end) ? TAR : NONE;
  }
}
