package dev.peaberry.data.beans;

import java.util.random.RandomGenerator;

/**
 * A lamp or the sun from one side, and weaker light from everywhere: turns a canvas into the light
 * that reaches the camera straight above. Immutable.
 */
final class Light {
  private static final int SHADOW_STEPS = 16;
  private static final double DULL = 0.04;

  private final double toLampX;
  private final double toLampY;
  private final double toLampZ;
  private final double acrossX;
  private final double acrossY;
  private final double rise;
  private final double lamp;
  private final double sky;
  private final double softness;
  private final double shine;
  private final double[] halfway;

  Light(RandomGenerator random) {
    double direction = random.nextDouble(2 * Math.PI);
    double elevation = Math.toRadians(random.nextDouble(28, 68));
    toLampX = Math.cos(direction) * Math.cos(elevation);
    toLampY = Math.sin(direction) * Math.cos(elevation);
    toLampZ = Math.sin(elevation);
    lamp = random.nextDouble(0.7, 1.2);
    sky = random.nextDouble(0.14, 0.42);
    softness = random.nextDouble(0.02, 0.14);
    shine = random.nextDouble(14, 50);
    acrossX = Math.cos(direction);
    acrossY = Math.sin(direction);
    rise = Math.tan(elevation);
    double length = Math.sqrt(2 + 2 * toLampZ);
    halfway = new double[] {toLampX / length, toLampY / length, (toLampZ + 1) / length};
  }

  /** The light from every point: red, green and blue, interleaved, linear. */
  float[] shine(Canvas canvas) {
    float[] near = Blur.box(canvas.height, canvas.side, canvas.side / 40);
    float[] far = Blur.box(canvas.height, canvas.side, canvas.side / 12);
    double highest = 0;
    for (float z : canvas.height) {
      highest = Math.max(highest, z);
    }
    float[] light = new float[3 * canvas.height.length];
    for (int row = 0; row < canvas.side; row++) {
      for (int column = 0; column < canvas.side; column++) {
        int i = row * canvas.side + column;
        double z = canvas.height[i];
        double hidden = 30 * Math.max(0, near[i] - z) + 16 * Math.max(0, far[i] - z);
        double open = 1 / (1 + hidden / canvas.side);
        shade(canvas, i, open, 1 - shadow(canvas, column, row, highest), light);
      }
    }
    return light;
  }

  private void shade(Canvas canvas, int i, double open, double lit, float[] light) {
    double nx = -canvas.slopeX[i];
    double ny = -canvas.slopeY[i];
    double length = Math.sqrt(nx * nx + ny * ny + 1);
    double facing = Math.max(0, (nx * toLampX + ny * toLampY + toLampZ) / length);
    double diffuse = lamp * lit * facing * (0.55 + 0.45 * open) + sky * open * (0.6 + 0.4 / length);
    double mirror = Math.max(0, (nx * halfway[0] + ny * halfway[1] + halfway[2]) / length);
    double glow = canvas.gloss[i] < DULL ? 0 : Math.pow(mirror, shine);
    double spark = glow * glow * glow * glow;
    double shining = canvas.gloss[i] * (lamp * lit * (0.12 * glow + 0.45 * spark) + 0.02 * sky);
    light[3 * i] = (float) (canvas.red[i] * diffuse + shining);
    light[3 * i + 1] = (float) (canvas.green[i] * diffuse + shining);
    light[3 * i + 2] = (float) (canvas.blue[i] * diffuse + shining);
  }

  /** How much of the lamp is hidden, 0 to 1: looks towards it for anything higher. */
  private double shadow(Canvas canvas, int column, int row, double highest) {
    double z = canvas.height[row * canvas.side + column];
    double hidden = 0;
    double distance = 1.5;
    for (int step = 0; step < SHADOW_STEPS && z + rise * distance < highest; step++) {
      double above = canvas.heightNear(column + acrossX * distance, row + acrossY * distance);
      double overlap = above - z - rise * distance;
      hidden = Math.max(hidden, overlap / (1 + softness * distance));
      distance = distance * 1.17 + 0.7;
    }
    return Math.min(1, hidden * 0.9);
  }
}
