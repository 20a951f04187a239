package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.Option;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a rectangle of another picture of the batch into each, and mixes their targets by the areas
 * (Yun et al. 2019). Needs categorical targets. See <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/cut_mix/">keras.io</a>.
 *
 * @param config the settings
 */
public record CutMix(Config config) implements BatchAugmentation {
  private static final Option<Range> FACTOR = Options.probability();

  /** Keras's CutMix. */
  public static final Schema<CutMix> SCHEMA =
      Schema.of("CutMix", CutMix::new, Options.DATA_FORMAT, FACTOR, Options.SEED);

  /** Checks that the settings are a CutMix's. */
  public CutMix {
    SCHEMA.require(config);
  }

  /** Draws the parameter of the beta distribution of the areas from a range within 0 to 1. */
  public static CutMix of(double lower, double upper) {
    return new CutMix(SCHEMA.defaults().with(FACTOR, new Range(lower, upper)));
  }

  @Override
  public Mixing draw(int size, int height, int width, RandomState random) {
    double alpha = config.get(FACTOR).draw(random) + 1e-6;
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      double side = Math.sqrt(1 - Distributions.beta(alpha, random));
      boxes.add(Box.draw(height, width, side, side, random));
    }
    return Mixing.cut(random.permutation(size), boxes, height, width);
  }
}
