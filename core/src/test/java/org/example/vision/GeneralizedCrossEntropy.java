package org.example.vision;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.loss.Loss;
import dev.peaberry.loss.Reduction;
import dev.peaberry.loss.Targets;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** {@code (1 - p[y]^q) / q}, which forgives wrong labels (Zhang and Sabuncu 2018). */
public record GeneralizedCrossEntropy(Config config) implements Loss {
  private static final Option<Double> Q =
      Option.of("q", Kinds.fraction().where("a number above 0, up to 1", q -> q > 0), 0.7);

  /** Registered as {@code vision>GeneralizedCrossEntropy}. */
  public static final Schema<GeneralizedCrossEntropy> SCHEMA =
      Schema.of("GeneralizedCrossEntropy", GeneralizedCrossEntropy::new, Reduction.OPTION, Q)
          .inPackage("vision");

  @Override
  public Targets targets() {
    return Targets.CATEGORICAL;
  }

  @Override
  public Values values(GraphScope scope, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Ops tf = scope.tf();
    Operand<TFloat32> q = tf.constant(config.get(Q).floatValue());
    Operand<TFloat32> right = tf.reduceSum(tf.math.mul(yTrue, yPred), tf.constant(-1));
    Operand<TFloat32> loss = tf.math.div(tf.math.sub(tf.constant(1f), tf.math.pow(right, q)), q);
    return Values.of(loss);
  }
}
