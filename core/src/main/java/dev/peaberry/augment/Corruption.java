package dev.peaberry.augment;

import dev.peaberry.config.RandomState;
import dev.peaberry.config.Seed;
import dev.peaberry.image.ColorMode;
import dev.peaberry.image.Image;
import dev.peaberry.image.ImageDecoder;
import dev.peaberry.image.ImageResizer;
import dev.peaberry.image.Interpolation;
import dev.peaberry.image.Jpeg;
import dev.peaberry.image.UndecodableImageException;
import java.util.Locale;

/**
 * What goes wrong with pictures between the world and a classifier, at five severities: the idea
 * and most kinds are those of ImageNet-C (Hendrycks and Dietterich 2019). A classifier is judged
 * with them, not trained.
 *
 * <p>The strengths are Peaberry's own. Theirs are for pictures of 224 pixels, and small ones have
 * others; here lengths are shares of a picture's shorter side, so that one table serves all sizes.
 * They are chosen so that a person sees severity 1 at a second glance and can still tell most
 * pictures at severity 5. Figures are therefore not comparable with those on ImageNet-C.
 *
 * <p>Immutable and thread-safe.
 *
 * @see <a href="https://arxiv.org/abs/1903.12261">Benchmarking Neural Network Robustness to Common
 *     Corruptions and Perturbations</a>
 */
public enum Corruption {
  /** A weak sensor: normal noise whose standard deviation is this share of white. */
  GAUSSIAN_NOISE(0.04, 0.07, 0.11, 0.16, 0.22) {
    @Override
    void change(Picture picture, double strength, RandomState random) {
      Noise.gaussian(picture, strength, random);
    }
  },
  /** Little light: so many photons make white, and fewer come by chance. */
  SHOT_NOISE(100, 50, 28, 16, 9) {
    @Override
    void change(Picture picture, double strength, RandomState random) {
      Noise.shot(picture, strength, random);
    }
  },
  /** Faulty pixels: this share of the values is black or white. */
  IMPULSE_NOISE(0.02, 0.04, 0.07, 0.11, 0.16) {
    @Override
    void change(Picture picture, double strength, RandomState random) {
      Noise.impulse(picture, strength, random);
    }
  },
  /** Out of focus: the width of a Gaussian as a share of the shorter side, and a quarter pixel. */
  GAUSSIAN_BLUR(0.006, 0.010, 0.015, 0.021, 0.028) {
    @Override
    void change(Picture picture, double strength, RandomState random) {
      Filters.blur(picture, 0.25 + strength * shorterSide(picture));
    }
  },
  /** A moving camera: the way as a share of the shorter side, in a direction that is drawn. */
  MOTION_BLUR(0.03, 0.05, 0.08, 0.12, 0.17) {
    @Override
    void change(Picture picture, double strength, RandomState random) {
      Filters.drag(picture, strength * shorterSide(picture), random.uniform(-90, 90));
    }
  },
  /** Overexposed: this share of white is added. */
  BRIGHTNESS(0.10, 0.20, 0.30, 0.40, 0.50) {
    @Override
    void change(Picture picture, double strength, RandomState random) {
      RandomBrightness.of(1).add(picture, (float) (255 * strength));
    }
  },
  /** Fog: distances from the mean of each channel, times this. */
  CONTRAST(0.60, 0.45, 0.32, 0.21, 0.12) {
    @Override
    void change(Picture picture, double strength, RandomState random) {
      RandomContrast.of(1, 1).adjust(picture, (float) strength);
    }
  },
  /** Compressed too much: the quality of a JPEG file, 0 to 1. */
  JPEG(0.50, 0.30, 0.20, 0.12, 0.07) {
    @Override
    void change(Picture picture, double strength, RandomState random) {
      load(picture, decoded(Jpeg.encode(image(picture), (float) strength), picture.channels()));
    }
  },
  /** Enlarged from too few pixels: this share of them along each side. */
  PIXELATE(0.70, 0.55, 0.42, 0.32, 0.24) {
    @Override
    void change(Picture picture, double strength, RandomState random) {
      Image few =
          ImageResizer.to(part(picture.height(), strength), part(picture.width(), strength))
              .withInterpolation(Interpolation.AREA)
              .resize(image(picture));
      load(
          picture,
          ImageResizer.to(picture.height(), picture.width())
              .withInterpolation(Interpolation.NEAREST)
              .resize(few));
    }
  },
  /** Held askew: degrees, to a side that is drawn; the picture is mirrored beyond its edges. */
  ROTATION(5, 10, 16, 23, 30) {
    @Override
    void change(Picture picture, double strength, RandomState random) {
      RandomRotation.of(1).turn(picture, Options.sign(random) * strength);
    }
  },
  /** From too near or too far: so many times as large or as small, which of them is drawn. */
  SCALE(1.10, 1.20, 1.32, 1.46, 1.65) {
    @Override
    void change(Picture picture, double strength, RandomState random) {
      double step = Options.sign(random) > 0 ? strength : 1 / strength;
      RandomZoom.of(1).zoom(picture, step, step);
    }
  };

  /** The greatest severity; the least is 1. */
  public static final int SEVERITIES = 5;

  private final double first;
  private final double second;
  private final double third;
  private final double fourth;
  private final double fifth;

  Corruption(double first, double second, double third, double fourth, double fifth) {
    this.first = first;
    this.second = second;
    this.third = third;
    this.fourth = fourth;
    this.fifth = fifth;
  }

  /**
   * What a severity means here; the kind's own description says what it is.
   *
   * @param severity 1 to {@link #SEVERITIES}
   * @throws IllegalArgumentException if it is another number
   */
  public double strength(int severity) {
    return switch (severity) {
      case 1 -> first;
      case 2 -> second;
      case 3 -> third;
      case 4 -> fourth;
      case 5 -> fifth;
      default ->
          throw new IllegalArgumentException(
              "Found the severity %d, expected 1 to %d".formatted(severity, SEVERITIES));
    };
  }

  /**
   * The generator of a picture's corruption. It is the same at all severities, so that they differ
   * in strength only: in the same noise, in the same direction.
   *
   * @param picture its index in its source
   */
  public RandomState random(Seed seed, long picture) {
    return RandomState.ofSeed(seed.split(toString()).split(picture).value() & 0xffffffffL);
  }

  /**
   * Changes a picture in its place; values may leave 0 to 255 until it is stored.
   *
   * @param picture values 0 to 255, {@code (H, W, C)}
   * @param severity 1 to {@link #SEVERITIES}
   * @param random seeded for this picture
   * @throws IllegalArgumentException if there is no such severity, or for JPEG if the picture has
   *     neither 1 nor 3 channels
   */
  public void apply(Picture picture, int severity, RandomState random) {
    change(picture, strength(severity), random);
  }

  abstract void change(Picture picture, double strength, RandomState random);

  /** As people write it: {@code gaussian-noise}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static int shorterSide(Picture picture) {
    return Math.min(picture.height(), picture.width());
  }

  private static int part(int side, double share) {
    return Math.max(1, (int) Math.round(side * share));
  }

  private static Image image(Picture picture) {
    byte[] pixels = new byte[picture.values().length];
    picture.store(pixels, 0);
    return new Image(picture.height(), picture.width(), picture.channels(), pixels);
  }

  private static void load(Picture picture, Image image) {
    picture.load(image.pixels(), 0);
  }

  private static Image decoded(byte[] jpeg, int channels) {
    try {
      return ImageDecoder.of(channels == 1 ? ColorMode.GRAYSCALE : ColorMode.RGB).decode(jpeg);
    } catch (UndecodableImageException e) {
      throw new IllegalStateException("A file that was just written cannot be read", e);
    }
  }
}
