package dev.peaberry.explain;

import dev.peaberry.engine.ElementType;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Input;
import dev.peaberry.engine.ProgramBuilder;
import dev.peaberry.engine.Routine;
import dev.peaberry.engine.Shape;
import dev.peaberry.model.Model;
import dev.peaberry.model.ModelGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Puts a model together with the derivatives of its scores by the picture and by what every layer
 * with maps gives, all in one graph. Confined to one thread.
 */
final class ExplainGraph {
  private final Ops tf;
  private final List<Input> inputs;

  /**
   * What the program can do with pictures {@code (N, H, W, C)} and, for each of them, a weight for
   * each output {@code (N, outputs)}, with which outputs add up to the score.
   *
   * @param outputs what the model gives, {@code (N, outputs)}
   * @param scores {@code (N)}
   * @param gradients of the scores by the pictures, {@code (N, H, W, C)}
   * @param layers by path
   */
  record Routines(
      Routine outputs, Routine scores, Routine gradients, Map<String, OfLayer> layers) {}

  /**
   * What it can do with a layer.
   *
   * @param maps what the layer gives, {@code (N, h, w, channels)}
   * @param gradCam {@code (N, h, w)}
   * @param gradCamPlusPlus {@code (N, h, w)}
   */
  record OfLayer(Routine maps, Routine gradCam, Routine gradCamPlusPlus) {}

  private ExplainGraph(Ops tf, List<Input> inputs) {
    this.tf = tf;
    this.inputs = inputs;
  }

  static Routines build(ProgramBuilder builder, Model model, SpatialLayers layers) {
    ModelGraph graph = ModelGraph.of(builder, model);
    Input pictures = graph.inputs(ElementType.FLOAT32).get(0);
    Shape outputs = model.outputShapes().get(0);
    Input weights = builder.batchInput(ElementType.FLOAT32, outputs);
    ExplainGraph explain = new ExplainGraph(builder.tf(), List.of(pictures, weights));
    GraphScope scope = graph.scope(false);
    Operand<TFloat32> given = graph.call(scope, List.of(pictures)).get(0);
    Operand<TFloat32> logits = scope.logits(given).orElse(given);
    Operand<TFloat32> scores = explain.sum(explain.times(logits, weights.value()), 1);
    Map<String, Operand<TFloat32>> maps = maps(scope, layers);
    Map<Output<TFloat32>, Operand<TFloat32>> gradients =
        gradients(builder, explain.sum(scores, 0), pictures, maps);
    Map<String, OfLayer> ofLayers = new LinkedHashMap<>();
    maps.forEach(
        (path, of) -> ofLayers.put(path, explain.ofLayer(of, gradients.get(of.asOutput()))));
    return new Routines(
        explain.routine(given),
        explain.routine(scores),
        explain.routine(gradients.get(pictures.value().asOutput())),
        ofLayers);
  }

  private static Map<String, Operand<TFloat32>> maps(GraphScope scope, SpatialLayers layers) {
    Map<String, Operand<TFloat32>> maps = new LinkedHashMap<>();
    layers
        .places()
        .forEach(
            (path, place) -> maps.put(path, scope.outputs().get(path).get(place.occurrence())));
    return maps;
  }

  /** The derivatives by the pictures and by all maps. A dropout's are those of what went in. */
  private static Map<Output<TFloat32>, Operand<TFloat32>> gradients(
      ProgramBuilder builder,
      Operand<TFloat32> score,
      Input pictures,
      Map<String, Operand<TFloat32>> maps) {
    Map<Output<TFloat32>, Operand<TFloat32>> by = new LinkedHashMap<>();
    by.put(pictures.value().asOutput(), pictures.value());
    maps.values().forEach(of -> by.put(of.asOutput(), of));
    List<Operand<TFloat32>> found = builder.gradients(score, new ArrayList<>(by.values()));
    Map<Output<TFloat32>, Operand<TFloat32>> gradients = new LinkedHashMap<>();
    int i = 0;
    for (Output<TFloat32> output : by.keySet()) {
      gradients.put(output, found.get(i++));
    }
    return gradients;
  }

  private OfLayer ofLayer(Operand<TFloat32> maps, Operand<TFloat32> gradient) {
    return new OfLayer(
        routine(maps),
        routine(weighted(maps, tf.math.mean(gradient, places(), Mean.keepDims(true)))),
        routine(weighted(maps, plusPlusWeights(maps, gradient))));
  }

  /**
   * The weights of Grad-CAM++. With Y = exp(S) its second and third derivative by a map are Y g^2
   * and Y g^3, so that equation 19 becomes 1 / (2 + g sum(A)), and Y is left out of the weights: it
   * is the same for all places of a picture.
   */
  private Operand<TFloat32> plusPlusWeights(Operand<TFloat32> maps, Operand<TFloat32> gradient) {
    Operand<TFloat32> sums = tf.reduceSum(maps, places(), ReduceSum.keepDims(true));
    Operand<TFloat32> below = tf.math.add(tf.constant(2f), times(gradient, sums));
    Operand<TFloat32> share = tf.math.divNoNan(tf.nn.relu(gradient), below);
    return tf.reduceSum(share, places(), ReduceSum.keepDims(true));
  }

  private Operand<TFloat32> weighted(Operand<TFloat32> maps, Operand<TFloat32> weights) {
    return tf.nn.relu(sum(times(maps, weights), 3));
  }

  /** The axes of rows and columns. */
  private Operand<TInt32> places() {
    return tf.constant(new int[] {1, 2});
  }

  private Operand<TFloat32> sum(Operand<TFloat32> of, int axis) {
    return tf.reduceSum(of, tf.constant(axis));
  }

  private Operand<TFloat32> times(Operand<TFloat32> a, Operand<TFloat32> b) {
    return tf.math.mul(a, b);
  }

  private Routine routine(Operand<TFloat32> result) {
    return new Routine(inputs, List.of(result), List.of());
  }
}
