package dev.peaberry.image;

/**
 * From luma and halved chroma to red, green and blue: chroma is smoothed between its samples, and
 * the arithmetic is the fixed-point one of the WebP library, so that pixels are equal to its.
 */
final class Vp8Colours {
  private Vp8Colours() {}

  static Image rgb(Vp8Plane[] planes, int height, int width) {
    byte[] pixels = new byte[height * width * 3];
    int[] u = new int[width];
    int[] v = new int[width];
    for (int y = 0; y < height; y++) {
      chroma(planes[1], y, height, u);
      chroma(planes[2], y, height, v);
      int luma = planes[0].at(0, y);
      int at = y * width * 3;
      for (int x = 0; x < width; x++) {
        int scaled = (planes[0].get(luma + x) * 19077) >> 8;
        int red = scaled + ((v[x] * 26149) >> 8) - 14234;
        int green = scaled - ((u[x] * 6419) >> 8) - ((v[x] * 13320) >> 8) + 8708;
        int blue = scaled + ((u[x] * 33050) >> 8) - 17685;
        pixels[at++] = Vp8Plane.clip(red >> 6);
        pixels[at++] = Vp8Plane.clip(green >> 6);
        pixels[at++] = Vp8Plane.clip(blue >> 6);
      }
    }
    return new Image(height, width, 3, pixels);
  }

  /** One row of chroma at luma's width: 9 parts nearest, 3 and 3 beside and across, 1 diagonal. */
  private static void chroma(Vp8Plane plane, int y, int height, int[] row) {
    int near = y >> 1;
    int far = y % 2 == 1 ? near + 1 : near - 1;
    if (far < 0 || far > (height - 1) >> 1) {
      far = near;
    }
    int n = plane.at(0, near);
    int f = plane.at(0, far);
    row[0] = edge(plane, n, f);
    int width = row.length;
    for (int x = 1; x <= (width - 1) >> 1; x++) {
      int nearLeft = plane.get(n + x - 1);
      int nearRight = plane.get(n + x);
      int farLeft = plane.get(f + x - 1);
      int farRight = plane.get(f + x);
      int sum = nearLeft + nearRight + farLeft + farRight + 8;
      row[2 * x - 1] = (((sum + 2 * (nearRight + farLeft)) >> 3) + nearLeft) >> 1;
      row[2 * x] = (((sum + 2 * (nearLeft + farRight)) >> 3) + nearRight) >> 1;
    }
    if (width % 2 == 0) {
      int last = (width - 1) >> 1;
      row[width - 1] = edge(plane, n + last, f + last);
    }
  }

  private static int edge(Vp8Plane plane, int near, int far) {
    return (3 * plane.get(near) + plane.get(far) + 2) >> 2;
  }
}
