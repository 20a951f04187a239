package dev.peaberry.augment;

import dev.peaberry.image.Image;

/**
 * A picture being changed: numbers {@code (H, W, C)}, usually 0 to 255, and room for a second
 * version of them. Confined to one thread, which uses it for one picture after the other.
 */
public final class Picture {
  private final int fullHeight;
  private final int fullWidth;
  private final int channels;
  private int height;
  private int width;
  private float[] values;
  private float[] other;
  private float[] spare;
  private float[] otherSpare;

  /** A black picture of a size in pixels. */
  public Picture(int height, int width, int channels) {
    this.fullHeight = height;
    this.fullWidth = width;
    this.height = height;
    this.width = width;
    this.channels = channels;
    this.spare = new float[0];
    this.otherSpare = spare;
    this.values = new float[Math.multiplyExact(Math.multiplyExact(height, width), channels)];
    this.other = new float[values.length];
  }

  /** A picture with the pixels of an image. */
  public static Picture of(Image image) {
    Picture picture = new Picture(image.height(), image.width(), image.channels());
    picture.load(image.pixels(), 0);
    return picture;
  }

  /** The rows, in pixels. */
  public int height() {
    return height;
  }

  /** The columns, in pixels. */
  public int width() {
    return width;
  }

  /** The numbers of a pixel. */
  public int channels() {
    return channels;
  }

  /**
   * The numbers, row after row, pixel after pixel; to be read and written. They are another array
   * after each {@link #swap}.
   */
  public float[] values() {
    return values;
  }

  /** Room for the next version, with anything in it. */
  float[] other() {
    return other;
  }

  /** What becomes of a value. */
  @FunctionalInterface
  interface Change {
    /** The new value. */
    float of(float value);
  }

  /** Changes each value by itself. */
  void change(Change change) {
    for (int i = 0; i < values.length; i++) {
      values[i] = change.of(values[i]);
    }
  }

  /** Makes what was written into {@link #other} the picture. */
  void swap() {
    float[] held = values;
    values = other;
    other = held;
  }

  /**
   * Keeps a part of the picture.
   *
   * @throws IllegalArgumentException if the part is not inside the picture
   */
  void crop(int top, int left, int newHeight, int newWidth) {
    if (top < 0 || left < 0 || top + newHeight > height || left + newWidth > width) {
      throw new IllegalArgumentException(
          "Found %d x %d pixels from row %d and column %d, expected a part of %d x %d pixels"
              .formatted(newHeight, newWidth, top, left, height, width));
    }
    float[] old = values;
    int oldRow = width * channels;
    resize(newHeight, newWidth);
    int row = newWidth * channels;
    for (int y = 0; y < newHeight; y++) {
      System.arraycopy(old, (top + y) * oldRow + left * channels, values, y * row, row);
    }
  }

  /** Another size, with anything in it; what the picture was stays in the arrays it had. */
  private void resize(int newHeight, int newWidth) {
    if (newHeight == height && newWidth == width) {
      return;
    }
    int length = newHeight * newWidth * channels;
    float[] held = values;
    float[] otherHeld = other;
    values = spare.length == length ? spare : new float[length];
    other = otherSpare.length == length ? otherSpare : new float[length];
    spare = held;
    otherSpare = otherHeld;
    height = newHeight;
    width = newWidth;
  }

  /** Takes over the values of another picture. */
  void copyFrom(Picture from) {
    resize(from.height, from.width);
    System.arraycopy(from.values, 0, values, 0, values.length);
  }

  /** Takes over 8-bit pixels of a picture of the size that this began with. */
  public void load(byte[] pixels, int offset) {
    resize(fullHeight, fullWidth);
    for (int i = 0; i < values.length; i++) {
      values[i] = pixels[offset + i] & 0xff;
    }
  }

  /** Writes the picture as 8-bit pixels, rounded and cut at 0 and 255. */
  public void store(byte[] pixels, int offset) {
    for (int i = 0; i < values.length; i++) {
      pixels[offset + i] = (byte) Math.max(0, Math.min(255, (int) (values[i] + 0.5f)));
    }
  }
}
