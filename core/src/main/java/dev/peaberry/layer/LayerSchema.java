package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.regularizer.Regularizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The schemas of layers that have, besides their own options, the one that Keras's base class gives
 * them: a penalty on what comes out of them.
 */
public final class LayerSchema {
  private static final Option<Optional<Regularizer>> ACTIVITY_REGULARIZER =
      Options.regularizer(Options.ACTIVITY_REGULARIZER.name()).unlisted();

  private LayerSchema() {}

  /**
   * A layer's class by Keras's name for it.
   *
   * @param factory makes one from a complete config of this schema
   * @param own in the order of Keras's {@code get_config()}; a layer whose config always has {@code
   *     activity_regularizer} lists it itself
   */
  public static <T> Schema<T> of(String name, Function<Config, T> factory, Option<?>... own) {
    List<Option<?>> options = new ArrayList<>(List.of(own));
    if (!options.contains(Options.ACTIVITY_REGULARIZER)) {
      options.add(ACTIVITY_REGULARIZER);
    }
    return Schema.of(name, factory, options.toArray(Option<?>[]::new));
  }

  /** The penalty in a layer's settings, if it has such a setting. */
  static Optional<Regularizer> activityRegularizer(Config config) {
    List<Option<?>> options = config.schema().options();
    if (options.contains(Options.ACTIVITY_REGULARIZER)) {
      return config.get(Options.ACTIVITY_REGULARIZER);
    }
    return options.contains(ACTIVITY_REGULARIZER)
        ? config.get(ACTIVITY_REGULARIZER)
        : Optional.empty();
  }

  /** The same settings with a penalty on what comes out. */
  static Config withActivityRegularizer(Config config, Regularizer regularizer) {
    boolean written = config.schema().options().contains(Options.ACTIVITY_REGULARIZER);
    return config.with(
        written ? Options.ACTIVITY_REGULARIZER : ACTIVITY_REGULARIZER, Optional.of(regularizer));
  }
}
