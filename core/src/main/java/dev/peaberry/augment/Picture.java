package dev.peaberry.augment;

import dev.peaberry.image.Image;

/**
 * A picture being changed: numbers {@code (H, W, C)}, usually 0 to 255, and room for a second
 * version of them. Confined to one thread, which uses it for one picture after the other.
 */
public final class Picture {
  private final int height;
  private final int width;
  private final int channels;
  private float[] values;
  private float[] other;

  /** A black picture of a size in pixels. */
  public Picture(int height, int width, int channels) {
    this.height = height;
    this.width = width;
    this.channels = channels;
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

  /** Makes what was written into {@link #other} the picture. */
  void swap() {
    float[] held = values;
    values = other;
    other = held;
  }

  /** Takes over 8-bit pixels. */
  public void load(byte[] pixels, int offset) {
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
