package dev.peaberry.explain;

import dev.peaberry.config.Seed;
import dev.peaberry.engine.Array;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * SmoothGrad: the mean of the score's gradient by the pixels over copies of the picture with noise.
 * Tells to which pixels the score is sensitive, for the class or against it. Immutable.
 *
 * @param samples how many copies
 * @param noise its standard deviation, as a share of the range from the picture's least to its
 *     greatest number
 * @param seed of the noise, which is the same for every picture
 * @see <a href="https://arxiv.org/abs/1706.03825">Smilkov et al. 2017</a>
 */
public record SmoothGrad(int samples, double noise, Seed seed) implements Method {
  private static final int USUAL_SAMPLES = 25;
  private static final double USUAL_NOISE = 0.15;

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if there is no sample, or the noise is not 0 or more
   */
  public SmoothGrad {
    if (samples < 1 || !(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Found %d samples with noise %s, expected 1 or more samples and noise of 0 or more"
              .formatted(samples, noise));
    }
  }

  /** 25 copies with a noise of 0.15 of the range, seed 0. */
  public static SmoothGrad of() {
    return new SmoothGrad(USUAL_SAMPLES, USUAL_NOISE, Seed.of(0));
  }

  /** With so many copies. */
  public SmoothGrad withSamples(int newSamples) {
    return new SmoothGrad(newSamples, noise, seed);
  }

  /** With another noise, as a share of the picture's range. */
  public SmoothGrad withNoise(double newNoise) {
    return new SmoothGrad(samples, newNoise, seed);
  }

  /** With other random numbers. */
  public SmoothGrad withSeed(Seed newSeed) {
    return new SmoothGrad(samples, noise, newSeed);
  }

  @Override
  public int passes(Explainer explainer) {
    return samples;
  }

  /** Maps of {@code (H, W)}: of each pixel the greatest absolute value of its channels. */
  @Override
  public List<Heatmap> explain(Explainer explainer, Array pictures, int... classes) {
    return Channels.largest(gradients(explainer, pictures, classes));
  }

  /**
   * The mean gradients.
   *
   * @param pictures {@code (N, H, W, C)}
   * @return {@code (N, H, W, C)}
   * @throws IllegalArgumentException if pictures or classes do not fit the model
   */
  public FloatArray gradients(Explainer explainer, Array pictures, int... classes) {
    float[] all = explainer.floats(pictures, classes);
    int length = Math.toIntExact(explainer.inputShape().size());
    FloatArray means = FloatArray.zeros(pictures.shape());
    for (int i = 0; i < classes.length; i++) {
      add(explainer, Arrays.copyOfRange(all, i * length, (i + 1) * length), classes[i], i, means);
    }
    return means;
  }

  private void add(Explainer explainer, float[] picture, int ofClass, int index, FloatArray means) {
    int[] classes = new int[samples];
    Arrays.fill(classes, ofClass);
    double[] sums = new double[picture.length];
    double deviation = noise * range(picture);
    explainer.run(
        explainer.routines().gradients(),
        classes,
        (sample, pixels, at) -> {
          float[] drawn = standardNoise(sample, explainer.inputShape());
          for (int k = 0; k < picture.length; k++) {
            pixels[at + k] = (float) (picture[k] + deviation * drawn[k]);
          }
        },
        (sample, gradient) -> {
          for (int k = 0; k < sums.length; k++) {
            sums[k] += gradient[k];
          }
        });
    for (int k = 0; k < sums.length; k++) {
      means.data()[index * sums.length + k] = (float) (sums[k] / samples);
    }
  }

  private static double range(float[] picture) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (float each : picture) {
      least = Math.min(least, each);
      most = Math.max(most, each);
    }
    return most - least;
  }

  /** The noise of a copy before it is scaled: mean 0, standard deviation 1. */
  float[] standardNoise(int sample, Shape picture) {
    SplittableRandom random = seed.split(sample).generator();
    float[] drawn = new float[Math.toIntExact(picture.size())];
    for (int k = 0; k < drawn.length; k++) {
      drawn[k] = (float) random.nextGaussian();
    }
    return drawn;
  }
}
