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
 * Ones on the diagonal of a matrix, times a gain. See <a
 * href="https://keras.io/api/layers/initializers/#identityinitializer-class">keras.io</a>.
 *
 * @param config the settings
 */
public record Identity(Config config) implements Initializer, Configured {
  private static final Option<Double> GAIN = Option.of("gain", Kinds.real(), 1.0).unlisted();

  /** Keras's Identity. */
  public static final Schema<Identity> SCHEMA = Schema.of("Identity", Identity::new, GAIN);

  /** Checks that the settings are an Identity's. */
  public Identity {
    SCHEMA.require(config);
  }

  /** The gain on the diagonal. */
  public static Identity of(double gain) {
    return new Identity(SCHEMA.with(GAIN, gain));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the weight is no matrix
   */
  @Override
  public FloatArray draw(Shape shape, RandomGenerator random) {
    if (shape.rank() != 2) {
      throw new IllegalArgumentException(
          "Identity: found shape " + shape + ", expected a matrix (rows, columns)");
    }
    FloatArray array = FloatArray.zeros(shape);
    for (int i = 0; i < Math.min(shape.get(0), shape.get(1)); i++) {
      array.data()[i * shape.get(1) + i] = config.get(GAIN).floatValue();
    }
    return array;
  }
}
