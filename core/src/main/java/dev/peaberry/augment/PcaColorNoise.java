package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.SymmetricEigen;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds one colour to all pixels of a picture, drawn as the colours of natural pictures vary:
 * normally along each principal component of red, green and blue. AlexNet's second augmentation
 * (Krizhevsky et al. 2012, section 4.1), elsewhere called fancy PCA or lighting noise. Values stay
 * within 0 to 255.
 *
 * <p>Without other statistics the components are ImageNet's as the field passes them on from <a
 * href="https://github.com/facebookarchive/fb.resnet.torch/blob/master/datasets/imagenet.lua">fb.resnet.torch</a>,
 * there for pixels from 0 to 1.
 *
 * @param config the settings
 * @see <a
 *     href="https://papers.nips.cc/paper/2012/hash/c399862d3b9d6b76c8436e924a68c45b-Abstract.html">ImageNet
 *     Classification with Deep Convolutional Neural Networks</a>
 */
public record PcaColorNoise(Config config) implements PictureAugmentation {
  private static final int COLOURS = 3;
  private static final Option<Double> ALPHA = Option.of("alpha", Kinds.notNegative(), 0.1);
  private static final Option<List<Double>> DEVIATIONS =
      Option.of(
          "deviations",
          three(Kinds.notNegative(), "three numbers of at least 0"),
          List.of(55.46, 4.794, 1.148));
  private static final Option<List<List<Double>>> COMPONENTS =
      Option.of(
          "components",
          three(three(Kinds.real(), "three numbers"), "three lists of three numbers"),
          List.of(
              List.of(-0.5675, -0.5808, -0.5836),
              List.of(0.7192, -0.0045, -0.6948),
              List.of(0.4009, -0.8140, 0.4203)));

  /** AlexNet's colour noise; Keras has none. */
  public static final Schema<PcaColorNoise> SCHEMA =
      Schema.of("PcaColorNoise", PcaColorNoise::new, ALPHA, DEVIATIONS, COMPONENTS)
          .inPackage("peaberry");

  /** Checks that the settings are a PcaColorNoise's. */
  public PcaColorNoise {
    SCHEMA.require(config);
  }

  /** AlexNet's strength, with ImageNet's colours. */
  public static PcaColorNoise of() {
    return new PcaColorNoise(SCHEMA.defaults());
  }

  /**
   * With another strength.
   *
   * @param alpha the standard deviation of what is drawn, in those of the pictures; 0.1 in AlexNet
   */
  public PcaColorNoise withAlpha(double alpha) {
    return new PcaColorNoise(config.with(ALPHA, alpha));
  }

  /**
   * With other statistics.
   *
   * @param deviations how far colours lie apart along each component, as a standard deviation in
   *     grey levels
   * @param components three directions in red, green and blue, each of length 1
   */
  public PcaColorNoise withComponents(List<Double> deviations, List<List<Double>> components) {
    return new PcaColorNoise(config.with(DEVIATIONS, deviations).with(COMPONENTS, components));
  }

  /**
   * With the colours of the pictures that a standardisation was fitted to, such as {@link
   * Standardization#featurewise}: the principal components of their red, green and blue.
   *
   * @throws IllegalArgumentException if they have other channels
   */
  public PcaColorNoise withColorsOf(Standardizer fitted) {
    List<List<Double>> covariance = fitted.covariance();
    if (covariance.size() != COLOURS) {
      throw new IllegalArgumentException(
          "Found pictures of %d channels, expected 3: red, green and blue"
              .formatted(covariance.size()));
    }
    double[] matrix =
        covariance.stream().flatMap(List::stream).mapToDouble(Double::doubleValue).toArray();
    SymmetricEigen eigen = SymmetricEigen.of(matrix, COLOURS);
    List<Double> deviations = new ArrayList<>();
    List<List<Double>> components = new ArrayList<>();
    for (int k = COLOURS - 1; k >= 0; k--) {
      deviations.add(
          Math.sqrt(Math.max(0, eigen.values()[k])) / Math.abs(fitted.settings().rescale()));
      components.add(
          List.of(
              eigen.vectors()[k], eigen.vectors()[COLOURS + k], eigen.vectors()[2 * COLOURS + k]));
    }
    return withComponents(deviations, components);
  }

  @Override
  public void apply(Picture picture, RandomState random) {
    Colours.require(picture, config);
    float[] colour = draw(random);
    float[] values = picture.values();
    for (int at = 0; at < values.length; at += COLOURS) {
      for (int channel = 0; channel < COLOURS; channel++) {
        values[at + channel] = Math.max(0, Math.min(255, values[at + channel] + colour[channel]));
      }
    }
  }

  /** Red, green and blue in grey levels. */
  private float[] draw(RandomState random) {
    float[] colour = new float[COLOURS];
    for (int i = 0; i < COLOURS; i++) {
      double deviation = config.get(ALPHA) * config.get(DEVIATIONS).get(i);
      double amount = deviation * Distributions.normal(random);
      for (int channel = 0; channel < COLOURS; channel++) {
        colour[channel] += (float) (amount * config.get(COMPONENTS).get(i).get(channel));
      }
    }
    return colour;
  }

  private static <T> Kind<List<T>> three(Kind<T> element, String allowed) {
    return Kinds.listOf(element).where(allowed, values -> values.size() == COLOURS);
  }
}
