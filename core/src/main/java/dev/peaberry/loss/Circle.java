package dev.peaberry.loss;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * Brings outputs of one group together and drives others apart, by the cosines between all pairs of
 * a batch. Outputs are vectors of length 1, targets the indices of their groups; an example without
 * any partner does not count (Sun et al. 2020). See <a href="https://arxiv.org/abs/2002.10857">the
 * paper</a>.
 *
 * @param config the settings
 */
public record Circle(Config config) implements Loss {
  private static final Option<Double> GAMMA = Option.of("gamma", Kinds.positive(), 80.0);
  private static final Option<Double> MARGIN = Option.of("margin", Kinds.real(), 0.4);
  private static final Option<Boolean> REMOVE_DIAGONAL =
      Option.of("remove_diagonal", Kinds.bool(), true);

  /** What an empty sum's logarithm is: minus infinity has no derivative. */
  private static final float NOTHING = -1e30f;

  /** Keras's Circle. */
  public static final Schema<Circle> SCHEMA =
      Schema.of("Circle", Circle::new, Reduction.OPTION, GAMMA, MARGIN, REMOVE_DIAGONAL);

  /** Checks that the settings are a Circle's. */
  public Circle {
    SCHEMA.require(config);
  }

  /** With a gamma of 80 and a margin of 0.4. */
  public static Circle of() {
    return new Circle(SCHEMA.defaults());
  }

  /** With another scale of the similarities. */
  public Circle withGamma(double gamma) {
    return new Circle(config.with(GAMMA, gamma));
  }

  /** With another distance that partners may keep. */
  public Circle withMargin(double margin) {
    return new Circle(config.with(MARGIN, margin));
  }

  /** With another way to make one number of the values. */
  public Circle withReduction(Reduction reduction) {
    return new Circle(config.with(Reduction.OPTION, reduction));
  }

  @Override
  public Targets targets() {
    return Targets.GROUP;
  }

  @Override
  public Values values(GraphScope scope, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Ops tf = scope.tf();
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> margin = tf.constant(config.get(MARGIN).floatValue());
    Operand<TFloat32> gamma = tf.constant(config.get(GAMMA).floatValue());
    Operand<TFloat32> cosines = tf.linalg.matMul(yPred, yPred, MatMul.transposeB(true));
    Operand<TFloat32> distances = tf.math.maximum(tf.math.sub(one, cosines), tf.constant(0f));
    Operand<TFloat32> partners = partners(tf, yTrue);
    Operand<TFloat32> strangers = tf.math.sub(one, sameGroup(tf, yTrue));
    Operand<TFloat32> pull =
        tf.math.mul(
            tf.math.mul(tf.math.add(margin, distances), tf.math.sub(distances, margin)), gamma);
    Operand<TFloat32> farEnough = tf.math.sub(tf.math.add(one, margin), distances);
    Operand<TFloat32> push =
        tf.math.mul(
            tf.math.mul(
                tf.math.maximum(farEnough, tf.constant(0f)),
                tf.math.sub(tf.math.sub(one, margin), distances)),
            gamma);
    Operand<TFloat32> losses =
        tf.math.softplus(
            tf.math.add(logSumExp(tf, pull, partners), logSumExp(tf, push, strangers)));
    Operand<TBool> counts = tf.math.greater(losses, tf.constant(0f));
    return new Values(losses, Optional.of(tf.stopGradient(tf.dtypes.cast(counts, TFloat32.class))));
  }

  /** 1 for each pair of one group: {@code (N, N)}. */
  private static Operand<TFloat32> sameGroup(Ops tf, Operand<TFloat32> yTrue) {
    Operand<TFloat32> column = tf.reshape(yTrue, tf.constant(new int[] {-1, 1}));
    Operand<TFloat32> row = tf.reshape(yTrue, tf.constant(new int[] {1, -1}));
    return tf.dtypes.cast(tf.math.equal(column, row), TFloat32.class);
  }

  private Operand<TFloat32> partners(Ops tf, Operand<TFloat32> yTrue) {
    Operand<TFloat32> same = sameGroup(tf, yTrue);
    Operand<TFloat32> flat = tf.reshape(yTrue, tf.constant(new int[] {-1}));
    return config.get(REMOVE_DIAGONAL)
        ? tf.linalg.matrixSetDiag(same, tf.zerosLike(flat), tf.constant(0))
        : same;
  }

  /** The logarithm of the sum of the powers in each row, of those that the mask counts. */
  private static Operand<TFloat32> logSumExp(Ops tf, Operand<TFloat32> x, Operand<TFloat32> mask) {
    Operand<TBool> counts = tf.math.greater(mask, tf.constant(0f));
    Operand<TFloat32> nothing = tf.math.add(tf.zerosLike(x), tf.constant(NOTHING));
    Operand<TFloat32> given = tf.select(counts, x, nothing);
    Operand<TFloat32> greatest =
        tf.stopGradient(tf.reduceMax(given, tf.constant(-1), ReduceMax.keepDims(true)));
    Operand<TFloat32> sum =
        tf.reduceSum(tf.math.exp(tf.math.sub(given, greatest)), tf.constant(-1));
    return tf.math.add(tf.math.log(sum), tf.reshape(greatest, tf.constant(new int[] {-1})));
  }
}
