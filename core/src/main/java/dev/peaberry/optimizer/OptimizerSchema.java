package dev.peaberry.optimizer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import java.util.function.Function;

/**
 * The schemas of optimizers that have, besides their own options, those that Keras's base class
 * gives them: learning rate, weight decay, clipping, moving average, accumulation. For optimizers
 * outside Peaberry; see {@link dev.peaberry.config.Extension}.
 */
public final class OptimizerSchema {
  private OptimizerSchema() {}

  /**
   * An optimizer's class by name.
   *
   * @param factory makes one from a complete config of this schema, after {@link #require}
   * @param learningRate the default, at least 0
   * @param own further options
   * @throws dev.peaberry.config.ConfigException if the rate is not allowed
   */
  public static <T> Schema<T> of(
      String name, Function<Config, T> factory, double learningRate, Option<?>... own) {
    return Common.schema(name, factory, Common.learningRate(learningRate), own);
  }

  /**
   * Checks that settings are those of a class and clip gradients in one way at most, to be called
   * by constructors.
   *
   * @throws dev.peaberry.config.ConfigException if they clip in several ways
   */
  public static void require(Schema<?> schema, Config config) {
    Common.require(schema, config);
  }
}
