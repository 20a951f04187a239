package dev.peaberry.initializer;

import dev.peaberry.config.Config;
import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.util.random.RandomGenerator;

/**
 * Uniformly distributed values: Keras's RandomUniform.
 *
 * @param config the settings
 */
public record RandomUniform(Config config) implements Initializer, Configured {
  private static final Option<Double> MINIMUM = Option.of("minval", Kinds.real(), -0.05);
  private static final Option<Double> MAXIMUM = Option.of("maxval", Kinds.real(), 0.05);

  /** Keras's RandomUniform. */
  public static final Schema<RandomUniform> SCHEMA =
      Schema.of("RandomUniform", RandomUniform::new, MINIMUM, MAXIMUM, Seeded.SEED);

  /** Checks that the smallest value is not above the largest. */
  public RandomUniform {
    if (config.get(MINIMUM) > config.get(MAXIMUM)) {
      throw new ConfigException(
          "minval: found " + config.get(MINIMUM) + ", expected at most " + config.get(MAXIMUM));
    }
  }

  /** Values from {@code minimum} to below {@code maximum}. */
  public static RandomUniform of(double minimum, double maximum) {
    return new RandomUniform(SCHEMA.with(MINIMUM, minimum, MAXIMUM, maximum));
  }

  @Override
  public FloatArray draw(Shape shape, RandomGenerator random) {
    RandomGenerator source = Seeded.generator(config, random);
    double minimum = config.get(MINIMUM);
    double range = config.get(MAXIMUM) - minimum;
    FloatArray array = FloatArray.zeros(shape);
    float[] data = array.data();
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) (minimum + range * source.nextDouble());
    }
    return array;
  }
}
