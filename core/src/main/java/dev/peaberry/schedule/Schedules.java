package dev.peaberry.schedule;

import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Registry;

/** The learning rate schedules that exist here. */
public final class Schedules {
  /** All of them, by Keras's names and one of our own. */
  public static final Registry<Schedule> REGISTRY =
      Registry.of(
          "keras.optimizers.schedules",
          CosineDecay.SCHEMA,
          CosineDecayRestarts.SCHEMA,
          ExponentialDecay.SCHEMA,
          InverseTimeDecay.SCHEMA,
          OneCycle.SCHEMA,
          PiecewiseConstantDecay.SCHEMA,
          PolynomialDecay.SCHEMA);

  private Schedules() {}

  /** The values that an option for a schedule takes. */
  public static Kind<Schedule> kind() {
    return Kinds.object(REGISTRY);
  }
}
