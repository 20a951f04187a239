package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import java.util.Optional;

/**
 * Cohen's kappa: how much more often predictions are right than by chance, 1 if always and 0 if no
 * more often. The class of an example is the one with the greatest output or, for a single output,
 * class 1 above the threshold. Targets are class indices {@code (N)} or one-hot {@code (N,
 * classes)}. 0 where chance would always be right, too.
 *
 * <p>Keras has no such metric, so model files leave it out. See Cohen 1960 and <a
 * href="https://scikit-learn.org/stable/modules/generated/sklearn.metrics.cohen_kappa_score.html">scikit-learn</a>.
 *
 * @param config the settings
 */
public record CohenKappa(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("CohenKappa");
  private static final Option<Optional<Weightage>> WEIGHTAGE =
      Option.of("weightage", Kinds.choice(Weightage.class).optional(), Optional.empty());

  /** How much an error counts by the distance of the classes, where their order means something. */
  public enum Weightage {
    /** As much as the classes are apart. */
    LINEAR,
    /** As much as the square of it. */
    QUADRATIC;

    private double of(int distance) {
      return this == LINEAR ? distance : (double) distance * distance;
    }
  }

  /** Its settings, as TensorFlow Addons named them. */
  public static final Schema<CohenKappa> SCHEMA =
      Schema.of(
              "CohenKappa",
              CohenKappa::new,
              NAME,
              Options.DTYPE,
              WEIGHTAGE,
              Options.CLASS_THRESHOLD)
          .inPackage("peaberry");

  /** Checks that the settings are those of a CohenKappa. */
  public CohenKappa {
    SCHEMA.require(config);
  }

  /** With all errors counting alike. */
  public static CohenKappa of() {
    return new CohenKappa(SCHEMA.defaults());
  }

  /** With errors counting by the distance of the classes. */
  public CohenKappa withWeightage(Weightage weightage) {
    return new CohenKappa(config.with(WEIGHTAGE, Optional.of(weightage)));
  }

  /** With another threshold of a single output: 0.5 for probabilities, 0 for logits. */
  public CohenKappa withThreshold(double threshold) {
    return new CohenKappa(config.with(Options.CLASS_THRESHOLD, threshold));
  }

  /** Under another name. */
  public CohenKappa withName(String name) {
    return new CohenKappa(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    Optional<Weightage> weightage = config.get(WEIGHTAGE);
    return new ConfusionAccumulator(
        ConfusionAccumulator.ofOutputs(config.get(Options.CLASS_THRESHOLD).floatValue()),
        matrix -> kappa(matrix, weightage));
  }

  private static double kappa(ConfusionSums matrix, Optional<Weightage> weightage) {
    double found = matrix.total() - matrix.right();
    double byChance = matrix.total() * matrix.total();
    for (int i = 0; i < matrix.classes(); i++) {
      byChance -= matrix.support(i) * matrix.predictions(i);
    }
    if (weightage.isPresent()) {
      found = 0;
      byChance = 0;
      for (int i = 0; i < matrix.classes(); i++) {
        for (int j = 0; j < matrix.classes(); j++) {
          double error = weightage.get().of(Math.abs(i - j));
          found += error * matrix.get(i, j);
          byChance += error * matrix.support(i) * matrix.predictions(j);
        }
      }
    }
    double rounding = 1e-12 * matrix.total() * matrix.total();
    return byChance <= rounding ? 0 : 1 - found * matrix.total() / byChance;
  }
}
