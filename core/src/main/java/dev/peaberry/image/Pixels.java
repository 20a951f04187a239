package dev.peaberry.image;

import java.util.Arrays;

/**
 * A decoded picture at the beginning of an array that may be longer, because it is used again.
 * Valid until the next picture is decoded into it.
 *
 * @param height rows, in pixels
 * @param width columns, in pixels
 * @param channels 1 (grey), 3 (red, green, blue) or 4 (with alpha)
 * @param bytes at least {@code height * width * channels} unsigned bytes
 */
@SuppressWarnings("ArrayRecordComponent") // internal, compared by nobody
record Pixels(int height, int width, int channels, byte[] bytes) {
  /** The pixels of a picture. */
  static Pixels of(Image image) {
    return new Pixels(image.height(), image.width(), image.channels(), image.pixels());
  }

  /** The picture by itself: the array is handed over if it holds nothing else. */
  Image toImage() {
    int length = height * width * channels;
    byte[] exact = bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
    return new Image(height, width, channels, exact);
  }
}
