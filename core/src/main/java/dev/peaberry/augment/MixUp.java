package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Schema;

/**
 * Mixes each picture of a batch with another, and their targets alike (Zhang et al. 2018). Needs
 * categorical targets. See <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/mix_up/">keras.io</a>.
 *
 * @param config the settings
 */
public record MixUp(Config config) implements BatchAugmentation {
  private static final Option<Double> ALPHA = Option.of("alpha", Kinds.positive(), 0.2);

  /** Keras's MixUp. */
  public static final Schema<MixUp> SCHEMA =
      Schema.of("MixUp", MixUp::new, Options.DATA_FORMAT, ALPHA, Options.SEED);

  /** Checks that the settings are a MixUp's. */
  public MixUp {
    SCHEMA.require(config);
  }

  /**
   * Draws shares from a beta distribution.
   *
   * @param alpha both of its parameters, above 0; the smaller, the less is mixed
   */
  public static MixUp of(double alpha) {
    return new MixUp(SCHEMA.defaults().with(ALPHA, alpha));
  }

  @Override
  public Mixing draw(int size, int height, int width, RandomState random) {
    int[] order = random.permutation(size);
    double[] weights = new double[size];
    for (int i = 0; i < size; i++) {
      weights[i] = Distributions.beta(config.get(ALPHA), random);
    }
    return Mixing.blended(order, weights);
  }
}
