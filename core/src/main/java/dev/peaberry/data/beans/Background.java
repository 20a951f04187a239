package dev.peaberry.data.beans;

import java.util.random.RandomGenerator;

/** What the beans lie on. */
enum Background {
  /** White, grey or coloured paper, slightly uneven. */
  PAPER {
    @Override
    Painter painter(RandomGenerator random, ValueNoise noise) {
      Colour colour = pick(random, PAPERS).times(random.nextDouble(0.75, 1.05));
      double grain = random.nextDouble(0.01, 0.05);
      return (x, y) ->
          new Point(
              colour.times(1 + grain * noise.at(40 * x, 40 * y) + 0.05 * noise.at(2 * x, 2 * y)),
              0.0015 * noise.layered(30 * x, 30 * y, 2),
              0.03);
    }
  },
  /** A wooden table: grain along one direction, boards beside each other. */
  WOOD {
    @Override
    Painter painter(RandomGenerator random, ValueNoise noise) {
      Colour light = pick(random, WOODS).times(random.nextDouble(0.8, 1.15));
      Colour dark = light.times(random.nextDouble(0.35, 0.6));
      double board = random.nextDouble(0.45, 1.2);
      double gloss = random.nextDouble(0.02, 0.25);
      return (x, y) -> {
        double plank = Math.floor(y / board);
        double rings = 9 * y + 1.6 * noise.at(1.2 * x + 31 * plank, 3 * y) + 7 * plank;
        double grain = 0.5 + 0.5 * noise.at(0.8 * x, 5 * rings);
        double fibre = noise.at(4 * x, 90 * y);
        double seam = Math.abs(y / board - plank) * board < 0.008 ? 0.35 : 1;
        Colour colour = light.mix(dark, 0.65 * grain + 0.18 * fibre).times(seam);
        return new Point(colour, 0.002 * fibre, gloss);
      };
    }
  },
  /** Burlap, the cloth of coffee sacks: threads over and under each other. */
  BURLAP {
    @Override
    Painter painter(RandomGenerator random, ValueNoise noise) {
      Colour thread = pick(random, CLOTHS).times(random.nextDouble(0.7, 1.15));
      Colour gap = thread.times(0.22);
      double count = random.nextDouble(16, 34);
      return (x, y) -> {
        double wx = count * x + 0.5 * noise.at(4 * x, 4 * y);
        double wy = count * y + 0.5 * noise.at(4 * x + 50, 4 * y);
        boolean over = Math.floorMod((int) Math.floor(wx) + (int) Math.floor(wy), 2) == 0;
        double acrossX = Math.sin(Math.PI * (wx - Math.floor(wx)));
        double acrossY = Math.sin(Math.PI * (wy - Math.floor(wy)));
        double top = over ? acrossX : acrossY;
        double below = over ? acrossY : acrossX;
        double raised = Math.max(Math.sqrt(top) * (0.6 + 0.4 * below), 0.55 * below);
        double fibre = noise.layered(over ? 60 * x : 9 * x, over ? 9 * y : 60 * y, 2);
        Colour colour = gap.mix(thread, 0.15 + raised).times(1 + 0.35 * fibre);
        return new Point(colour, 0.012 * raised, 0.02);
      };
    }
  },
  /** Slate or concrete: grey, blotched and speckled. */
  STONE {
    @Override
    Painter painter(RandomGenerator random, ValueNoise noise) {
      Colour colour = pick(random, STONES).times(random.nextDouble(0.7, 1.2));
      double gloss = random.nextDouble(0.02, 0.2);
      return (x, y) -> {
        double blotches = noise.layered(3 * x, 3 * y, 4);
        double speckles = Math.max(0, noise.at(70 * x, 70 * y) - 0.45);
        return new Point(
            colour.times(1 + 0.35 * blotches + 0.6 * speckles),
            0.006 * noise.layered(9 * x, 9 * y, 4),
            gloss);
      };
    }
  };

  private static final Colour[] PAPERS = {
    Colour.srgb(238, 237, 233),
    Colour.srgb(225, 226, 230),
    Colour.srgb(200, 200, 198),
    Colour.srgb(190, 150, 106),
    Colour.srgb(214, 188, 146),
    Colour.srgb(120, 132, 140),
    Colour.srgb(168, 186, 178)
  };
  private static final Colour[] WOODS = {
    Colour.srgb(206, 164, 112),
    Colour.srgb(172, 122, 76),
    Colour.srgb(122, 80, 50),
    Colour.srgb(84, 58, 42),
    Colour.srgb(196, 180, 156)
  };
  private static final Colour[] CLOTHS = {
    Colour.srgb(190, 156, 108), Colour.srgb(160, 124, 80), Colour.srgb(206, 188, 156)
  };
  private static final Colour[] STONES = {
    Colour.srgb(84, 88, 92), Colour.srgb(54, 56, 60), Colour.srgb(150, 148, 144)
  };

  /** One point of a background. */
  record Point(Colour colour, double height, double gloss) {}

  /** Knows a background everywhere; 1 is the side of the picture. */
  interface Painter {
    Point at(double x, double y);
  }

  abstract Painter painter(RandomGenerator random, ValueNoise noise);

  /** Covers a canvas with this background, turned and shifted at random. */
  void drawOn(Canvas canvas, RandomGenerator random) {
    Painter painter = painter(random, new ValueNoise(random.nextLong()));
    double angle = random.nextDouble(2 * Math.PI);
    double cosine = Math.cos(angle) / canvas.side;
    double sine = Math.sin(angle) / canvas.side;
    double shift = random.nextDouble(5, 50);
    for (int row = 0; row < canvas.side; row++) {
      for (int column = 0; column < canvas.side; column++) {
        Point point =
            painter.at(shift + column * cosine - row * sine, shift + column * sine + row * cosine);
        int i = row * canvas.side + column;
        canvas.paint(i, point.colour(), point.gloss());
        canvas.height[i] = (float) (point.height() * canvas.side);
      }
    }
    slope(canvas);
  }

  private static void slope(Canvas canvas) {
    int side = canvas.side;
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        int i = row * side + column;
        canvas.slopeX[i] = column + 1 < side ? canvas.height[i + 1] - canvas.height[i] : 0;
        canvas.slopeY[i] = row + 1 < side ? canvas.height[i + side] - canvas.height[i] : 0;
      }
    }
  }

  private static Colour pick(RandomGenerator random, Colour... colours) {
    return colours[random.nextInt(colours.length)];
  }
}
