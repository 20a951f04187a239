package dev.peaberry.data.beans;

/** How much red, green and blue light a surface throws back, linear, 0 to 1. Immutable. */
record Colour(double red, double green, double blue) {
  /** A colour as screens and files write it: sRGB, 0 to 255. */
  static Colour srgb(int red, int green, int blue) {
    return new Colour(linear(red), linear(green), linear(blue));
  }

  /** This colour with {@code share} (0 to 1) of another. */
  Colour mix(Colour other, double share) {
    double s = Math.max(0, Math.min(1, share));
    return new Colour(
        red + (other.red - red) * s,
        green + (other.green - green) * s,
        blue + (other.blue - blue) * s);
  }

  /** This colour, brighter or darker. */
  Colour times(double factor) {
    return new Colour(red * factor, green * factor, blue * factor);
  }

  private static double linear(int value) {
    double v = value / 255.0;
    return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
  }
}
