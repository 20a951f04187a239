package dev.peaberry.image;

import java.util.Arrays;

/**
 * Cuts a GIF file after its first frame, so that a long animation costs no more than a still
 * picture and cannot exhaust memory.
 *
 * @see <a href="https://www.w3.org/Graphics/GIF/spec-gif89a.txt">GIF89a</a>
 */
final class GifFirstFrame {
  private static final int TRAILER = 0x3b;

  private final byte[] file;
  private int at;

  private GifFirstFrame(byte[] file) {
    this.file = file;
  }

  /** The file up to its first frame; the frame's own size is checked too. */
  static byte[] cut(byte[] file, HeaderCheck check) throws UndecodableImageException {
    try {
      return new GifFirstFrame(file).cut(check);
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new UndecodableImageException("the GIF file ends within its first frame", e);
    }
  }

  private byte[] cut(HeaderCheck check) throws UndecodableImageException {
    at = 13;
    skipColorTable(file[10]);
    while (file[at] != 0x2c) {
      if (file[at] != 0x21) {
        throw new UndecodableImageException("the GIF file holds no frame");
      }
      at += 2;
      skipSubBlocks();
    }
    check.check(new ImageHeader(ImageFormat.GIF, size(at + 7), size(at + 5)));
    byte flags = file[at + 9];
    at += 10;
    skipColorTable(flags);
    at++;
    skipSubBlocks();
    byte[] first = Arrays.copyOf(file, at + 1);
    first[at] = TRAILER;
    return first;
  }

  private int size(int offset) {
    return (file[offset] & 0xff) | ((file[offset + 1] & 0xff) << 8);
  }

  private void skipColorTable(byte flags) {
    if ((flags & 0x80) != 0) {
      at += 3 << ((flags & 7) + 1);
    }
  }

  private void skipSubBlocks() {
    int length;
    while ((length = file[at++] & 0xff) != 0) {
      at += length;
    }
    if (at > file.length) {
      throw new ArrayIndexOutOfBoundsException(at);
    }
  }
}
