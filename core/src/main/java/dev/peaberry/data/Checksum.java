package dev.peaberry.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The checksum that a file must have. Immutable.
 *
 * @param algorithm how it is computed
 * @param hex its digits, lower case
 */
public record Checksum(Algorithm algorithm, String hex) {
  private static final int BUFFER_BYTES = 1 << 16;

  /** How a checksum is computed. */
  public enum Algorithm {
    /** 32 digits; published for older data sets. Finds accidents, and is no proof of origin. */
    MD5("MD5", 32),
    /** 64 digits. */
    SHA_256("SHA-256", 64);

    private final String label;
    private final int digits;

    Algorithm(String label, int digits) {
      this.label = label;
      this.digits = digits;
    }

    /** Begins a computation. */
    public MessageDigest digest() {
      try {
        return MessageDigest.getInstance(label);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Every Java has " + label, e);
      }
    }

    @Override
    public String toString() {
      return label;
    }
  }

  /**
   * Checks the digits and turns them to lower case.
   *
   * @throws IllegalArgumentException if there are too few or too many, or if one is not hexadecimal
   */
  public Checksum {
    hex = hex.toLowerCase(Locale.ROOT);
    if (!hex.matches("[0-9a-f]{" + algorithm.digits + "}")) {
      throw new IllegalArgumentException(
          algorithm + " has " + algorithm.digits + " hexadecimal digits, found \"" + hex + '"');
    }
  }

  /** An MD5 checksum of 32 hexadecimal digits. */
  public static Checksum md5(String hex) {
    return new Checksum(Algorithm.MD5, hex);
  }

  /** A SHA-256 checksum of 64 hexadecimal digits. */
  public static Checksum sha256(String hex) {
    return new Checksum(Algorithm.SHA_256, hex);
  }

  /**
   * Computes the checksum of a file.
   *
   * @throws IOException if the file cannot be read
   */
  public static Checksum of(Path file, Algorithm algorithm) throws IOException {
    MessageDigest digest = algorithm.digest();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return new Checksum(algorithm, HexFormat.of().formatHex(digest.digest()));
  }

  /** Computes the checksum of bytes. */
  public static Checksum of(byte[] content, Algorithm algorithm) {
    return new Checksum(algorithm, HexFormat.of().formatHex(algorithm.digest().digest(content)));
  }

  @Override
  public String toString() {
    return algorithm + " " + hex;
  }
}
