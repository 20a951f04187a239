package dev.peaberry.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What a layer sees while it adds its operations to a program: TensorFlow, its weights and whether
 * the program trains. Confined to one thread.
 */
public final class GraphScope {
  private final ProgramBuilder builder;
  private final Ops tf;
  private final Shared shared;
  private final String prefix;
  private final boolean training;
  private final boolean trainable;

  private GraphScope(
      ProgramBuilder builder,
      Ops tf,
      Shared shared,
      String prefix,
      boolean training,
      boolean trainable) {
    this.builder = builder;
    this.tf = tf;
    this.shared = shared;
    this.prefix = prefix;
    this.training = training;
    this.trainable = trainable;
  }

  /** What all scopes of one program have in common. */
  private record Shared(
      Map<String, Variable> weights,
      Map<String, Operand<TFloat32>> updates,
      Map<String, Operand<TFloat32>> statistics,
      List<Operand<TFloat32>> losses,
      Map<String, List<Operand<TFloat32>>> outputs,
      Map<Output<TFloat32>, Operand<TFloat32>> logits) {}

  /**
   * The scope of a whole model.
   *
   * @param weights the model's weights by path
   * @param training whether layers behave as in training
   */
  public static GraphScope root(
      ProgramBuilder builder, Map<String, Variable> weights, boolean training) {
    Shared shared =
        new Shared(
            weights,
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new ArrayList<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>());
    return new GraphScope(builder, builder.tf(), shared, "", training, true);
  }

  /** The scope of a layer in this one's model; a frozen model's layers are frozen, too. */
  public GraphScope child(String name, boolean childTrainable) {
    return new GraphScope(
        builder,
        tf.withSubScope(scopeName(name)),
        shared,
        prefix + name + "/",
        training,
        trainable && childTrainable);
  }

  /** TensorFlow allows fewer characters than Keras. */
  private static String scopeName(String layer) {
    String allowed = layer.replaceAll("[^A-Za-z0-9_.-]", "_");
    return allowed.matches("[A-Za-z0-9.].*") ? allowed : "layer" + allowed;
  }

  /** TensorFlow's operations, named after the layer. */
  public Ops tf() {
    return tf;
  }

  /**
   * A value that stays float32 together with what is computed from it, up to the next convolution
   * or matrix product, in programs of any {@link Precision}. For sums over many numbers: a
   * normalisation takes its input so, and gives its output so for the sake of the gradients.
   */
  public Operand<TFloat32> inFloat32(Operand<TFloat32> value) {
    return builder.inFloat32(value);
  }

  /** Whether the program trains: dropout drops, batch normalisation looks at the batch. */
  public boolean training() {
    return training;
  }

  /** Whether the layer is not frozen. */
  public boolean trainable() {
    return trainable;
  }

  /**
   * One of the layer's weights.
   *
   * @throws IllegalArgumentException if the layer has declared none of that name
   */
  public Operand<TFloat32> weight(String name) {
    Operand<TFloat32> updated = shared.updates.get(prefix + name);
    if (updated != null) {
      return updated;
    }
    Variable variable = shared.weights.get(prefix + name);
    if (variable == null) {
      throw new IllegalArgumentException(
          "Found no weight " + prefix + name + ", expected one of " + shared.weights.keySet());
    }
    return variable.value();
  }

  /** Gives a weight that is not trained another value at the end of the training step. */
  public void update(String name, Operand<TFloat32> value) {
    shared.updates.put(prefix + name, value);
  }

  /**
   * Moves a weight that is not trained towards a batch's value at the end of the training step:
   * {@code weight * momentum + batch * (1 - momentum)}.
   */
  public void average(String name, Operand<TFloat32> batch, float momentum) {
    Ops tf = tf();
    shared.statistics.put(prefix + name, batch);
    update(
        name,
        tf.math.add(
            tf.math.mul(weight(name), tf.constant(momentum)),
            tf.math.mul(batch, tf.constant(1 - momentum))));
  }

  /** The batch's own values of weights that are moving averages, by path. */
  public Map<String, Operand<TFloat32>> statistics() {
    return shared.statistics;
  }

  /** The new values of weights by path, at the end of the training step. */
  public Map<String, Operand<TFloat32>> updates() {
    return shared.updates;
  }

  /** Adds a scalar to what training makes small: Keras's {@code add_loss}. */
  public void addLoss(Operand<TFloat32> scalar) {
    shared.losses.add(scalar);
  }

  /** What layers have added to the loss. */
  public List<Operand<TFloat32>> losses() {
    return shared.losses;
  }

  /** Remembers what this scope's layer gives, for those who want to look inside a model. */
  public void remember(List<Operand<TFloat32>> outputs) {
    String path = prefix.substring(0, Math.max(0, prefix.length() - 1));
    shared.outputs.computeIfAbsent(path, key -> new ArrayList<>()).addAll(outputs);
  }

  /**
   * What all layers give, by the path of the layer, in the order in which they were called; those
   * of a model inside the model come before its own.
   */
  public Map<String, List<Operand<TFloat32>>> outputs() {
    return shared.outputs;
  }

  /** Uniform random numbers in [0, 1), decided by the run's seed. */
  public Operand<TFloat32> uniform(Operand<TInt32> shape) {
    return builder.uniform(shape);
  }

  /** Random numbers with mean 0 and standard deviation 1, decided by the run's seed. */
  public Operand<TFloat32> normal(Operand<TInt32> shape) {
    return builder.normal(shape);
  }

  /**
   * Remembers what a softmax or sigmoid was computed from: a cross-entropy that follows it is
   * computed from the logits, which is exact where probabilities round to 0 or 1 (as in Keras).
   */
  public void rememberLogits(Operand<TFloat32> probabilities, Operand<TFloat32> logits) {
    shared.logits.put(probabilities.asOutput(), builder.inFloat32(logits));
  }

  /** What the given probabilities were computed from, if remembered. */
  public Optional<Operand<TFloat32>> logits(Operand<TFloat32> probabilities) {
    return Optional.ofNullable(shared.logits.get(probabilities.asOutput()));
  }
}
