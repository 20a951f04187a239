package dev.peaberry.train;

import dev.peaberry.engine.ProgramBuilder;
import dev.peaberry.engine.Routine;
import dev.peaberry.model.Model;
import dev.peaberry.model.ModelGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * Puts a training step together that changes nothing and tells of every layer whether what it gives
 * is finite. Confined to one thread.
 */
final class InspectionGraph {
  private InspectionGraph() {}

  /**
   * The step.
   *
   * @param routine gives two numbers for each layer, then the loss of each output; of a layer 1 if
   *     all is finite, else 0, and the largest of the absolute values that are
   * @param layers the paths of the layers in the order in which they are called
   */
  record Inspection(Routine routine, List<String> layers) {}

  static Inspection build(
      ProgramBuilder builder, Model model, CompiledLoss loss, PassGraph.Feeds feeds) {
    ModelGraph graph = ModelGraph.of(builder, model);
    PassGraph.Pass pass = new PassGraph(builder, graph, model.weights(), loss).pass(feeds, true);
    List<String> layers = new ArrayList<>();
    List<Operand<TFloat32>> results = new ArrayList<>();
    for (Map.Entry<String, List<Operand<TFloat32>>> layer : pass.scope().outputs().entrySet()) {
      for (Operand<TFloat32> output : layer.getValue()) {
        layers.add(layer.getKey());
        addResults(builder.tf(), output, results);
      }
    }
    results.addAll(pass.losses().isEmpty() ? List.of(pass.total()) : pass.losses());
    return new Inspection(new Routine(pass.inputs(), results, List.of()), layers);
  }

  private static void addResults(Ops tf, Operand<TFloat32> output, List<Operand<TFloat32>> to) {
    Operand<TFloat32> all = tf.reshape(output, tf.constant(new int[] {-1}));
    Operand<TBool> finite = tf.math.isFinite(all);
    to.add(tf.reduceMin(tf.dtypes.cast(finite, TFloat32.class), tf.constant(0)));
    to.add(tf.reduceMax(tf.math.abs(tf.select(finite, all, tf.zerosLike(all))), tf.constant(0)));
  }
}
