package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A picture mixed with several versions of it, each after a chain of changes (Hendrycks et al.
 * 2020). Keras draws the same chains for all pictures of a batch, this for each. See <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/aug_mix/">keras.io</a>.
 *
 * @param config the settings
 */
public record AugMix(Config config) implements PreprocessingLayer {
  private static final Option<Integer> NUM_CHAINS =
      Option.of("num_chains", Kinds.integerFrom(1), 3);
  private static final Option<Integer> CHAIN_DEPTH =
      Option.of("chain_depth", Kinds.integerFrom(1), 3);
  private static final Option<Range> FACTOR =
      Option.of("factor", Range.factor(0, 1), new Range(0, 0.3));
  private static final Option<Double> ALPHA = Option.of("alpha", Kinds.positive(), 1.0);
  private static final Option<Boolean> ALL_OPS = Option.of("all_ops", Kinds.bool(), true);

  /** Keras's AugMix. */
  public static final Schema<AugMix> SCHEMA =
      Schema.of(
          "AugMix",
          AugMix::new,
          Options.DATA_FORMAT,
          Options.VALUE_RANGE,
          NUM_CHAINS,
          CHAIN_DEPTH,
          FACTOR,
          ALPHA,
          ALL_OPS,
          Options.INTERPOLATION,
          Options.SEED);

  /** Checks that the settings are an AugMix's. */
  public AugMix {
    SCHEMA.require(config);
  }

  /**
   * Mixes three chains of up to three changes of up to a strength.
   *
   * @param factor 0 to 1
   */
  public static AugMix of(double factor) {
    return new AugMix(SCHEMA.defaults().with(FACTOR, new Range(0, factor)));
  }

  /** One change of a chain. */
  private record Step(String name, Transformation transformation) {
    private Map<String, Object> drawn() {
      return Map.of("layer_name", name, "transformation", transformation.drawn());
    }
  }

  @Override
  public Transformation draw(Picture picture, RandomState random) {
    double alpha = config.get(ALPHA);
    double[] weights = Distributions.dirichlet(config.get(NUM_CHAINS), alpha, random);
    double own = Distributions.beta(alpha, random);
    List<List<Step>> chains = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      chains.add(chain(picture, random));
    }
    return new Transformation(
        Map.of(
            "chain_mixing_weights",
            Arrays.stream(weights).boxed().toList(),
            "weight_sample",
            own,
            "chain_transforms",
            chains.stream().map(chain -> chain.stream().map(Step::drawn).toList()).toList()),
        changed -> mix(changed, weights, own, chains));
  }

  private List<Step> chain(Picture picture, RandomState random) {
    UsualChanges changes = UsualChanges.of(config, config.get(FACTOR));
    List<String> names =
        config.get(ALL_OPS) ? UsualChanges.AUG_MIX : UsualChanges.AUG_MIX_WITHOUT_COLOURS;
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < config.get(CHAIN_DEPTH); i++) {
      int index = random.below(names.size() + 1);
      if (index < names.size()) {
        String name = names.get(index);
        steps.add(new Step(name, changes.layer(name).draw(picture, random)));
      }
    }
    return steps;
  }

  private void mix(Picture picture, double[] weights, double own, List<List<Step>> chains) {
    float[] mixed = new float[picture.values().length];
    Picture version = new Picture(picture.height(), picture.width(), picture.channels());
    for (int i = 0; i < weights.length; i++) {
      version.copyFrom(picture);
      chains.get(i).forEach(step -> step.transformation().change().accept(version));
      float weight = (float) weights[i];
      for (int k = 0; k < mixed.length; k++) {
        mixed[k] += version.values()[k] * weight;
      }
    }
    Range range = config.get(Options.VALUE_RANGE);
    float share = (float) own;
    for (int k = 0; k < mixed.length; k++) {
      picture.values()[k] = range.clip(share * picture.values()[k] + (1 - share) * mixed[k]);
    }
  }
}
