package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.constraint.Constraint;
import dev.peaberry.engine.Shape;
import dev.peaberry.initializer.Constant;
import dev.peaberry.initializer.Initializer;
import dev.peaberry.regularizer.Regularizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The learned scale (gamma) and centre (beta) at the end of a normalisation. */
final class GammaBeta {
  static final Option<Boolean> CENTER = Option.of("center", Kinds.bool(), true);
  static final Option<Boolean> SCALE = Option.of("scale", Kinds.bool(), true);
  static final Option<Initializer> BETA_INITIALIZER =
      Options.initializer("beta_initializer", Constant.ZEROS);
  static final Option<Initializer> GAMMA_INITIALIZER =
      Options.initializer("gamma_initializer", Constant.ONES);
  static final Option<Optional<Regularizer>> BETA_REGULARIZER =
      Options.regularizer("beta_regularizer");
  static final Option<Optional<Regularizer>> GAMMA_REGULARIZER =
      Options.regularizer("gamma_regularizer");
  static final Option<Optional<Constraint>> BETA_CONSTRAINT = Options.constraint("beta_constraint");
  static final Option<Optional<Constraint>> GAMMA_CONSTRAINT =
      Options.constraint("gamma_constraint");

  private GammaBeta() {}

  /** Those of the two that are wanted, gamma first. */
  static List<WeightSpec> weights(Config config, Shape shape, boolean gamma, boolean beta) {
    List<WeightSpec> weights = new ArrayList<>();
    if (gamma) {
      weights.add(
          WeightSpec.trainable(
                  "gamma", shape, config.get(GAMMA_INITIALIZER), config.get(GAMMA_REGULARIZER))
              .withConstraint(config.get(GAMMA_CONSTRAINT)));
    }
    if (beta) {
      weights.add(
          WeightSpec.trainable(
                  "beta", shape, config.get(BETA_INITIALIZER), config.get(BETA_REGULARIZER))
              .withConstraint(config.get(BETA_CONSTRAINT)));
    }
    return weights;
  }
}
