package dev.peaberry.image;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * How a camera was held, as a JPEG file's EXIF data say: what is to be done to the pixels that they
 * show what is up above. Immutable.
 *
 * @param transposed whether rows and columns change places, which comes first
 * @param mirrored whether left and right change places
 * @param flipped whether top and bottom change places
 * @see <a href="https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf">EXIF 2.3</a>
 */
record Orientation(boolean transposed, boolean mirrored, boolean flipped) {
  /** Nothing is to be done. */
  static final Orientation UPRIGHT = new Orientation(false, false, false);

  private static final int APP1 = 0xffe1;
  private static final int START_OF_SCAN = 0xffda;
  private static final int TAG = 0x0112;
  private static final String EXIF = "Exif\0\0";

  /** What a JPEG file says; upright where it says nothing or nothing that can be read. */
  static Orientation of(byte[] jpeg) {
    try {
      ByteBuffer file = ByteBuffer.wrap(jpeg).position(2);
      while (file.remaining() >= 4) {
        int marker = file.getShort() & 0xffff;
        int length = (file.getShort() & 0xffff) - 2;
        if (marker < 0xff00 || marker == START_OF_SCAN || length < 0) {
          break;
        }
        if (marker == APP1 && isExif(file)) {
          return ofNumber(
              number(file.slice(file.position() + EXIF.length(), length - EXIF.length())));
        }
        file.position(file.position() + length);
      }
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return UPRIGHT; // cut off or damaged: the pixels decide whether the file is of use
    }
    return UPRIGHT;
  }

  private static boolean isExif(ByteBuffer segment) {
    byte[] start = new byte[EXIF.length()];
    segment.get(segment.position(), start);
    return EXIF.equals(new String(start, StandardCharsets.ISO_8859_1));
  }

  /** The value of the tag in the first directory. */
  private static int number(ByteBuffer tiff) {
    tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    int entries = tiff.getShort(directory) & 0xffff;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + 12 * i;
      if ((tiff.getShort(entry) & 0xffff) == TAG) {
        return tiff.getShort(entry + 8) & 0xffff;
      }
    }
    return 1;
  }

  static Orientation ofNumber(int number) {
    return switch (number) {
      case 2 -> new Orientation(false, true, false);
      case 3 -> new Orientation(false, true, true);
      case 4 -> new Orientation(false, false, true);
      case 5 -> new Orientation(true, false, false);
      case 6 -> new Orientation(true, true, false);
      case 7 -> new Orientation(true, true, true);
      case 8 -> new Orientation(true, false, true);
      default -> UPRIGHT;
    };
  }

  /** The picture as it was seen; itself where nothing is to be done. */
  Image apply(Image image) {
    if (equals(UPRIGHT)) {
      return image;
    }
    int height = transposed ? image.width() : image.height();
    int width = transposed ? image.height() : image.width();
    int channels = image.channels();
    byte[] pixels = new byte[image.pixels().length];
    int to = 0;
    for (int y = 0; y < height; y++) {
      int row = flipped ? height - 1 - y : y;
      for (int x = 0; x < width; x++, to += channels) {
        int column = mirrored ? width - 1 - x : x;
        int from = (transposed ? column * height + row : row * width + column) * channels;
        System.arraycopy(image.pixels(), from, pixels, to, channels);
      }
    }
    return new Image(height, width, channels, pixels);
  }
}
