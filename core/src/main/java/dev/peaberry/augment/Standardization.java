package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Schema;
import java.util.Optional;

/**
 * What Keras's ImageDataGenerator does to each picture after its random changes: rescaling, then
 * normalisation by the picture's own mean and deviation, then by those of all pictures, or ZCA
 * whitening (Krizhevsky 2009, appendix). {@link #fit} gathers what must be known of the pictures;
 * the {@link Standardizer} that comes of it does the work. Sums are of double precision; Keras's
 * are of float32, whose error shows in the fifth digit from some hundred pictures on. Immutable and
 * thread-safe.
 *
 * @param config the settings
 * @see <a href="https://keras.io/api/data_loading/image/">Keras: image data loading</a>
 */
public record Standardization(Config config) implements Configured {
  private static final Option<Boolean> FEATUREWISE_CENTER =
      Option.of("featurewise_center", Kinds.bool(), false);
  private static final Option<Boolean> SAMPLEWISE_CENTER =
      Option.of("samplewise_center", Kinds.bool(), false);
  private static final Option<Boolean> FEATUREWISE_STD =
      Option.of("featurewise_std_normalization", Kinds.bool(), false);
  private static final Option<Boolean> SAMPLEWISE_STD =
      Option.of("samplewise_std_normalization", Kinds.bool(), false);
  private static final Option<Boolean> ZCA_WHITENING =
      Option.of("zca_whitening", Kinds.bool(), false);
  private static final Option<Double> ZCA_EPSILON =
      Option.of("zca_epsilon", Kinds.positive(), 1e-6);
  private static final Option<Optional<Double>> RESCALE =
      Option.of("rescale", Kinds.real().optional(), Optional.empty());

  /** The settings of Keras's ImageDataGenerator that draw nothing, in its order. */
  public static final Schema<Standardization> SCHEMA =
      Schema.of(
              "Standardization",
              Standardization::new,
              FEATUREWISE_CENTER,
              SAMPLEWISE_CENTER,
              FEATUREWISE_STD,
              SAMPLEWISE_STD,
              ZCA_WHITENING,
              ZCA_EPSILON,
              RESCALE)
          .inPackage("peaberry");

  /** Checks that the settings are a Standardization's. */
  public Standardization {
    SCHEMA.require(config);
  }

  /** Nothing yet. */
  public static Standardization of() {
    return new Standardization(SCHEMA.defaults());
  }

  /** Each channel less its mean over all pictures, by its deviation over them. */
  public static Standardization featurewise() {
    return of().with(FEATUREWISE_CENTER, true).with(FEATUREWISE_STD, true);
  }

  /** Each picture less its mean, by its deviation, all channels together. */
  public static Standardization samplewise() {
    return of().with(SAMPLEWISE_CENTER, true).with(SAMPLEWISE_STD, true);
  }

  /** Pictures whose numbers do not vary together any more, yet look as like as can be. */
  public static Standardization zca() {
    return of().with(FEATUREWISE_CENTER, true).with(ZCA_WHITENING, true);
  }

  /** With all numbers multiplied by a factor before anything else. */
  public Standardization withRescale(double factor) {
    return with(RESCALE, Optional.of(factor));
  }

  /** With another number added to the whitening's singular values, above 0. */
  public Standardization withZcaEpsilon(double epsilon) {
    return with(ZCA_EPSILON, epsilon);
  }

  private <T> Standardization with(Option<T> option, T value) {
    return new Standardization(config.with(option, value));
  }

  /** The factor of the rescaling, 1 without. */
  public double rescale() {
    return config.get(RESCALE).orElse(1.0);
  }

  /** Whether each picture loses its own mean, which its deviation requires. */
  public boolean samplewiseCenter() {
    return config.get(SAMPLEWISE_CENTER) || samplewiseStd();
  }

  /** Whether each picture is divided by its own deviation. */
  public boolean samplewiseStd() {
    return config.get(SAMPLEWISE_STD);
  }

  /** Whether each channel loses its mean over all pictures, which much else requires. */
  public boolean featurewiseCenter() {
    return config.get(FEATUREWISE_CENTER) || config.get(FEATUREWISE_STD) || zcaWhitening();
  }

  /** Whether each channel is divided by its deviation over all pictures; whitening does more. */
  public boolean featurewiseStd() {
    return config.get(FEATUREWISE_STD) && !zcaWhitening();
  }

  /** Whether pictures are whitened. */
  public boolean zcaWhitening() {
    return config.get(ZCA_WHITENING);
  }

  /** What the whitening adds to singular values. */
  double zcaEpsilon() {
    return config.get(ZCA_EPSILON);
  }

  /**
   * Keras's {@code fit}: one pass over the pictures.
   *
   * @param pictures with values as they are before rescaling; not changed
   * @throws IllegalArgumentException if there are none, they differ in size, or are too large for
   *     whitening
   */
  public Standardizer fit(Iterable<Picture> pictures) {
    StandardizationFit fit = new StandardizationFit(this);
    pictures.forEach(fit::add);
    return fit.result();
  }

  /**
   * Keras's {@code fit} with {@code augment=True}: the pictures as the generator changes them.
   *
   * @param pictures passed over several times
   * @param generator the random changes, made after rescaling
   * @param rounds how many passes, at least 1
   * @param seed NumPy's
   * @throws IllegalArgumentException if there are no pictures, or they differ in size, or are too
   *     large for whitening
   */
  public Standardizer fit(
      Iterable<Picture> pictures, ImageDataGenerator generator, int rounds, long seed) {
    StandardizationFit fit = new StandardizationFit(this);
    RandomState random = RandomState.ofSeed(seed);
    for (int round = 0; round < rounds; round++) {
      pictures.forEach(picture -> fit.add(picture, generator, random));
    }
    return fit.result();
  }
}
