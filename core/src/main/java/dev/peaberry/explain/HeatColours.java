package dev.peaberry.explain;

/**
 * Colours for shares of 0 to 1, from dark violet by red to light yellow. Lightness as people see it
 * grows evenly, so the order is also seen without colours, or with any colour vision. Stateless.
 *
 * @see <a href="https://bottosson.github.io/posts/oklab/">Ottosson 2020: Oklab</a>
 */
public final class HeatColours {
  /** Red, green and blue. */
  static final int CHANNELS = 3;

  private static final int STEPS = 256;
  private static final byte[] TABLE = table();

  private HeatColours() {}

  /**
   * The colour of a share as {@code 0xRRGGBB}; what is outside 0 to 1 counts as its nearest end.
   */
  public static int rgb(double share) {
    int at = index(share) * CHANNELS;
    return (TABLE[at] & 0xff) << 16 | (TABLE[at + 1] & 0xff) << 8 | (TABLE[at + 2] & 0xff);
  }

  static void put(double share, byte[] pixels, int at) {
    System.arraycopy(TABLE, index(share) * CHANNELS, pixels, at, CHANNELS);
  }

  private static int index(double share) {
    return (int) Math.round(Math.max(0, Math.min(1, share)) * (STEPS - 1));
  }

  private static byte[] table() {
    byte[] table = new byte[STEPS * CHANNELS];
    for (int i = 0; i < STEPS; i++) {
      double share = i / (double) (STEPS - 1);
      double lightness = 0.16 + 0.8 * share;
      double chroma = 0.06 + 0.13 * Math.sin(Math.PI * Math.pow(share, 0.8));
      double hue = Math.toRadians(285 + 180 * share);
      oklab(lightness, chroma * Math.cos(hue), chroma * Math.sin(hue), table, i * CHANNELS);
    }
    return table;
  }

  /** The colour of a lightness and two opponent axes in sRGB. */
  private static void oklab(double light, double a, double b, byte[] table, int at) {
    double l = cube(light + 0.3963377774 * a + 0.2158037573 * b);
    double m = cube(light - 0.1055613458 * a - 0.0638541728 * b);
    double s = cube(light - 0.0894841775 * a - 1.2914855480 * b);
    table[at] = gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
    table[at + 1] = gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
    table[at + 2] = gamma(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
  }

  private static double cube(double x) {
    return x * x * x;
  }

  private static byte gamma(double linear) {
    double inside = Math.max(0, Math.min(1, linear));
    double encoded =
        inside <= 0.0031308 ? 12.92 * inside : 1.055 * Math.pow(inside, 1 / 2.4) - 0.055;
    return (byte) Math.round(255 * encoded);
  }
}
