package dev.peaberry.data.beans;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Draws pictures that look like photos of coffee beans: one bean or a heap of them, on a table, on
 * paper, on a sack or on stone, in any light. Thread-safe.
 */
public final class BeanPhoto {
  private static final int MOST_BEANS = 100;

  private BeanPhoto() {}

  /**
   * Draws a picture; the same arguments give the same pixels on the same Java.
   *
   * @param side height and width, in pixels
   * @param seed decides everything but the roast level
   * @return 8-bit red, green and blue, {@code side} by {@code side} pixels
   */
  public static BufferedImage draw(RoastLevel level, int side, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    // Larger than the picture and shrunk by the camera: outlines without steps.
    Canvas canvas = new Canvas(Camera.lightSide(side));
    Background[] backgrounds = Background.values();
    backgrounds[random.nextInt(backgrounds.length)].drawOn(canvas, random);
    scatter(canvas, level, random);
    float[] light = new Light(random).shine(canvas);
    return new Camera(random).take(light, side);
  }

  private static void scatter(Canvas canvas, RoastLevel level, RandomGenerator random) {
    double degree = level.degree(random);
    // Beans swell when they are roasted.
    double halfLength = canvas.side * random.nextDouble(0.14, 0.26) * (0.92 + 0.04 * degree);
    double fullness = random.nextDouble(0.15, 1);
    double area = Math.PI * 0.7 * halfLength * halfLength / ((double) canvas.side * canvas.side);
    int count = Math.min(MOST_BEANS, 1 + (int) (2.2 / area * fullness * fullness));
    double spread = 0.14 + 0.46 * fullness;
    List<Bean> beans = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double own = Math.max(0, Math.min(3.5, degree + 0.09 * random.nextGaussian()));
      double[] place = place(canvas.side, spread, 0.75 * halfLength, beans, random);
      beans.add(new Bean(random, place[0], place[1], halfLength, own));
      beans.get(i).lay(canvas, (byte) (i + 1));
    }
    for (int i = 0; i < count; i++) {
      beans.get(i).paint(canvas, (byte) (i + 1));
    }
  }

  /** A place that keeps its distance from the others, unless several tries find none. */
  private static double[] place(
      int side, double spread, double distance, List<Bean> beans, RandomGenerator random) {
    double[] place = new double[2];
    for (int attempt = 0; attempt < 6; attempt++) {
      double x = side * (0.5 + spread * random.nextDouble(-1, 1));
      double y = side * (0.5 + spread * random.nextDouble(-1, 1));
      place[0] = x;
      place[1] = y;
      if (beans.stream().allMatch(bean -> bean.isFartherThan(distance, x, y))) {
        return place;
      }
    }
    return place;
  }
}
