package dev.peaberry.image;

import java.util.Arrays;

/**
 * Decodes a VP8 key frame, the pixels of a lossy WebP file, bit for bit as the format's reference
 * decoder does: Java's readers differ from it in the colours.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6386">RFC 6386</a>
 */
final class Vp8Decoder {
  private static final int FRAME_HEADER = 10;

  private final byte[] file;
  private final int end;
  private final int width;
  private final int height;
  private final int columns;
  private final int rows;
  private final Vp8BoolDecoder modes;
  private final Vp8Header header;
  private final Vp8BoolDecoder[] partitions;
  private final Vp8Plane[] planes;
  private final Vp8Residuals residuals;

  // The modes of the 4 x 4 blocks above and to the left, contexts for the next ones.
  private final int[] modesAbove;
  private final int[] modesLeft = new int[4];
  private final int[] subModes = new int[16];

  // For the loop filter, which runs when all is predicted.
  private final byte[] levels;
  private final boolean[] smoothInside;

  private Vp8Decoder(byte[] file, int from, int end) throws UndecodableImageException {
    this.file = file;
    this.end = end;
    int tag = u24(from);
    boolean start = u24(from + 3) == 0x2a019d;
    int first = from + FRAME_HEADER;
    int firstSize = tag >> 5;
    if ((tag & 1) != 0 || !start || firstSize > end - first) {
      throw new UndecodableImageException("damaged WEBP file: no complete key frame");
    }
    width = (u24(from + 6) & 0xffff) & 0x3fff;
    height = (u24(from + 7) >> 8) & 0x3fff;
    columns = (width + 15) / 16;
    rows = (height + 15) / 16;
    modes = new Vp8BoolDecoder(file, first, first + firstSize);
    header = new Vp8Header(modes);
    partitions = partitions(first + firstSize);
    planes =
        new Vp8Plane[] {
          new Vp8Plane(16 * columns, 16 * rows),
          new Vp8Plane(8 * columns, 8 * rows),
          new Vp8Plane(8 * columns, 8 * rows)
        };
    residuals = new Vp8Residuals(header.coefficients, columns);
    modesAbove = new int[4 * columns];
    levels = new byte[rows * columns];
    smoothInside = new boolean[rows * columns];
  }

  /**
   * Decodes the frame in a part of a file to red, green and blue.
   *
   * @throws UndecodableImageException if it is damaged
   */
  static Image decode(byte[] file, int from, int end) throws UndecodableImageException {
    if (end - from < FRAME_HEADER) {
      throw new UndecodableImageException("damaged WEBP file: it ends within its header");
    }
    Vp8Decoder decoder = new Vp8Decoder(file, from, end);
    for (int row = 0; row < decoder.rows; row++) {
      decoder.row(row);
    }
    decoder.smooth();
    return Vp8Colours.rgb(decoder.planes, decoder.height, decoder.width);
  }

  private int u24(int at) {
    return (file[at] & 0xff) | ((file[at + 1] & 0xff) << 8) | ((file[at + 2] & 0xff) << 16);
  }

  private Vp8BoolDecoder[] partitions(int sizes) throws UndecodableImageException {
    Vp8BoolDecoder[] all = new Vp8BoolDecoder[header.partitions];
    int at = sizes + 3 * (all.length - 1);
    if (at > end) {
      throw new UndecodableImageException("damaged WEBP file: it ends within its header");
    }
    for (int i = 0; i < all.length; i++) {
      int to = i == all.length - 1 ? end : Math.min(end, at + u24(sizes + 3 * i));
      all[i] = new Vp8BoolDecoder(file, at, to);
      at = to;
    }
    return all;
  }

  private void row(int row) throws UndecodableImageException {
    Vp8BoolDecoder tokens = partitions[row % partitions.length];
    Arrays.fill(modesLeft, Vp8Prediction.DC);
    residuals.startRow();
    for (int column = 0; column < columns; column++) {
      macroblock(tokens, row, column);
      if (tokens.exhausted() || modes.exhausted()) {
        throw new UndecodableImageException("damaged WEBP file: it ends within its pixels");
      }
    }
  }

  private void macroblock(Vp8BoolDecoder tokens, int row, int column) {
    int segment = header.segment(modes);
    boolean skip = header.skipProbability >= 0 && modes.bit(header.skipProbability) == 1;
    boolean whole = modes.bit(145) == 1;
    int mode = whole ? wholeMode(column) : Vp8Prediction.DC;
    if (!whole) {
      subModes(column);
    }
    int chromaMode = chromaMode();
    boolean any = false;
    if (skip) {
      residuals.skip(column, whole);
    } else {
      any = residuals.read(tokens, column, whole, header.steps(segment));
    }
    if (whole) {
      Vp8Prediction.block(planes[0], 16 * column, 16 * row, 16, mode);
      addAll(any, 0, 16 * column, 16 * row, 4, 0);
    } else {
      subBlocks(any, row, column);
    }
    for (int plane = 1; plane <= 2; plane++) {
      Vp8Prediction.block(planes[plane], 8 * column, 8 * row, 8, chromaMode);
      addAll(any, plane, 8 * column, 8 * row, 2, 12 + 4 * plane);
    }
    int index = row * columns + column;
    levels[index] = (byte) (header.filterLevel == 0 ? 0 : header.filterLevel(segment, !whole));
    smoothInside[index] = any || !whole;
  }

  private int wholeMode(int column) {
    int mode;
    if (modes.bit(156) == 1) {
      mode = modes.bit(128) == 1 ? Vp8Prediction.TRUE_MOTION : Vp8Prediction.HORIZONTAL;
    } else {
      mode = modes.bit(163) == 1 ? Vp8Prediction.VERTICAL : Vp8Prediction.DC;
    }
    Arrays.fill(modesAbove, 4 * column, 4 * column + 4, mode);
    Arrays.fill(modesLeft, mode);
    return mode;
  }

  private int chromaMode() {
    if (modes.bit(142) == 0) {
      return Vp8Prediction.DC;
    }
    if (modes.bit(114) == 0) {
      return Vp8Prediction.VERTICAL;
    }
    return modes.bit(183) == 1 ? Vp8Prediction.TRUE_MOTION : Vp8Prediction.HORIZONTAL;
  }

  private void subModes(int column) {
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 4; x++) {
        int above = modesAbove[4 * column + x];
        int mode = subMode((above * 10 + modesLeft[y]) * 9);
        modesAbove[4 * column + x] = mode;
        modesLeft[y] = mode;
        subModes[4 * y + x] = mode;
      }
    }
  }

  /** Walks the tree of modes with the nine probabilities at a place of their table. */
  private int subMode(int at) {
    int[] p = Vp8Tables.SUB_BLOCK_MODES;
    for (int mode = Vp8Prediction.DC; mode <= Vp8Prediction.VERTICAL; mode++) {
      if (modes.bit(p[at + mode]) == 0) {
        return mode;
      }
    }
    if (modes.bit(p[at + 3]) == 0) {
      if (modes.bit(p[at + 4]) == 0) {
        return Vp8Prediction.HORIZONTAL;
      }
      return modes.bit(p[at + 5]) == 0 ? Vp8Prediction.RIGHT_DOWN : Vp8Prediction.VERTICAL_RIGHT;
    }
    if (modes.bit(p[at + 6]) == 0) {
      return Vp8Prediction.LEFT_DOWN;
    }
    if (modes.bit(p[at + 7]) == 0) {
      return Vp8Prediction.VERTICAL_LEFT;
    }
    return modes.bit(p[at + 8]) == 0 ? Vp8Prediction.HORIZONTAL_DOWN : Vp8Prediction.HORIZONTAL_UP;
  }

  private void addAll(boolean any, int plane, int x, int y, int size, int firstBlock) {
    for (int block = 0; any && block < size * size; block++) {
      int at = planes[plane].at(x + block % size * 4, y + block / size * 4);
      Vp8Transform.add(residuals.coefficients, (firstBlock + block) * 16, planes[plane], at);
    }
  }

  private void subBlocks(boolean any, int row, int column) {
    Vp8Plane luma = planes[0];
    int[] topRight = topRight(luma, row, column);
    int[] edge = new int[13];
    for (int block = 0; block < 16; block++) {
      int x = block % 4;
      int at = luma.at(16 * column + 4 * x, 16 * row + block / 4 * 4);
      for (int i = 0; i < 4; i++) {
        edge[i] = luma.get(at + (3 - i) * luma.stride - 1);
        edge[5 + i] = luma.get(at - luma.stride + i);
        edge[9 + i] = x == 3 ? topRight[i] : luma.get(at - luma.stride + 4 + i);
      }
      edge[4] = luma.get(at - luma.stride - 1);
      Vp8Prediction.subBlock(luma, at, subModes[block], edge);
      if (any) {
        Vp8Transform.add(residuals.coefficients, block * 16, luma, at);
      }
    }
  }

  /** The pixels above and to the right of a macroblock, which serve all its rows of blocks. */
  private int[] topRight(Vp8Plane luma, int row, int column) {
    int at = luma.at(16 * column + 16, 16 * row) - luma.stride;
    boolean outside = row > 0 && column == columns - 1;
    int[] pixels = new int[4];
    for (int i = 0; i < 4; i++) {
      pixels[i] = outside ? luma.get(at - 1) : luma.get(at + i);
    }
    return pixels;
  }

  private void smooth() {
    Vp8LoopFilter[] filters = new Vp8LoopFilter[planes.length];
    Arrays.setAll(filters, i -> new Vp8LoopFilter(planes[i]));
    for (int index = 0; index < levels.length; index++) {
      if (levels[index] == 0) {
        continue;
      }
      Vp8FilterStrength strength = Vp8FilterStrength.of(levels[index], header.sharpness);
      int x = index % columns;
      int y = index / columns;
      if (header.simpleFilter) {
        smoothSimply(filters[0], x, y, smoothInside[index], strength.limit());
      } else {
        for (int plane = 0; plane < planes.length; plane++) {
          int size = plane == 0 ? 16 : 8;
          smooth(filters[plane], planes[plane], x, y, size, smoothInside[index], strength);
        }
      }
    }
  }

  private void smoothSimply(Vp8LoopFilter filter, int x, int y, boolean inside, int limit) {
    int stride = planes[0].stride;
    int at = planes[0].at(16 * x, 16 * y);
    if (x > 0) {
      filter.simple(at, 1, stride, limit + 4);
    }
    for (int i = 4; inside && i < 16; i += 4) {
      filter.simple(at + i, 1, stride, limit);
    }
    if (y > 0) {
      filter.simple(at, stride, 1, limit + 4);
    }
    for (int i = 4; inside && i < 16; i += 4) {
      filter.simple(at + i * stride, stride, 1, limit);
    }
  }

  private static void smooth(
      Vp8LoopFilter filter,
      Vp8Plane plane,
      int x,
      int y,
      int size,
      boolean inside,
      Vp8FilterStrength strength) {
    int stride = plane.stride;
    int at = plane.at(size * x, size * y);
    if (x > 0) {
      filter.outer(at, 1, stride, size, strength);
    }
    for (int i = 4; inside && i < size; i += 4) {
      filter.inner(at + i, 1, stride, size, strength);
    }
    if (y > 0) {
      filter.outer(at, stride, 1, size, strength);
    }
    for (int i = 4; inside && i < size; i += 4) {
      filter.inner(at + i * stride, stride, 1, size, strength);
    }
  }
}
