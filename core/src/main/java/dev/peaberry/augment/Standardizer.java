package dev.peaberry.augment;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.SymmetricEigen;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A standardisation with what it knows of the pictures that it was fitted to: Keras's {@code
 * ImageDataGenerator.standardize}, number for number. Immutable and thread-safe.
 */
public final class Standardizer {
  /** What Keras adds to deviations, so that nothing is divided by 0. */
  private static final double EPSILON = 1e-6;

  private final Standardization settings;
  private final Shape shape;
  private final long pictures;
  private final double[] mean;

  /** Of the channels, {@code (C, C)}. */
  private final double[] covariance;

  /** What a row of numbers is multiplied with, {@code (D, D)}; empty without whitening. */
  private final Optional<FloatArray> whitening;

  private Standardizer(
      Standardization settings,
      Shape shape,
      long pictures,
      double[] mean,
      double[] covariance,
      Optional<FloatArray> whitening) {
    this.settings = settings;
    this.shape = shape;
    this.pictures = pictures;
    this.mean = mean;
    this.covariance = covariance;
    this.whitening = whitening;
  }

  static Standardizer of(Standardization settings, PixelStatistics statistics) {
    return new Standardizer(
        settings,
        statistics.shape(),
        statistics.pictures(),
        statistics.mean(),
        statistics.covariance(),
        settings.zcaWhitening()
            ? Optional.of(whitening(statistics, settings.zcaEpsilon()))
            : Optional.empty());
  }

  /**
   * Keras's matrix: that of the singular vectors u and values s of all pictures with {@code sqrt(n)
   * / (s + epsilon)} in the place of s. As many of them count as there are pictures.
   */
  private static FloatArray whitening(PixelStatistics statistics, double epsilon) {
    int length = Math.toIntExact(statistics.shape().size());
    SymmetricEigen eigen = SymmetricEigen.of(statistics.scatter(), length);
    double root = Math.sqrt((double) statistics.pictures());
    double[] factors = new double[length];
    for (int i = Math.max(0, (int) (length - statistics.pictures())); i < length; i++) {
      factors[i] = root / (Math.sqrt(Math.max(0, eigen.values()[i])) + epsilon);
    }
    double[] matrix = eigen.withValues(factors);
    FloatArray whitening = FloatArray.zeros(Shape.of(length, length));
    for (int i = 0; i < matrix.length; i++) {
      whitening.data()[i] = (float) matrix[i];
    }
    return whitening;
  }

  /** The settings. */
  public Standardization settings() {
    return settings;
  }

  /** The shape of the pictures that this was fitted to, {@code (H, W, C)}. */
  public Shape shape() {
    return shape;
  }

  /** The number of pictures that this was fitted to, each counted as often as it was seen. */
  public long pictures() {
    return pictures;
  }

  /** The mean of each channel over all pictures, after rescaling. */
  public List<Double> mean() {
    return DoubleStream.of(mean).boxed().toList();
  }

  /** The variance of each channel over all pictures, after rescaling. */
  public List<Double> variance() {
    return IntStream.range(0, mean.length).mapToObj(this::variance).toList();
  }

  private double variance(int channel) {
    return Math.max(0, covariance[channel * (mean.length + 1)]);
  }

  /** How the channels vary together over all pixels, after rescaling: {@code (C, C)}. */
  public List<List<Double>> covariance() {
    int channels = mean.length;
    return IntStream.range(0, channels)
        .mapToObj(
            row ->
                DoubleStream.of(covariance)
                    .skip((long) row * channels)
                    .limit(channels)
                    .boxed()
                    .toList())
        .toList();
  }

  /**
   * What whitening multiplies a picture with: {@code (D, D)} for pictures of D numbers in a row,
   * less the channels' means; symmetric. Empty without whitening.
   */
  public Optional<FloatArray> whitening() {
    return whitening;
  }

  /**
   * The standardised picture.
   *
   * @param picture {@code (H, W, C)}, values as they are before rescaling
   * @throws IllegalArgumentException if it has other channels, or for whitening another size, than
   *     what this was fitted to
   */
  public FloatArray standardize(FloatArray picture) {
    requireKnown(picture.shape());
    float[] values = picture.data().clone();
    float scale = (float) settings.rescale();
    for (int i = 0; i < values.length; i++) {
      values[i] *= scale;
    }
    if (settings.samplewiseCenter()) {
      bySample(values);
    }
    if (settings.featurewiseCenter()) {
      byFeature(values);
    }
    return new FloatArray(
        picture.shape(), whitening.map(matrix -> whitened(values, matrix.data())).orElse(values));
  }

  private void requireKnown(Shape found) {
    boolean known =
        found.rank() == 3
            && found.last() == shape.last()
            && (whitening.isEmpty() || found.equals(shape));
    if (!known) {
      throw new IllegalArgumentException(
          "Found a picture of shape %s, expected %s as this was fitted to"
              .formatted(found, whitening.isEmpty() ? "(H, W, " + shape.last() + ")" : shape));
    }
  }

  private void bySample(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    double own = sum / values.length;
    double squares = 0;
    for (float value : values) {
      squares += (value - own) * (value - own);
    }
    double divisor = settings.samplewiseStd() ? Math.sqrt(squares / values.length) + EPSILON : 1;
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((values[i] - own) / divisor);
    }
  }

  private void byFeature(float[] values) {
    for (int i = 0; i < values.length; i++) {
      int channel = i % mean.length;
      double divisor = settings.featurewiseStd() ? Math.sqrt(variance(channel)) + EPSILON : 1;
      values[i] = (float) ((values[i] - mean[channel]) / divisor);
    }
  }

  private static float[] whitened(float[] values, float[] matrix) {
    double[] sums = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int row = i * values.length;
      for (int j = 0; j < values.length; j++) {
        sums[j] += values[i] * matrix[row + j];
      }
    }
    float[] white = new float[values.length];
    for (int j = 0; j < white.length; j++) {
      white[j] = (float) sums[j];
    }
    return white;
  }
}
