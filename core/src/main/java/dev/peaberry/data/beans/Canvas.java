package dev.peaberry.data.beans;

/**
 * A picture before the light is switched on: for each point the height above the table, the slope,
 * the colour and the gloss of what lies on top, and which bean it is (0: none). Square, row-major.
 * Confined to one thread.
 */
final class Canvas {
  final int side;
  final float[] height;
  final float[] slopeX;
  final float[] slopeY;
  final float[] red;
  final float[] green;
  final float[] blue;
  final float[] gloss;
  final byte[] owner;

  Canvas(int side) {
    this.side = side;
    int points = side * side;
    height = new float[points];
    slopeX = new float[points];
    slopeY = new float[points];
    red = new float[points];
    green = new float[points];
    blue = new float[points];
    gloss = new float[points];
    owner = new byte[points];
  }

  void paint(int point, Colour colour, double shine) {
    red[point] = (float) colour.red();
    green[point] = (float) colour.green();
    blue[point] = (float) colour.blue();
    gloss[point] = (float) shine;
  }

  /** Puts something higher at a point; {@code by} tells later whose point it is. */
  void raise(int point, double z, double dx, double dy, byte by) {
    owner[point] = by;
    height[point] = (float) z;
    slopeX[point] = (float) dx;
    slopeY[point] = (float) dy;
  }

  /** The height at the nearest point inside the picture. */
  float heightNear(double x, double y) {
    int column = Math.max(0, Math.min(side - 1, (int) x));
    int row = Math.max(0, Math.min(side - 1, (int) y));
    return height[row * side + column];
  }
}
