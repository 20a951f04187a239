package dev.peaberry.image;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.util.Arrays;

/**
 * Resizes 8-bit pictures with the numbers of {@code tf.image.resize}, which Keras uses to load
 * picture folders. Immutable and thread-safe.
 *
 * <p>The results are TensorFlow's floats to within 1e-3; {@link #resize} and {@link #resizeInto}
 * round them to whole numbers.
 *
 * @see <a href="https://www.tensorflow.org/api_docs/python/tf/image/resize">tf.image.resize</a>
 */
public final class ImageResizer {
  private final int height;
  private final int width;
  private final Interpolation interpolation;
  private final boolean antialias;
  private final AspectRatio aspectRatio;

  private ImageResizer(
      int height,
      int width,
      Interpolation interpolation,
      boolean antialias,
      AspectRatio aspectRatio) {
    this.height = height;
    this.width = width;
    this.interpolation = interpolation;
    this.antialias = antialias;
    this.aspectRatio = aspectRatio;
  }

  /**
   * A resizer to the given size in pixels: bilinear, without antialiasing, stretching.
   *
   * @throws IllegalArgumentException if a side is below 1
   */
  public static ImageResizer to(int height, int width) {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "A picture has at least one row and column, found " + height + " x " + width);
    }
    return new ImageResizer(height, width, Interpolation.BILINEAR, false, AspectRatio.STRETCH);
  }

  /**
   * This resizer to another size in pixels.
   *
   * @throws IllegalArgumentException if a side is below 1
   */
  public ImageResizer withSize(int otherHeight, int otherWidth) {
    return to(otherHeight, otherWidth)
        .withInterpolation(interpolation)
        .withAntialias(antialias)
        .withAspectRatio(aspectRatio);
  }

  /** This resizer with another interpolation. */
  public ImageResizer withInterpolation(Interpolation other) {
    return new ImageResizer(height, width, other, antialias, aspectRatio);
  }

  /**
   * This resizer with antialiasing on or off: when a picture shrinks, every pixel of it then
   * counts. Nearest and area are what they are with either.
   */
  public ImageResizer withAntialias(boolean on) {
    return new ImageResizer(height, width, interpolation, on, aspectRatio);
  }

  /** This resizer with another treatment of pictures whose sides have another ratio. */
  public ImageResizer withAspectRatio(AspectRatio other) {
    return new ImageResizer(height, width, interpolation, antialias, other);
  }

  /** The rows of a result, in pixels. */
  public int height() {
    return height;
  }

  /** The columns of a result, in pixels. */
  public int width() {
    return width;
  }

  /** The resized picture, rounded to 8 bits. */
  public Image resize(Image image) {
    byte[] pixels = new byte[height * width * image.channels()];
    resizeInto(image, pixels, 0);
    return new Image(height, width, image.channels(), pixels);
  }

  /**
   * Writes the resized picture, rounded to 8 bits, at an offset of a larger array such as a batch
   * {@code (N, H, W, C)}. Every byte of the picture's place is written.
   *
   * @throws IllegalArgumentException if it does not fit there
   */
  public void resizeInto(Image image, byte[] target, int offset) {
    resizeInto(Pixels.of(image), target, offset);
  }

  void resizeInto(Pixels image, byte[] target, int offset) {
    int size = height * width * image.channels();
    if (offset < 0 || offset > target.length - size) {
      throw new IllegalArgumentException(
          "A picture of %d bytes at offset %d does not fit into %d bytes"
              .formatted(size, offset, target.length));
    }
    Placement place = Placement.of(image, height, width, aspectRatio);
    if (place.copies(image, height, width)) {
      System.arraycopy(image.bytes(), 0, target, offset, size);
      return;
    }
    if (place.pads(height, width)) {
      Arrays.fill(target, offset, offset + size, (byte) 0);
    }
    int stride = width * image.channels();
    int first = offset + place.top() * stride + place.left() * image.channels();
    Taps across = across(place);
    Taps down = down(place);
    if (interpolation == Interpolation.BILINEAR
        && !antialias
        && BilinearColours.suits(image, across, down)) {
      BilinearColours.resize(image, place, across, down, target, first, stride);
      return;
    }
    run(
        image,
        place,
        across,
        down,
        (y, row, length) -> {
          int at = first + y * stride;
          for (int i = 0; i < length; i++) {
            // Cubic and Lanczos kernels overshoot.
            target[at + i] = (byte) Math.max(0, Math.min(255, (int) (row[i] + 0.5f)));
          }
        });
  }

  /** The resized picture as TensorFlow gives it, {@code (H, W, C)} unrounded. */
  public FloatArray resizeToFloat(Image picture) {
    Pixels image = Pixels.of(picture);
    float[] pixels = new float[height * width * image.channels()];
    Placement place = Placement.of(image, height, width, aspectRatio);
    int stride = width * image.channels();
    run(
        image,
        place,
        across(place),
        down(place),
        (y, row, length) -> {
          int at = (place.top() + y) * stride + place.left() * image.channels();
          System.arraycopy(row, 0, pixels, at, length);
        });
    return new FloatArray(Shape.of(height, width, image.channels()), pixels);
  }

  private Taps across(Placement place) {
    return Taps.of(interpolation, antialias, place.cropWidth(), place.width());
  }

  private Taps down(Placement place) {
    return Taps.of(interpolation, antialias, place.cropHeight(), place.height());
  }

  /** Receives one finished row, valid only during the call. */
  @FunctionalInterface
  private interface RowSink {
    void accept(int y, float[] row, int length);
  }

  /**
   * Resizes rows first along x, on demand, then along y. Output rows need ascending input rows, so
   * a ring of as many rows as there are taps computes each input row once.
   */
  private static void run(Pixels image, Placement place, Taps across, Taps down, RowSink sink) {
    int length = place.width() * image.channels();
    float[][] ring = new float[down.count()][length];
    int[] held = new int[down.count()];
    Arrays.fill(held, -1);
    float[] sum = new float[length];
    for (int y = 0; y < place.height(); y++) {
      for (int tap = 0; tap < down.count(); tap++) {
        int row = down.starts()[y] + tap;
        int slot = row % ring.length;
        if (held[slot] != row) {
          across(image, place, row, across, ring[slot]);
          held[slot] = row;
        }
        add(sum, ring[slot], down.weights()[y * down.count() + tap], tap == 0);
      }
      sink.accept(y, sum, length);
    }
  }

  private static void add(float[] sum, float[] row, float weight, boolean first) {
    if (first) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] = weight * row[i];
      }
    } else {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += weight * row[i];
      }
    }
  }

  private static void across(Pixels image, Placement place, int y, Taps taps, float[] row) {
    int from = ((place.cropTop() + y) * image.width() + place.cropLeft()) * image.channels();
    across(image.bytes(), from, image.channels(), taps, row);
  }

  private static void across(byte[] pixels, int from, int channels, Taps taps, float[] row) {
    int[] starts = taps.starts();
    float[] weights = taps.weights();
    int count = taps.count();
    int out = 0;
    for (int x = 0; x < starts.length; x++) {
      for (int c = 0; c < channels; c++) {
        int at = from + starts[x] * channels + c;
        float sum = 0;
        for (int tap = x * count; tap < (x + 1) * count; tap++) {
          sum += weights[tap] * (pixels[at] & 0xff);
          at += channels;
        }
        row[out++] = sum;
      }
    }
  }

  /** All that the result depends on, for example {@code "150 x 150 BILINEAR STRETCH"}. */
  @Override
  public String toString() {
    String size = height + " x " + width + " " + interpolation;
    return size + (antialias ? " antialias " : " ") + aspectRatio;
  }
}
