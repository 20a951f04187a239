package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * Normalises groups of channels of each example by their own mean and variance (Wu and He 2018), in
 * training and inference alike; the shape stays. With one group for each channel it is instance
 * normalisation. See <a
 * href="https://keras.io/api/layers/normalization_layers/group_normalization/">keras.io</a>.
 *
 * @param config the settings
 */
public record GroupNormalization(Config config) implements UnaryLayer {
  private static final int EACH_CHANNEL = -1;
  private static final Option<Integer> GROUPS =
      Option.of(
          "groups",
          Kinds.integer()
              .where(
                  "an integer of at least 1, or -1 for one group for each channel",
                  groups -> groups >= 1 || groups == EACH_CHANNEL),
          32);
  private static final Option<Integer> AXIS = Option.of("axis", Kinds.integer(), -1);
  private static final Option<Double> EPSILON = Option.of("epsilon", Kinds.positive(), 0.001);

  /** Keras's GroupNormalization. */
  public static final Schema<GroupNormalization> SCHEMA =
      LayerSchema.of(
          "GroupNormalization",
          GroupNormalization::new,
          GROUPS,
          AXIS,
          EPSILON,
          GammaBeta.CENTER,
          GammaBeta.SCALE,
          GammaBeta.BETA_INITIALIZER,
          GammaBeta.GAMMA_INITIALIZER,
          GammaBeta.BETA_REGULARIZER,
          GammaBeta.GAMMA_REGULARIZER,
          GammaBeta.BETA_CONSTRAINT,
          GammaBeta.GAMMA_CONSTRAINT);

  /** Checks that the settings are a GroupNormalization's. */
  public GroupNormalization {
    SCHEMA.require(config);
  }

  /** So many groups of channels, which must divide them; -1 is one group for each channel. */
  public static GroupNormalization of(int groups) {
    return new GroupNormalization(SCHEMA.with(GROUPS, groups));
  }

  /** With the channels along another axis, of which the first after the batch's is 1. */
  public GroupNormalization withAxis(int axis) {
    return new GroupNormalization(config.with(AXIS, axis));
  }

  /** With another number added to the variance. */
  public GroupNormalization withEpsilon(double epsilon) {
    return new GroupNormalization(config.with(EPSILON, epsilon));
  }

  /** Without beta, the learned centre. */
  public GroupNormalization withoutCenter() {
    return new GroupNormalization(config.with(GammaBeta.CENTER, false));
  }

  /** Without gamma, the learned scale. */
  public GroupNormalization withoutScale() {
    return new GroupNormalization(config.with(GammaBeta.SCALE, false));
  }

  @Override
  public Shape outputShape(Shape input) {
    int channels = input.get(axis(input));
    if (channels % groups(channels) != 0) {
      throw new ShapeException(
          "found input "
              + input
              + ", expected a length of axis "
              + config.get(AXIS)
              + " that "
              + groups(channels)
              + " groups divide");
    }
    return input;
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    return GammaBeta.weights(
        config,
        Shape.of(input.get(axis(input))),
        config.get(GammaBeta.SCALE),
        config.get(GammaBeta.CENTER));
  }

  private int axis(Shape input) {
    return Shapes.exampleAxis(config.get(AXIS), input);
  }

  private int groups(int channels) {
    return config.get(GROUPS) == EACH_CHANNEL ? channels : config.get(GROUPS);
  }

  /**
   * The channels are brought between what is before and after them, so that the means of pictures
   * are taken along whole columns; the few numbers that remain are then averaged in their groups.
   */
  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    Ops tf = scope.tf();
    int channels = input.get(axis(input));
    Operand<TFloat32> columns = columns(tf, scope.inFloat32(x), input);
    Operand<TFloat32> mean = ofGroups(tf, columns, channels);
    Operand<TFloat32> squares = tf.math.squaredDifference(columns, tf.stopGradient(mean));
    Operand<TFloat32> variance = ofGroups(tf, squares, channels);
    Operand<TFloat32> epsilon = tf.constant(config.get(EPSILON).floatValue());
    Operand<TFloat32> scale = tf.math.rsqrt(tf.math.add(variance, epsilon));
    if (config.get(GammaBeta.SCALE)) {
      scale = tf.math.mul(scale, Shapes.reshape(tf, scope.weight("gamma"), 1, 1, channels, 1));
    }
    Operand<TFloat32> shift = tf.math.neg(tf.math.mul(mean, scale));
    if (config.get(GammaBeta.CENTER)) {
      shift = tf.math.add(shift, Shapes.reshape(tf, scope.weight("beta"), 1, 1, channels, 1));
    }
    Operand<TFloat32> y = scope.inFloat32(tf.math.add(tf.math.mul(columns, scale), shift));
    return Shapes.restore(tf, y, input);
  }

  /** {@code (N, before, channels, after)}. */
  private Operand<TFloat32> columns(Ops tf, Operand<TFloat32> x, Shape input) {
    int before = 1;
    for (int i = 0; i < axis(input); i++) {
      before *= input.get(i);
    }
    int channels = input.get(axis(input));
    int after = Math.toIntExact(input.size() / before / channels);
    return Shapes.reshape(tf, x, -1, before, channels, after);
  }

  /** The mean of each group, for each of its channels: {@code (N, 1, channels, 1)}. */
  private Operand<TFloat32> ofGroups(Ops tf, Operand<TFloat32> columns, int channels) {
    int groups = groups(channels);
    Operand<TFloat32> means =
        tf.math.mean(columns, tf.constant(new int[] {1, 3}), Mean.keepDims(true));
    if (groups == channels) {
      return means;
    }
    int size = channels / groups;
    Operand<TFloat32> grouped = Shapes.reshape(tf, means, -1, groups, size);
    Operand<TFloat32> mean = tf.math.mean(grouped, tf.constant(new int[] {2}), Mean.keepDims(true));
    Operand<TFloat32> repeated = tf.broadcastTo(mean, tf.shape(grouped));
    return Shapes.reshape(tf, repeated, -1, 1, channels, 1);
  }
}
