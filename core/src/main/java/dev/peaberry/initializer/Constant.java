package dev.peaberry.initializer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The same value everywhere: Keras's Zeros, Ones and Constant.
 *
 * @param config the settings
 */
public record Constant(Config config) implements Initializer, Configured {
  private static final Option<Double> VALUE = Option.of("value", Kinds.real(), 0.0);

  /** Keras's Constant. */
  public static final Schema<Constant> SCHEMA = Schema.of("Constant", Constant::new, VALUE);

  /** Keras's Zeros. */
  public static final Schema<Constant> ZEROS_SCHEMA = Schema.of("Zeros", Constant::new);

  /** Keras's Ones. */
  public static final Schema<Constant> ONES_SCHEMA = Schema.of("Ones", Constant::new);

  /** All zeros. */
  public static final Constant ZEROS = new Constant(ZEROS_SCHEMA.defaults());

  /** All ones. */
  public static final Constant ONES = new Constant(ONES_SCHEMA.defaults());

  /** The given value everywhere. */
  public static Constant of(double value) {
    return new Constant(SCHEMA.with(VALUE, value));
  }

  @Override
  public FloatArray draw(Shape shape, RandomGenerator random) {
    FloatArray array = FloatArray.zeros(shape);
    Arrays.fill(array.data(), (float) value());
    return array;
  }

  private double value() {
    return config.schema() == SCHEMA ? config.get(VALUE) : config.schema() == ONES_SCHEMA ? 1 : 0;
  }
}
