package dev.peaberry.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * What a picture file says about itself beyond its size: colours, depth, orientation, animation.
 * Nothing is decoded. Where a file ends too early or contradicts itself, the usual is assumed; a
 * decoder finds out. Immutable.
 *
 * @param header format and size
 * @param colours what is stored for each pixel
 * @param bits for each channel of a pixel, or for its number in a palette
 * @param orientation EXIF's: 1 as stored, 2 to 8 to be mirrored or turned before it is shown
 * @param animated whether there are several frames
 * @see <a href="https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf">CIPA DC-008, Exif 2.3</a>
 */
public record ImageDetails(
    ImageHeader header, Colours colours, int bits, int orientation, boolean animated) {
  /** EXIF's orientation of a picture that is stored as it is shown. */
  public static final int UPRIGHT = 1;

  private static final int EIGHT_BITS = 8;
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

  /**
   * Reads the details of a file held in memory.
   *
   * @throws UndecodableImageException if it is no picture, or ends within its header
   */
  public static ImageDetails read(byte[] contents) throws UndecodableImageException {
    ImageHeader header = ImageHeader.read(contents);
    Walk walk = new Walk(contents);
    try {
      switch (header.format()) {
        case JPEG -> walk.jpeg();
        case PNG -> walk.png();
        case GIF -> walk.gif();
        case BMP -> walk.bmp();
        case WEBP -> walk.webp();
      }
    } catch (IndexOutOfBoundsException e) {
      // What was seen before the end counts: whether the file is damaged, its decoder tells.
      return walk.details(header);
    }
    return walk.details(header);
  }

  /** Goes over the parts of a file; reading behind its end throws. */
  private static final class Walk {
    private final ByteBuffer file;
    private Colours colours = Colours.RGB;
    private int bits = EIGHT_BITS;
    private int orientation = UPRIGHT;
    private boolean animated;

    Walk(byte[] contents) {
      file = ByteBuffer.wrap(contents);
    }

    ImageDetails details(ImageHeader header) {
      return new ImageDetails(header, colours, bits, orientation, animated);
    }

    private int u8(int at) {
      return file.get(at) & 0xff;
    }

    private int u16(int at) {
      return file.getShort(at) & 0xffff;
    }

    private void jpeg() {
      int at = 2;
      while (true) {
        while (u8(at) != 0xff || u8(at + 1) == 0xff) {
          at++;
        }
        int marker = u8(at + 1);
        if (marker == 0xd9 || marker == 0xda) {
          return;
        }
        if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
          at += 2;
          continue;
        }
        if (marker == 0xe1) {
          exif(at + 4, u16(at + 2) - 2);
        }
        if (marker == 0xc0 || (marker > 0xc0 && marker <= 0xcf && marker % 4 != 0)) {
          bits = u8(at + 4);
          colours =
              switch (u8(at + 9)) {
                case 1 -> Colours.GREY;
                case 4 -> Colours.CMYK;
                default -> Colours.RGB;
              };
        }
        at += 2 + Math.max(2, u16(at + 2));
      }
    }

    private void png() {
      bits = u8(24);
      colours =
          switch (u8(25)) {
            case 0 -> Colours.GREY;
            case 3 -> Colours.PALETTE;
            case 4 -> Colours.GREY_ALPHA;
            case 6 -> Colours.RGBA;
            default -> Colours.RGB;
          };
      for (int at = 8; at + 8 <= file.limit(); ) {
        int length = file.getInt(at);
        int kind = file.getInt(at + 4);
        if (length < 0 || length > file.limit() - at - 12) {
          return;
        }
        if (kind == 0x6163544c) { // "acTL", the beginning of an animation
          animated = file.getInt(at + 8) > 1;
        } else if (kind == 0x65584966) { // "eXIf"
          tiff(at + 8, length);
        }
        at += 12 + length;
      }
    }

    /** Counts frames up to the second. */
    private void gif() {
      colours = Colours.PALETTE;
      int frames = 0;
      int at = 13 + colourTable(10);
      while (u8(at) != 0x3b) {
        if (u8(at) == 0x2c) {
          frames++;
          animated = frames > 1;
          if (animated) {
            return;
          }
          at = skipBlocks(at + 11 + colourTable(at + 9));
        } else {
          at = skipBlocks(at + 2);
        }
      }
    }

    private int colourTable(int flagsAt) {
      int flags = u8(flagsAt);
      return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private int skipBlocks(int from) {
      int at = from;
      while (u8(at) != 0) {
        at += u8(at) + 1;
      }
      return at + 1;
    }

    private void bmp() {
      file.order(ByteOrder.LITTLE_ENDIAN);
      int perPixel = file.getInt(14) == 12 ? u16(24) : u16(28);
      colours = perPixel <= 8 ? Colours.PALETTE : perPixel == 32 ? Colours.RGBA : Colours.RGB;
      bits = Math.min(perPixel, EIGHT_BITS);
    }

    private void webp() {
      file.order(ByteOrder.LITTLE_ENDIAN);
      if (u8(15) == 'L') {
        // After 14 bits each of width and height, one bit tells whether there is an alpha channel.
        colours = (u8(24) & 0x10) != 0 ? Colours.RGBA : Colours.RGB;
      }
      if (u8(15) != 'X') {
        return;
      }
      colours = (u8(20) & 0x10) != 0 ? Colours.RGBA : Colours.RGB;
      animated = (u8(20) & 0x02) != 0;
      for (int at = 12; at + 8 <= file.limit(); ) {
        int length = file.getInt(at + 4);
        if (length < 0 || length > file.limit() - at - 8) {
          return;
        }
        if (file.getInt(at) == 0x46495845) { // "EXIF"
          tiff(at + 8, length);
          return;
        }
        at += 8 + length + (length & 1);
      }
    }

    private void exif(int at, int length) {
      for (int i = 0; i < EXIF.length; i++) {
        if (length <= i || file.get(at + i) != EXIF[i]) {
          return;
        }
      }
      tiff(at + EXIF.length, length - EXIF.length);
    }

    /** Looks for the orientation among the tags of the first directory. */
    private void tiff(int at, int length) {
      if (length < 8) {
        return;
      }
      ByteBuffer tiff = file.slice(at, Math.min(length, file.limit() - at));
      tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      int directory = tiff.getInt(4);
      if (directory < 8 || directory > tiff.limit() - 2) {
        return;
      }
      int tags = tiff.getShort(directory) & 0xffff;
      for (int tag = 0; tag < tags; tag++) {
        int entry = directory + 2 + 12 * tag;
        if (entry > tiff.limit() - 12) {
          return;
        }
        if ((tiff.getShort(entry) & 0xffff) == 0x0112) {
          int value = tiff.getShort(entry + 8) & 0xffff;
          orientation = value >= 1 && value <= 8 ? value : UPRIGHT;
          return;
        }
      }
    }
  }
}
