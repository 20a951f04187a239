package dev.peaberry.model;

import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import dev.peaberry.regularizer.Regularizer;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A layer's part in a program: one use of it, with its penalty on what comes out. */
final class MemberGraph {
  private MemberGraph() {}

  /** Adds the layer's operations, and its penalty to the losses. */
  static List<Operand<TFloat32>> apply(
      Member member, GraphScope modelScope, List<Operand<TFloat32>> inputs, List<Shape> shapes) {
    GraphScope scope = modelScope.child(member.name(), member.trainable());
    List<Operand<TFloat32>> outputs = member.layer().call(scope, inputs, shapes);
    scope.remember(outputs);
    member
        .layer()
        .activityRegularizer()
        .ifPresent(
            regularizer ->
                outputs.forEach(
                    output ->
                        scope.addLoss(
                            anExample(scope.tf(), regularizer, scope.inFloat32(output)))));
    return outputs;
  }

  private static Operand<TFloat32> anExample(
      Ops tf, Regularizer regularizer, Operand<TFloat32> output) {
    Operand<TInt32> examples =
        tf.reshape(
            tf.slice(tf.shape(output), tf.constant(new int[] {0}), tf.constant(new int[] {1})),
            tf.constant(new int[0]));
    return tf.math.divNoNan(
        regularizer.penalty(tf, output), tf.dtypes.cast(examples, TFloat32.class));
  }
}
