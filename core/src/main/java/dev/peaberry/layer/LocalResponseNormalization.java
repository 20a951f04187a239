package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import java.util.Arrays;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Divides each number of a picture {@code (H, W, C)} by {@code (bias + alpha * sum) ^ beta}, where
 * the sum is of the squares of {@code depth_radius} channels to both sides and itself (Krizhevsky,
 * Sutskever and Hinton 2012, section 3.3); the shape stays.
 *
 * <p>Keras has no such layer. The options and their defaults are those of <a
 * href="https://www.tensorflow.org/api_docs/python/tf/nn/local_response_normalization">tf.nn.local_response_normalization</a>;
 * to open a model with it in Keras, register a layer of this name in the package {@code peaberry}
 * there.
 *
 * @param config the settings
 */
public record LocalResponseNormalization(Config config) implements UnaryLayer {
  private static final Option<Integer> DEPTH_RADIUS =
      Option.of("depth_radius", Kinds.integerFrom(0), 5);
  private static final Option<Double> BIAS = Option.of("bias", Kinds.positive(), 1.0);
  private static final Option<Double> ALPHA = Option.of("alpha", Kinds.notNegative(), 1.0);
  private static final Option<Double> BETA = Option.of("beta", Kinds.notNegative(), 0.5);

  /** Registered as {@code peaberry>LocalResponseNormalization}. */
  public static final Schema<LocalResponseNormalization> SCHEMA =
      LayerSchema.of(
              "LocalResponseNormalization",
              LocalResponseNormalization::new,
              DEPTH_RADIUS,
              BIAS,
              ALPHA,
              BETA)
          .inPackage("peaberry");

  /** Checks that the settings are a LocalResponseNormalization's. */
  public LocalResponseNormalization {
    SCHEMA.require(config);
  }

  /** With TensorFlow's defaults: radius 5, bias 1, alpha 1, beta 0.5. */
  public static LocalResponseNormalization of() {
    return new LocalResponseNormalization(SCHEMA.defaults());
  }

  /** AlexNet's: radius 2, bias 2, alpha 0.0001, beta 0.75. */
  public static LocalResponseNormalization ofAlexNet() {
    return of().withDepthRadius(2).withBias(2).withAlpha(1e-4).withBeta(0.75);
  }

  /** With so many channels to both sides. */
  public LocalResponseNormalization withDepthRadius(int depthRadius) {
    return new LocalResponseNormalization(config.with(DEPTH_RADIUS, depthRadius));
  }

  /** With another number added, above 0. */
  public LocalResponseNormalization withBias(double bias) {
    return new LocalResponseNormalization(config.with(BIAS, bias));
  }

  /** With another factor of the sum. */
  public LocalResponseNormalization withAlpha(double alpha) {
    return new LocalResponseNormalization(config.with(ALPHA, alpha));
  }

  /** With another exponent. */
  public LocalResponseNormalization withBeta(double beta) {
    return new LocalResponseNormalization(config.with(BETA, beta));
  }

  @Override
  public Shape outputShape(Shape input) {
    return ShapeException.requirePicture(input);
  }

  /**
   * TensorFlow's own operation is not used: its gradient takes four times as long as this, and that
   * of the C++ registry computes with the default settings whatever they are.
   */
  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    Ops tf = scope.tf();
    Operand<TFloat32> rows = Shapes.reshape(tf, tf.math.square(x), -1, input.last());
    Operand<TFloat32> sums = tf.linalg.matMul(rows, tf.constant(neighbours(input.last())));
    Operand<TFloat32> divisor =
        tf.math.add(Shapes.restore(tf, sums, input), tf.constant(config.get(BIAS).floatValue()));
    Operand<TFloat32> exponent = tf.constant(-config.get(BETA).floatValue());
    return tf.math.mul(x, tf.math.exp(tf.math.mul(tf.math.log(divisor), exponent)));
  }

  /** A matrix that adds up the channels around each and multiplies by alpha. */
  private float[][] neighbours(int channels) {
    int radius = config.get(DEPTH_RADIUS);
    float[][] matrix = new float[channels][channels];
    for (int i = 0; i < channels; i++) {
      int from = Math.max(i - radius, 0);
      int to = (int) Math.min((long) i + radius + 1, channels);
      Arrays.fill(matrix[i], from, to, config.get(ALPHA).floatValue());
    }
    return matrix;
  }
}
