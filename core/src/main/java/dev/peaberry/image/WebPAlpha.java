package dev.peaberry.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads the alpha plane that accompanies lossy WebP colours.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9649#section-2.7.1.2">RFC 9649, alpha</a>
 */
final class WebPAlpha {
  private static final int HORIZONTAL = 1;
  private static final int VERTICAL = 2;
  private static final int GRADIENT = 3;

  private WebPAlpha() {}

  /** The opacities {@code (H, W)} from the chunk in a part of a file. */
  static byte[] decode(byte[] file, int from, int to, int height, int width)
      throws UndecodableImageException {
    if (to <= from) {
      throw new UndecodableImageException("damaged WEBP file: its alpha is empty");
    }
    byte[] alpha =
        (file[from] & 3) == 0
            ? plain(file, from + 1, to, height * width)
            : compressed(file, from + 1, to, height, width);
    unfilter(alpha, width, (file[from] >> 2) & 3);
    return alpha;
  }

  private static byte[] plain(byte[] file, int from, int to, int size)
      throws UndecodableImageException {
    if (to - from < size) {
      throw new UndecodableImageException("damaged WEBP file: it ends within its alpha");
    }
    return Arrays.copyOfRange(file, from, from + size);
  }

  /** The plane is the green of a lossless picture that lacks its header. */
  private static byte[] compressed(byte[] file, int from, int to, int height, int width)
      throws UndecodableImageException {
    byte[] chunk =
        ByteBuffer.allocate(5 + to - from)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put((byte) 0x2f)
            .putInt((width - 1) | ((height - 1) << 14))
            .put(file, from, to - from)
            .array();
    Image picture = WebP.lossless(chunk);
    byte[] alpha = new byte[height * width];
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = picture.pixels()[4 * i + 1];
    }
    return alpha;
  }

  private static void unfilter(byte[] alpha, int width, int filter) {
    for (int i = 0; filter != 0 && i < alpha.length; i++) {
      alpha[i] += (byte) predicted(alpha, i, width, filter);
    }
  }

  private static int predicted(byte[] alpha, int i, int width, int filter) {
    if (i == 0) {
      return 0;
    }
    if (i < width) {
      return alpha[i - 1];
    }
    if (i % width == 0 || filter == VERTICAL) {
      return alpha[i - width];
    }
    int left = alpha[i - 1] & 0xff;
    if (filter == HORIZONTAL) {
      return left;
    }
    int gradient = left + (alpha[i - width] & 0xff) - (alpha[i - width - 1] & 0xff);
    return filter == GRADIENT ? Math.max(0, Math.min(255, gradient)) : 0;
  }
}
