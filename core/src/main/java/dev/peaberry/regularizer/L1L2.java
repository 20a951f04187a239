package dev.peaberry.regularizer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * {@code l1 * sum(|w|) + l2 * sum(w^2)}: Keras's L1, L2 and L1L2.
 *
 * @param config the settings
 */
public record L1L2(Config config) implements Regularizer, Configured {
  private static final double KERAS_DEFAULT = 0.01;
  private static final Option<Double> L1_DEFAULT = factor("l1", KERAS_DEFAULT);
  private static final Option<Double> L2_DEFAULT = factor("l2", KERAS_DEFAULT);
  private static final Option<Double> L1_ZERO = factor("l1", 0);
  private static final Option<Double> L2_ZERO = factor("l2", 0);

  /** Keras's L1. */
  public static final Schema<L1L2> L1_SCHEMA = Schema.of("L1", L1L2::new, L1_DEFAULT);

  /** Keras's L2. */
  public static final Schema<L1L2> L2_SCHEMA = Schema.of("L2", L1L2::new, L2_DEFAULT);

  /** Keras's L1L2. */
  public static final Schema<L1L2> SCHEMA = Schema.of("L1L2", L1L2::new, L1_ZERO, L2_ZERO);

  private static Option<Double> factor(String name, double defaultValue) {
    return Option.of(name, Kinds.notNegative(), defaultValue);
  }

  /** {@code l1 * sum(|w|)}. */
  public static L1L2 l1(double factor) {
    return new L1L2(L1_SCHEMA.with(L1_DEFAULT, factor));
  }

  /** {@code l2 * sum(w^2)}; there is no one half in it. */
  public static L1L2 l2(double factor) {
    return new L1L2(L2_SCHEMA.with(L2_DEFAULT, factor));
  }

  /** Both. */
  public static L1L2 of(double l1, double l2) {
    return new L1L2(SCHEMA.with(L1_ZERO, l1, L2_ZERO, l2));
  }

  @Override
  public Operand<TFloat32> penalty(Ops tf, Operand<TFloat32> weight) {
    List<Operand<TFloat32>> terms = new ArrayList<>();
    if (l1() > 0) {
      terms.add(tf.math.mul(sum(tf, tf.math.abs(weight)), tf.constant((float) l1())));
    }
    if (l2() > 0) {
      // L2Loss is half the sum of squares, in one operation without a copy of the weight.
      terms.add(tf.math.mul(tf.nn.l2Loss(weight), tf.constant((float) (2 * l2()))));
    }
    return terms.isEmpty() ? tf.constant(0f) : tf.math.addN(terms);
  }

  private double l1() {
    return config.schema() == L1_SCHEMA
        ? config.get(L1_DEFAULT)
        : config.schema() == SCHEMA ? config.get(L1_ZERO) : 0;
  }

  private double l2() {
    return config.schema() == L2_SCHEMA
        ? config.get(L2_DEFAULT)
        : config.schema() == SCHEMA ? config.get(L2_ZERO) : 0;
  }

  private static Operand<TFloat32> sum(Ops tf, Operand<TFloat32> x) {
    Operand<TInt32> all = tf.range(tf.constant(0), tf.rank(x), tf.constant(1));
    return tf.reduceSum(x, all, ReduceSum.keepDims(false));
  }
}
