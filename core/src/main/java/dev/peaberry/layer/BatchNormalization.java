package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import dev.peaberry.initializer.Constant;
import dev.peaberry.initializer.Initializer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;

/**
 * Normalises each channel by the batch's mean and variance in training and by their moving averages
 * in inference or when frozen (Ioffe and Szegedy 2015); the shape stays. See <a
 * href="https://keras.io/api/layers/normalization_layers/batch_normalization/">keras.io</a>.
 *
 * @param config the settings
 */
public record BatchNormalization(Config config) implements UnaryLayer {
  private static final Option<Integer> AXIS = Option.of("axis", Kinds.integer(), -1);
  private static final Option<Double> MOMENTUM = Option.of("momentum", Kinds.fraction(), 0.99);
  private static final Option<Double> EPSILON = Option.of("epsilon", Kinds.positive(), 0.001);
  private static final Option<Initializer> MEAN_INITIALIZER =
      Options.initializer("moving_mean_initializer", Constant.ZEROS);
  private static final Option<Initializer> VARIANCE_INITIALIZER =
      Options.initializer("moving_variance_initializer", Constant.ONES);

  /** Whether several devices share their batches' statistics; here there is one. */
  private static final Option<Boolean> SYNCHRONIZED =
      Option.of("synchronized", Kinds.bool(), false);

  /** Keras's BatchNormalization. */
  public static final Schema<BatchNormalization> SCHEMA =
      LayerSchema.of(
          "BatchNormalization",
          BatchNormalization::new,
          AXIS,
          MOMENTUM,
          EPSILON,
          GammaBeta.CENTER,
          GammaBeta.SCALE,
          GammaBeta.BETA_INITIALIZER,
          GammaBeta.GAMMA_INITIALIZER,
          MEAN_INITIALIZER,
          VARIANCE_INITIALIZER,
          GammaBeta.BETA_REGULARIZER,
          GammaBeta.GAMMA_REGULARIZER,
          GammaBeta.BETA_CONSTRAINT,
          GammaBeta.GAMMA_CONSTRAINT,
          SYNCHRONIZED,
          Option.of("renorm", Kinds.only(Kinds.bool(), false), false),
          Options.none("renorm_clipping"),
          Option.of("renorm_momentum", Kinds.real(), 0.99));

  /** Checks that the settings are a BatchNormalization's. */
  public BatchNormalization {
    SCHEMA.require(config);
  }

  /** With Keras's defaults: momentum 0.99, epsilon 0.001. */
  public static BatchNormalization of() {
    return new BatchNormalization(SCHEMA.defaults());
  }

  /** With another share of the old value in the moving averages. */
  public BatchNormalization withMomentum(double momentum) {
    return new BatchNormalization(config.with(MOMENTUM, momentum));
  }

  /** With another number added to the variance. */
  public BatchNormalization withEpsilon(double epsilon) {
    return new BatchNormalization(config.with(EPSILON, epsilon));
  }

  @Override
  public Shape outputShape(Shape input) {
    Shapes.exampleAxis(config.get(AXIS), input);
    return input;
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    Shape shape = Shape.of(input.get(Shapes.exampleAxis(config.get(AXIS), input)));
    List<WeightSpec> weights =
        GammaBeta.weights(config, shape, config.get(GammaBeta.SCALE), config.get(GammaBeta.CENTER));
    weights.add(WeightSpec.fixed("moving_mean", shape, config.get(MEAN_INITIALIZER)));
    weights.add(WeightSpec.fixed("moving_variance", shape, config.get(VARIANCE_INITIALIZER)));
    return weights;
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    int axis = Shapes.exampleAxis(config.get(AXIS), input);
    return input.rank() == 3 && axis == 2
        ? fused(scope, x, input)
        : scope.inFloat32(plain(scope, scope.inFloat32(x), input, axis));
  }

  /** Pictures with channels last: one kernel for the normalisation and one for its gradient. */
  private Operand<TFloat32> fused(GraphScope scope, Operand<TFloat32> x, Shape input) {
    Ops tf = scope.tf();
    int channels = input.last();
    boolean batch = scope.training() && scope.trainable();
    Operand<TFloat32> none = tf.constant(new float[0]);
    FusedBatchNorm<TFloat32, TFloat32> norm =
        tf.nn.fusedBatchNorm(
            x,
            config.get(GammaBeta.SCALE) ? scope.weight("gamma") : filled(tf, channels, 1),
            config.get(GammaBeta.CENTER) ? scope.weight("beta") : filled(tf, channels, 0),
            batch ? none : scope.weight("moving_mean"),
            batch ? none : scope.weight("moving_variance"),
            FusedBatchNorm.epsilon(config.get(EPSILON).floatValue()),
            FusedBatchNorm.isTraining(batch));
    if (batch) {
      // The kernel divides the variance by n - 1, Keras by n.
      Operand<TFloat32> n =
          tf.math.div(tf.dtypes.cast(tf.size(x), TFloat32.class), tf.constant((float) channels));
      Operand<TFloat32> biased = tf.math.div(tf.math.sub(n, tf.constant(1f)), n);
      average(scope, "moving_mean", norm.batchMean());
      average(scope, "moving_variance", tf.math.mul(norm.batchVariance(), biased));
    }
    return norm.y();
  }

  private Operand<TFloat32> plain(GraphScope scope, Operand<TFloat32> x, Shape input, int axis) {
    Ops tf = scope.tf();
    Operand<TFloat32> mean = scope.weight("moving_mean");
    Operand<TFloat32> variance = scope.weight("moving_variance");
    if (scope.training() && scope.trainable()) {
      Moments moments = Moments.of(tf, x, otherAxes(input, axis));
      mean = moments.mean();
      variance = moments.variance();
      Shape flat = Shape.of(input.get(axis));
      average(scope, "moving_mean", Shapes.reshape(tf, mean, flat.get(0)));
      average(scope, "moving_variance", Shapes.reshape(tf, variance, flat.get(0)));
    }
    int[] broadcast = new int[input.rank() + 1];
    Arrays.fill(broadcast, 1);
    broadcast[axis + 1] = input.get(axis);
    Operand<TFloat32> inverse =
        tf.math.rsqrt(
            tf.math.add(
                Shapes.reshape(tf, variance, broadcast),
                tf.constant(config.get(EPSILON).floatValue())));
    if (config.get(GammaBeta.SCALE)) {
      inverse = tf.math.mul(inverse, Shapes.reshape(tf, scope.weight("gamma"), broadcast));
    }
    Operand<TFloat32> y = tf.math.mul(tf.math.sub(x, Shapes.reshape(tf, mean, broadcast)), inverse);
    return config.get(GammaBeta.CENTER)
        ? tf.math.add(y, Shapes.reshape(tf, scope.weight("beta"), broadcast))
        : y;
  }

  private void average(GraphScope scope, String weight, Operand<TFloat32> batch) {
    scope.average(weight, batch, config.get(MOMENTUM).floatValue());
  }

  private static Operand<TFloat32> filled(Ops tf, int length, float value) {
    return tf.fill(tf.constant(new int[] {length}), tf.constant(value));
  }

  private static int[] otherAxes(Shape input, int axis) {
    return IntStream.rangeClosed(0, input.rank()).filter(each -> each != axis + 1).toArray();
  }
}
