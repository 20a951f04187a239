package dev.peaberry.data;

import dev.peaberry.image.ColorMode;
import dev.peaberry.image.Image;
import dev.peaberry.image.ImageDecoder;
import dev.peaberry.image.ImageResizer;
import dev.peaberry.image.Interpolation;
import dev.peaberry.image.UndecodableImageException;
import java.util.Arrays;
import java.util.Optional;

/**
 * What tells copies of a picture from other pictures: a checksum of its bytes, a perceptual hash,
 * and a small grey picture to compare in earnest. Immutable; about 1.2 kB.
 *
 * <p>The hash has 64 bits: the signs, relative to their median, of the 8 x 8 lowest frequencies of
 * the discrete cosine transform of the picture reduced to 32 x 32. Files saved anew, resized,
 * brightened or cropped a little keep most of the bits.
 *
 * @see <a href="https://www.phash.org/docs/pubs/thesis_zauner.pdf">Zauner, Implementation and
 *     Benchmarking of Perceptual Image Hash Functions, 2010, section 3.2.1</a>
 */
public final class Fingerprint {
  /** Rows and columns of the small grey picture. */
  static final int SIDE = 32;

  private static final int FREQUENCIES = 8;
  private static final double BLANK_DEVIATION = 2;

  /** So that each pixel of the small picture is a mean of several, whatever the decoder reduced. */
  private static final int LEAST_DECODED = 2 * SIDE;

  private static final ImageResizer SMALL =
      ImageResizer.to(SIDE, SIDE).withInterpolation(Interpolation.AREA);

  private static final float[] COSINES = cosines();

  private final Checksum checksum;
  private final byte[] grey;
  private final float deviation;
  private final long hash;

  private Fingerprint(Checksum checksum, byte[] grey) {
    this.checksum = checksum;
    this.grey = grey;
    this.deviation = (float) deviation(grey);
    this.hash = hash(grey);
  }

  /**
   * The fingerprint of a picture of a source. Takes as long as reading its file and decoding it at
   * reduced scale.
   *
   * @throws BrokenImageException if the picture cannot be read or decoded
   */
  public static Fingerprint of(ImageSource source, int index) throws BrokenImageException {
    Optional<byte[]> file = source.file(index);
    if (file.isEmpty()) {
      return ofImage(source.read(index));
    }
    try {
      return ofFile(file.get());
    } catch (UndecodableImageException e) {
      throw new BrokenImageException(source.name(index), Reasons.of(e), e);
    }
  }

  /** The fingerprint of a picture that is not held as a file. */
  public static Fingerprint ofImage(Image image) {
    return new Fingerprint(Checksum.of(image.pixels(), Checksum.Algorithm.SHA_256), grey(image));
  }

  /**
   * The fingerprint of a picture file.
   *
   * @throws UndecodableImageException if it is no picture, or damaged
   */
  public static Fingerprint ofFile(byte[] contents) throws UndecodableImageException {
    Image image = ImageDecoder.of(ColorMode.GRAYSCALE).decodeReduced(contents, LEAST_DECODED);
    return new Fingerprint(Checksum.of(contents, Checksum.Algorithm.SHA_256), grey(image));
  }

  private static byte[] grey(Image image) {
    return SMALL.resize(ColorMode.GRAYSCALE.convert(image)).pixels();
  }

  /** Of the file's bytes; of the pixels where the picture is not held as a file. */
  public Checksum checksum() {
    return checksum;
  }

  /** The perceptual hash; that of a blank picture means nothing. */
  public long hash() {
    return hash;
  }

  /** The standard deviation of the grey levels, 0 to 127.5. */
  public double deviation() {
    return deviation;
  }

  /** Whether the picture is of almost one grey level, so that there is nothing to recognise. */
  public boolean isBlank() {
    return deviation < BLANK_DEVIATION;
  }

  /** The number of bits, 0 to 64, in which two hashes differ. */
  public int distance(Fingerprint other) {
    return Long.bitCount(hash ^ other.hash);
  }

  /** The small grey picture, row by row, 0 to 255. */
  float[] levels() {
    float[] levels = new float[grey.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = grey[i] & 0xff;
    }
    return levels;
  }

  private static double deviation(byte[] grey) {
    double sum = 0;
    double squares = 0;
    for (byte level : grey) {
      int value = level & 0xff;
      sum += value;
      squares += value * value;
    }
    double mean = sum / grey.length;
    return Math.sqrt(Math.max(0, squares / grey.length - mean * mean));
  }

  private static long hash(byte[] grey) {
    float[] spectrum = spectrum(grey);
    // The constant part says how bright the picture is: it must not move the median.
    float[] sorted = Arrays.copyOfRange(spectrum, 1, spectrum.length);
    Arrays.sort(sorted);
    float median = sorted[sorted.length / 2];
    long hash = 0;
    for (int i = 0; i < spectrum.length; i++) {
      if (spectrum[i] > median) {
        hash |= 1L << i;
      }
    }
    return hash;
  }

  /** The lowest frequencies of the two-dimensional cosine transform, {@code (8, 8)}. */
  private static float[] spectrum(byte[] grey) {
    float[] across = new float[SIDE * FREQUENCIES];
    for (int y = 0; y < SIDE; y++) {
      for (int u = 0; u < FREQUENCIES; u++) {
        float sum = 0;
        for (int x = 0; x < SIDE; x++) {
          sum += COSINES[u * SIDE + x] * (grey[y * SIDE + x] & 0xff);
        }
        across[y * FREQUENCIES + u] = sum;
      }
    }
    float[] spectrum = new float[FREQUENCIES * FREQUENCIES];
    for (int v = 0; v < FREQUENCIES; v++) {
      for (int y = 0; y < SIDE; y++) {
        for (int u = 0; u < FREQUENCIES; u++) {
          spectrum[v * FREQUENCIES + u] += COSINES[v * SIDE + y] * across[y * FREQUENCIES + u];
        }
      }
    }
    return spectrum;
  }

  private static float[] cosines() {
    float[] cosines = new float[FREQUENCIES * SIDE];
    for (int u = 0; u < FREQUENCIES; u++) {
      double scale = Math.sqrt((u == 0 ? 1.0 : 2.0) / SIDE);
      for (int x = 0; x < SIDE; x++) {
        cosines[u * SIDE + x] =
            (float) (scale * Math.cos(Math.PI * (2 * x + 1) * u / (2.0 * SIDE)));
      }
    }
    return cosines;
  }
}
