package dev.peaberry.train;

import dev.peaberry.data.Batch;
import dev.peaberry.engine.Array;
import dev.peaberry.engine.ElementType;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Input;
import dev.peaberry.engine.ProgramBuilder;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.WeightSpec;
import dev.peaberry.model.ModelGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Puts the way from a batch to its loss together. Confined to one thread. */
final class PassGraph {
  private final ProgramBuilder builder;
  private final ModelGraph graph;
  private final List<WeightSpec> specs;
  private final CompiledLoss loss;

  /**
   * Starts.
   *
   * @param specs of the model's weights
   */
  PassGraph(ProgramBuilder builder, ModelGraph graph, List<WeightSpec> specs, CompiledLoss loss) {
    this.builder = builder;
    this.graph = graph;
    this.specs = specs;
    this.loss = loss;
  }

  /**
   * The types and the shapes, without the batch axis, of what a pass is fed. The batch's size may
   * vary.
   *
   * @param weights of the examples' weights: none, one for all outputs or one for each
   */
  record Feeds(ElementType inputs, List<Shape> targets, List<Shape> weights) {
    static Feeds of(Batch batch) {
      return new Feeds(
          batch.inputs().get(0).type(), shapes(batch.targets()), shapes(batch.weights()));
    }

    private static List<Shape> shapes(List<FloatArray> arrays) {
      return arrays.stream().map(array -> array.shape().dropFirst()).toList();
    }

    /** The same with examples that have weights: 1 each where a batch brings none. */
    Feeds weighted() {
      return weights.isEmpty() ? new Feeds(inputs, targets, List.of(Shape.of())) : this;
    }

    /**
     * What is fed for a batch.
     *
     * @throws IllegalArgumentException if it is of another kind
     */
    List<Array> arrays(Batch batch) {
      Feeds found = of(batch);
      boolean fits = found.weights.isEmpty() || found.weights.equals(weights);
      if (found.inputs != inputs || !found.targets.equals(targets) || !fits) {
        throw new IllegalArgumentException(
            "Found a batch of " + found + ", expected " + this + " as the first one had");
      }
      List<Array> fed = new ArrayList<>(batch.inputs());
      fed.addAll(batch.targets());
      fed.addAll(batch.weights());
      if (batch.weights().isEmpty()) {
        weights.forEach(shape -> fed.add(FloatArray.ones(shape.prepend(batch.size()))));
      }
      return fed;
    }
  }

  /**
   * A pass.
   *
   * @param total what training makes small: the weighted sum of the losses, and the penalties
   * @param losses of the outputs, unweighted; none if there is one output
   */
  record Pass(
      GraphScope scope,
      List<Input> inputs,
      Operand<TFloat32> total,
      List<Operand<TFloat32>> losses,
      List<Operand<TFloat32>> outputs) {
    /** What comes back: the total, the losses, the outputs. */
    List<Operand<TFloat32>> results() {
      List<Operand<TFloat32>> results = new ArrayList<>(List.of(total));
      results.addAll(losses);
      results.addAll(outputs);
      return results;
    }
  }

  Pass pass(Feeds feeds, boolean training) {
    GraphScope scope = graph.scope(training);
    List<Input> inputs = new ArrayList<>(graph.inputs(feeds.inputs()));
    List<Operand<TFloat32>> outputs = graph.call(scope, List.copyOf(inputs));
    List<Input> targets = inputs(feeds.targets());
    List<Input> weights = inputs(feeds.weights());
    inputs.addAll(targets);
    inputs.addAll(weights);
    List<Operand<TFloat32>> losses = new ArrayList<>();
    for (int i = 0; i < loss.losses().size(); i++) {
      losses.add(
          loss.losses()
              .get(i)
              .call(scope, targets.get(i).value(), outputs.get(i), weightsOf(i, weights)));
    }
    List<Operand<TFloat32>> terms = weighted(losses);
    terms.addAll(penalties());
    terms.addAll(scope.losses());
    return new Pass(scope, inputs, sum(terms), losses.size() == 1 ? List.of() : losses, outputs);
  }

  private List<Input> inputs(List<Shape> shapes) {
    return shapes.stream().map(shape -> builder.batchInput(ElementType.FLOAT32, shape)).toList();
  }

  private static Optional<Operand<TFloat32>> weightsOf(int output, List<Input> weights) {
    return weights.isEmpty()
        ? Optional.empty()
        : Optional.of(weights.get(weights.size() == 1 ? 0 : output).value());
  }

  private List<Operand<TFloat32>> weighted(List<Operand<TFloat32>> losses) {
    Ops tf = builder.tf();
    List<Operand<TFloat32>> terms = new ArrayList<>();
    for (int i = 0; i < losses.size(); i++) {
      float weight = loss.weights().get(i).floatValue();
      terms.add(weight == 1 ? losses.get(i) : tf.math.mul(losses.get(i), tf.constant(weight)));
    }
    return terms;
  }

  private List<Operand<TFloat32>> penalties() {
    List<Operand<TFloat32>> penalties = new ArrayList<>();
    for (WeightSpec spec : specs) {
      Operand<TFloat32> value = graph.variables().get(spec.name()).value();
      if (spec.trainable()) {
        spec.regularizer().ifPresent(r -> penalties.add(r.penalty(builder.tf(), value)));
      }
    }
    return penalties;
  }

  private Operand<TFloat32> sum(List<Operand<TFloat32>> terms) {
    return terms.size() == 1 ? terms.get(0) : builder.tf().math.addN(terms);
  }
}
