package dev.peaberry.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A picture file's format, told by its first bytes and never by its name. */
public enum ImageFormat {
  /** JPEG, baseline or progressive. */
  JPEG,
  /** Portable Network Graphics. */
  PNG,
  /** Graphics Interchange Format; of an animation the first frame counts. */
  GIF,
  /** Windows bitmap. */
  BMP,
  /** WebP, lossy or lossless. */
  WEBP;

  /** How many first bytes {@link #of} looks at. */
  static final int SIGNATURE_LENGTH = 12;

  private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 26, '\n'};

  /** The format of a file with these first bytes, or empty if none of ours. */
  public static Optional<ImageFormat> of(byte[] contents) {
    if (startsWith(contents, 0, (byte) 0xff, (byte) 0xd8, (byte) 0xff)) {
      return Optional.of(JPEG);
    }
    if (startsWith(contents, 0, PNG_SIGNATURE)) {
      return Optional.of(PNG);
    }
    if (startsWith(contents, 0, ascii("GIF8"))) {
      return Optional.of(GIF);
    }
    if (startsWith(contents, 0, ascii("RIFF")) && startsWith(contents, 8, ascii("WEBP"))) {
      return Optional.of(WEBP);
    }
    return startsWith(contents, 0, ascii("BM")) ? Optional.of(BMP) : Optional.empty();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static boolean startsWith(byte[] contents, int from, byte... signature) {
    int to = from + signature.length;
    return contents.length >= to
        && Arrays.equals(contents, from, to, signature, 0, signature.length);
  }
}
