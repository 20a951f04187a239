package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A few of eleven changes, drawn for each picture (Cubuk et al. 2019). Keras draws the same changes
 * for all pictures of a batch, this for each. See <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/rand_augment/">keras.io</a>.
 *
 * @param config the settings
 */
public record RandAugment(Config config) implements PreprocessingLayer {
  private static final Option<Integer> NUM_OPS = Option.of("num_ops", Kinds.integerFrom(1), 2);
  private static final Option<Range> FACTOR =
      Option.of("factor", Range.factor(0, 1), new Range(0, 0.5));

  /** Keras's RandAugment. */
  public static final Schema<RandAugment> SCHEMA =
      Schema.of(
          "RandAugment",
          RandAugment::new,
          Options.DATA_FORMAT,
          Options.VALUE_RANGE,
          NUM_OPS,
          FACTOR,
          Options.INTERPOLATION,
          Options.SEED);

  /** Checks that the settings are a RandAugment's. */
  public RandAugment {
    SCHEMA.require(config);
  }

  /**
   * Makes a number of changes of up to a strength.
   *
   * @param operations at least 1
   * @param factor 0 to 1
   */
  public static RandAugment of(int operations, double factor) {
    return new RandAugment(
        SCHEMA.defaults().with(NUM_OPS, operations).with(FACTOR, new Range(0, factor)));
  }

  @Override
  public Transformation draw(Picture picture, RandomState random) {
    UsualChanges changes = UsualChanges.of(config, config.get(FACTOR));
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < config.get(NUM_OPS); i++) {
      indices.add(random.below(UsualChanges.RAND_AUGMENT.size()));
    }
    // A change that is drawn twice is the same both times, as in Keras.
    Map<String, Transformation> drawn = new LinkedHashMap<>();
    for (int index : indices) {
      drawn.computeIfAbsent(
          UsualChanges.RAND_AUGMENT.get(index), name -> changes.layer(name).draw(picture, random));
    }
    Map<String, Object> transforms = new LinkedHashMap<>();
    drawn.forEach((name, each) -> transforms.put(name, each.drawn()));
    return new Transformation(
        Map.of("layer_idxes", indices, "transforms", transforms),
        changed ->
            indices.forEach(
                index -> drawn.get(UsualChanges.RAND_AUGMENT.get(index)).change().accept(changed)));
  }
}
