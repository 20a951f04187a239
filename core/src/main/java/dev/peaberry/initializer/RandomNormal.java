package dev.peaberry.initializer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.util.random.RandomGenerator;

/**
 * Normally distributed values: Keras's RandomNormal, and TruncatedNormal, which draws again beyond
 * two standard deviations (so that its draws have 0.88 of the given deviation).
 *
 * @param config the settings
 */
public record RandomNormal(Config config) implements Initializer, Configured {
  private static final Option<Double> MEAN = Option.of("mean", Kinds.real(), 0.0);
  private static final Option<Double> STDDEV = Option.of("stddev", Kinds.notNegative(), 0.05);

  /** Keras's RandomNormal. */
  public static final Schema<RandomNormal> SCHEMA =
      Schema.of("RandomNormal", RandomNormal::new, MEAN, STDDEV, Seeded.SEED);

  /** Keras's TruncatedNormal. */
  public static final Schema<RandomNormal> TRUNCATED_SCHEMA =
      Schema.of("TruncatedNormal", RandomNormal::new, MEAN, STDDEV, Seeded.SEED);

  /** Normal values with mean 0. */
  public static RandomNormal of(double stddev) {
    return new RandomNormal(SCHEMA.with(STDDEV, stddev));
  }

  /** Truncated normal values with mean 0. */
  public static RandomNormal truncated(double stddev) {
    return new RandomNormal(TRUNCATED_SCHEMA.with(STDDEV, stddev));
  }

  @Override
  public FloatArray draw(Shape shape, RandomGenerator random) {
    RandomGenerator source = Seeded.generator(config, random);
    boolean truncated = config.schema() == TRUNCATED_SCHEMA;
    FloatArray array = FloatArray.zeros(shape);
    float[] data = array.data();
    for (int i = 0; i < data.length; i++) {
      double z = truncated ? Distribution.truncatedNormal(source) : source.nextGaussian();
      data[i] = (float) (config.get(MEAN) + config.get(STDDEV) * z);
    }
    return array;
  }
}
