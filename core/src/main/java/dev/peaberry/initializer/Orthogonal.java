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
 * A random matrix with orthonormal rows or columns, whichever are fewer: Keras's Orthogonal, Saxe
 * et al. 2013. All axes but the last are one.
 *
 * @param config the settings
 */
public record Orthogonal(Config config) implements Initializer, Configured {
  private static final Option<Double> GAIN = Option.of("gain", Kinds.real(), 1.0);

  /** Keras's Orthogonal. */
  public static final Schema<Orthogonal> SCHEMA =
      Schema.of("Orthogonal", Orthogonal::new, GAIN, Seeded.SEED);

  /** Orthonormal rows or columns times a gain. */
  public static Orthogonal of(double gain) {
    return new Orthogonal(SCHEMA.with(GAIN, gain));
  }

  @Override
  public FloatArray draw(Shape shape, RandomGenerator random) {
    if (shape.rank() < 2) {
      throw new IllegalArgumentException(
          "Orthogonal: found shape " + shape + ", expected two axes or more");
    }
    RandomGenerator source = Seeded.generator(config, random);
    int columns = shape.last();
    int rows = Math.toIntExact(shape.size() / columns);
    double[][] vectors = orthonormal(Math.min(rows, columns), Math.max(rows, columns), source);
    FloatArray array = FloatArray.zeros(shape);
    double gain = config.get(GAIN);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double value = rows < columns ? vectors[row][column] : vectors[column][row];
        array.data()[row * columns + column] = (float) (gain * value);
      }
    }
    return array;
  }

  /** Gram-Schmidt on normal draws, each vector twice, which makes the rounding error vanish. */
  private static double[][] orthonormal(int count, int length, RandomGenerator random) {
    double[][] vectors = new double[count][length];
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < length; k++) {
        vectors[i][k] = random.nextGaussian();
      }
      for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < i; j++) {
          subtract(vectors[i], vectors[j], dot(vectors[i], vectors[j]));
        }
        double norm = Math.sqrt(dot(vectors[i], vectors[i]));
        subtract(vectors[i], vectors[i], 1 - 1 / norm);
      }
    }
    return vectors;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void subtract(double[] from, double[] vector, double times) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= times * vector[i];
    }
  }
}
