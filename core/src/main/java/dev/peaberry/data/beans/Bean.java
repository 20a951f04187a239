package dev.peaberry.data.beans;

import java.util.random.RandomGenerator;

/**
 * One bean: half an egg with a crease along its flat side, lying on either side. Lengths are in
 * points of the canvas. Confined to one thread.
 */
final class Bean {
  private static final double REACH = 1.12;
  private static final double NEAR_OUTLINE = 1.15;
  private static final double NO_CREASE = 99;

  private final double x;
  private final double y;
  private final double halfLength;
  private final double halfWidth;
  private final double cosine;
  private final double sine;
  private final boolean creaseUp;
  private final Surface surface;
  private final double egg;
  private final double bend;
  private final double wave;
  private final double creaseWidth;
  private final double tiltAlong;
  private final double tiltAcross;
  private final double squareness;
  private final double chaff;
  private final ValueNoise noise;

  /** A bean of a given half length around a point, of random shape and direction. */
  Bean(RandomGenerator random, double x, double y, double halfLength, double degree) {
    this.x = x;
    this.y = y;
    this.halfLength = halfLength * random.nextDouble(0.9, 1.1);
    this.halfWidth = this.halfLength * random.nextDouble(0.64, 0.82);
    double angle = random.nextDouble(2 * Math.PI);
    this.cosine = Math.cos(angle);
    this.sine = Math.sin(angle);
    this.creaseUp = random.nextDouble() < 0.72;
    this.surface = Surface.at(degree);
    this.egg = random.nextDouble(-0.12, 0.12);
    this.bend = 0.10 * random.nextGaussian();
    this.wave = 0.06 * random.nextGaussian();
    this.creaseWidth = random.nextDouble(0.055, 0.095);
    this.tiltAlong = 0.12 * random.nextGaussian();
    this.tiltAcross = 0.14 * random.nextGaussian();
    this.squareness = random.nextDouble(0.0, 0.35);
    this.chaff = surface.chaffAmount() * random.nextDouble(0.3, 1.5);
    this.noise = new ValueNoise(random.nextLong());
  }

  boolean isFartherThan(double distance, double otherX, double otherY) {
    double dx = x - otherX;
    double dy = y - otherY;
    return dx * dx + dy * dy > distance * distance;
  }

  /**
   * Lays the bean on whatever is there already. Its colour comes later, for what stays visible.
   *
   * @param owner the bean's number on this canvas
   */
  void lay(Canvas canvas, byte owner) {
    double lift = restingHeight(canvas);
    double[] above = new double[canvas.side];
    double[] here = new double[canvas.side];
    for (int row = last(y, canvas); row >= first(y); row--) {
      double[] below = here;
      here = above;
      above = below;
      double next = 0;
      for (int column = last(x, canvas); column >= first(x); column--) {
        double u = along(column, row);
        double v = across(column, row, u);
        double radius = radius(u, v);
        double z = lift;
        if (radius < NEAR_OUTLINE) {
          z += relief(u, v, Math.min(1, radius), besideCrease(u, v));
        }
        if (radius < 1) {
          canvas.raise(row * canvas.side + column, z, next - z, below[column] - z, owner);
        }
        here[column] = z;
        next = z;
      }
    }
  }

  /** Paints the points that no later bean has covered. */
  void paint(Canvas canvas, byte owner) {
    for (int row = first(y); row <= last(y, canvas); row++) {
      for (int column = first(x); column <= last(x, canvas); column++) {
        int point = row * canvas.side + column;
        if (canvas.owner[point] == owner) {
          double u = along(column, row);
          double v = across(column, row, u);
          double beside = besideCrease(u, v);
          double shine = surface.gloss() * (1 - hollow(beside));
          canvas.paint(point, colour(u, v, radius(u, v), beside), shine);
        }
      }
    }
  }

  private int first(double middle) {
    return Math.max(0, (int) (middle - REACH * halfLength));
  }

  private int last(double middle, Canvas canvas) {
    return Math.min(canvas.side - 1, (int) (middle + REACH * halfLength) + 1);
  }

  /** A bean sinks into the gaps between those below, so it lies lower than the highest of them. */
  private double restingHeight(Canvas canvas) {
    double highest = canvas.heightNear(x, y);
    for (int i = 0; i < 8; i++) {
      double angle = i * Math.PI / 4;
      double distance = 0.7 * halfWidth;
      double z = canvas.heightNear(x + distance * Math.cos(angle), y + distance * Math.sin(angle));
      highest = Math.max(highest, z);
    }
    return 0.7 * highest;
  }

  private double along(double column, double row) {
    return ((column - x) * cosine + (row - y) * sine) / halfLength;
  }

  private double across(double column, double row, double u) {
    return ((row - y) * cosine - (column - x) * sine) / (halfWidth * (1 + egg * u));
  }

  /** The distance from the middle, 1 at the outline, which is a slightly dented oval. */
  private double radius(double u, double v) {
    double oval = Math.sqrt(Math.max(0, u * u + v * v - squareness * u * u * v * v));
    return oval * (1 + 0.05 * noise.at(2.2 * u + 40, 2.2 * v));
  }

  private double relief(double u, double v, double radius, double beside) {
    double dome =
        creaseUp
            ? 0.62 * Math.sqrt(1 - radius * radius * radius)
            : 0.80 * Math.sqrt(1 - radius * radius);
    double tilt = (tiltAlong * u + tiltAcross * v) * (1 - radius * radius);
    double wrinkle =
        0.030 * surface.wrinkles() * noise.layered(5 * u + 9, 9 * v, 2)
            + 0.05 * noise.at(2 * u, 2.6 * v + 30);
    double groove = 0.34 * hollow(beside) + 0.13 * hollow(beside / 4.5);
    return halfWidth * (dome + tilt + wrinkle - groove);
  }

  /** How far from the crease, in widths of it; from behind there is none. */
  private double besideCrease(double u, double v) {
    if (!creaseUp) {
      return NO_CREASE;
    }
    double line = bend * (1 - u * u) + wave * Math.sin(Math.PI * u) + 0.035 * noise.at(4 * u, 77);
    double width = creaseWidth * (1 + 0.45 * noise.at(3 * u, 55)) * (1 - 0.45 * u * u);
    return Math.abs(v - line) / width;
  }

  /** 1 at the bottom of the crease, 0 away from it. */
  private static double hollow(double beside) {
    return beside > 3 ? 0 : Math.exp(-beside * beside);
  }

  private Colour colour(double u, double v, double radius, double beside) {
    double spots = noise.layered(2.4 * u + 3, 2.4 * v - 8, 3);
    double edge = radius * radius * radius * radius;
    Colour colour = surface.skin().mix(surface.mottle(), 0.35 + 0.75 * spots + 0.35 * edge);
    colour = colour.times(1 + 0.10 * noise.at(11 * u, 15 * v));
    double flakes = noise.layered(3 * u - 20, 3 * v + 60, 2);
    colour = colour.mix(surface.chaff(), 1.6 * chaff * (flakes - 0.42));
    if (beside > 3) {
      return colour;
    }
    double strip = Math.exp(-Math.pow(beside / 1.3, 4));
    double rest = noise.layered(6 * u + 13, 9 * v + 5, 2) + 1.5 * chaff - 0.55;
    return colour
        .mix(surface.crease(), 1.1 * hollow(beside))
        .mix(surface.chaff(), strip * Math.min(0.85, 3 * rest));
  }
}
