package dev.peaberry.report;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The letters that Peaberry carries with it: DejaVu Sans as outlines, read from a TrueType file
 * without Java's font system, which needs fonts installed and throws where there are none (a bare
 * server, a container). Lengths are in ems, y grows downwards. Immutable and thread-safe.
 *
 * <p>Reads the part of <a href="https://learn.microsoft.com/typography/opentype/spec">OpenType</a>
 * that the embedded file uses: simple and composite glyphs, a character map of format 4.
 */
final class Typeface {
  private static final String RESOURCE = "DejaVuSans-subset.ttf";
  private static final int ON_CURVE = 1;
  private static final int X_SHORT = 2;
  private static final int Y_SHORT = 4;
  private static final int REPEAT = 8;
  private static final int X_SAME_OR_POSITIVE = 16;
  private static final int Y_SAME_OR_POSITIVE = 32;
  private static final int WORD_OFFSETS = 1;
  private static final int ONE_SCALE = 8;
  private static final int MORE_PARTS = 32;
  private static final int TWO_SCALES = 64;
  private static final int MATRIX = 128;

  private final ByteBuffer file;
  private final Map<String, Integer> tables = new HashMap<>();
  private final int unitsPerEm;
  private final boolean longOffsets;
  private final int advances;

  private Typeface(ByteBuffer file) {
    this.file = file;
    int count = file.getShort(4);
    for (int i = 0; i < count; i++) {
      int entry = 12 + 16 * i;
      byte[] tag = new byte[4];
      file.get(entry, tag);
      tables.put(new String(tag, StandardCharsets.US_ASCII), file.getInt(entry + 8));
    }
    unitsPerEm = unsigned(tables.get("head") + 18);
    longOffsets = file.getShort(tables.get("head") + 50) == 1;
    advances = unsigned(tables.get("hhea") + 34);
  }

  private static final class Embedded {
    private static final Typeface INSTANCE = read();

    private static Typeface read() {
      try (InputStream in = Typeface.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new IllegalStateException(
              "The font " + RESOURCE + " is missing from peaberry-core; build or copy it whole");
        }
        return new Typeface(ByteBuffer.wrap(in.readAllBytes()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The embedded typeface. */
  static Typeface embedded() {
    return Embedded.INSTANCE;
  }

  /** Whether there is a glyph for a code point. */
  boolean has(int codePoint) {
    return glyph(codePoint) != 0;
  }

  /** How far a character moves the pen, in ems; that of an empty box where it has no glyph. */
  double advance(int codePoint) {
    int index = Math.min(glyph(codePoint), advances - 1);
    return (double) unsigned(tables.get("hmtx") + 4 * index) / unitsPerEm;
  }

  /** A character's outline for a pen at (0, 0); an empty box where it has no glyph. */
  Path2D outline(int codePoint) {
    Path2D.Double path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    append(glyph(codePoint), path, new AffineTransform());
    double scale = 1.0 / unitsPerEm;
    path.transform(AffineTransform.getScaleInstance(scale, -scale));
    return path;
  }

  private int glyph(int codePoint) {
    if (codePoint > 0xffff) {
      return 0;
    }
    int table = tables.get("cmap");
    int map = table + file.getInt(table + 8);
    int doubled = unsigned(map + 6);
    for (int i = 0; i < doubled; i += 2) {
      if (codePoint <= unsigned(map + 14 + i)) {
        return glyph(codePoint, map + 16 + doubled + i, doubled);
      }
    }
    return 0;
  }

  private int glyph(int codePoint, int start, int doubled) {
    int first = unsigned(start);
    if (codePoint < first) {
      return 0;
    }
    int delta = unsigned(start + doubled);
    int rangeAt = start + 2 * doubled;
    int range = unsigned(rangeAt);
    if (range == 0) {
      return (codePoint + delta) & 0xffff;
    }
    int index = unsigned(rangeAt + range + 2 * (codePoint - first));
    return index == 0 ? 0 : (index + delta) & 0xffff;
  }

  private int offset(int glyph) {
    int table = tables.get("loca");
    return longOffsets ? file.getInt(table + 4 * glyph) : 2 * unsigned(table + 2 * glyph);
  }

  private void append(int glyph, Path2D.Double path, AffineTransform transform) {
    if (offset(glyph) == offset(glyph + 1)) {
      return;
    }
    int at = tables.get("glyf") + offset(glyph);
    int contours = file.getShort(at);
    if (contours >= 0) {
      path.append(simple(at + 10, contours).getPathIterator(transform), false);
    } else {
      composite(at + 10, path, transform);
    }
  }

  private void composite(int start, Path2D.Double path, AffineTransform transform) {
    int at = start;
    int flags;
    do {
      flags = unsigned(at);
      int part = unsigned(at + 2);
      boolean words = (flags & WORD_OFFSETS) != 0;
      double dx = words ? file.getShort(at + 4) : file.get(at + 4);
      double dy = words ? file.getShort(at + 6) : file.get(at + 5);
      at += words ? 8 : 6;
      double[] m = {1, 0, 0, 1};
      if ((flags & ONE_SCALE) != 0) {
        m[0] = m[3] = fraction(at);
        at += 2;
      } else if ((flags & TWO_SCALES) != 0) {
        m[0] = fraction(at);
        m[3] = fraction(at + 2);
        at += 4;
      } else if ((flags & MATRIX) != 0) {
        for (int i = 0; i < 4; i++) {
          m[i] = fraction(at + 2 * i);
        }
        at += 8;
      }
      AffineTransform placed = new AffineTransform(transform);
      placed.concatenate(new AffineTransform(m[0], m[1], m[2], m[3], dx, dy));
      append(part, path, placed);
    } while ((flags & MORE_PARTS) != 0);
  }

  private Path2D.Double simple(int start, int contours) {
    int[] ends = new int[contours];
    for (int i = 0; i < contours; i++) {
      ends[i] = unsigned(start + 2 * i);
    }
    int points = contours == 0 ? 0 : ends[contours - 1] + 1;
    int at = start + 2 * contours;
    at += 2 + unsigned(at);
    int[] flags = new int[points];
    for (int i = 0; i < points; ) {
      int flag = file.get(at++) & 0xff;
      int repeats = (flag & REPEAT) == 0 ? 0 : file.get(at++) & 0xff;
      for (int r = 0; r <= repeats; r++) {
        flags[i++] = flag;
      }
    }
    double[] x = new double[points];
    at = coordinates(at, flags, x, X_SHORT, X_SAME_OR_POSITIVE);
    double[] y = new double[points];
    coordinates(at, flags, y, Y_SHORT, Y_SAME_OR_POSITIVE);
    Path2D.Double path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    for (int i = 0; i < contours; i++) {
      contour(path, flags, x, y, i == 0 ? 0 : ends[i - 1] + 1, ends[i] + 1);
    }
    return path;
  }

  private int coordinates(int start, int[] flags, double[] values, int small, int same) {
    int at = start;
    int value = 0;
    for (int i = 0; i < flags.length; i++) {
      if ((flags[i] & small) != 0) {
        int step = file.get(at++) & 0xff;
        value += (flags[i] & same) != 0 ? step : -step;
      } else if ((flags[i] & same) == 0) {
        value += file.getShort(at);
        at += 2;
      }
      values[i] = value;
    }
    return at;
  }

  // Two control points in a row imply a point of the curve halfway between them.
  private static void contour(
      Path2D.Double path, int[] flags, double[] x, double[] y, int from, int to) {
    int count = to - from;
    int start = from;
    while (start < to && (flags[start] & ON_CURVE) == 0) {
      start++;
    }
    if (start == to) {
      return;
    }
    path.moveTo(x[start], y[start]);
    for (int i = 1; i <= count; i++) {
      int p = from + (start - from + i) % count;
      if ((flags[p] & ON_CURVE) != 0) {
        path.lineTo(x[p], y[p]);
        continue;
      }
      int next = from + (start - from + i + 1) % count;
      if ((flags[next] & ON_CURVE) != 0) {
        path.quadTo(x[p], y[p], x[next], y[next]);
        i++;
      } else {
        path.quadTo(x[p], y[p], (x[p] + x[next]) / 2, (y[p] + y[next]) / 2);
      }
    }
    path.closePath();
  }

  private double fraction(int at) {
    return file.getShort(at) / 16384.0;
  }

  private int unsigned(int at) {
    return file.getShort(at) & 0xffff;
  }
}
