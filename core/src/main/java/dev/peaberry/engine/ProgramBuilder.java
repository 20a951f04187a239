package dev.peaberry.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/** A program's graph while it is put together. Confined to one thread. */
public final class ProgramBuilder {
  private final Graph graph;
  private final Precision precision;
  private final Ops tf;
  private final Placeholder<TInt32> seed;
  private final Map<String, Variable> variables = new LinkedHashMap<>();
  private int randomOperations;

  ProgramBuilder(Graph graph, Precision precision) {
    this.graph = graph;
    this.precision = precision;
    this.tf = Ops.create(graph);
    this.seed = tf.placeholder(TInt32.class, Placeholder.shape(org.tensorflow.ndarray.Shape.of(1)));
  }

  /** TensorFlow's operations on this graph. */
  public Ops tf() {
    return tf;
  }

  /**
   * A place to feed a batch.
   *
   * @param type what will be fed
   * @param example the shape of one example, without the batch axis
   */
  public Input batchInput(ElementType type, Shape example) {
    return input(type, ndShape(-1, example));
  }

  /** A place to feed an array of one shape. */
  public Input input(ElementType type, Shape shape) {
    return input(type, org.tensorflow.ndarray.Shape.of(shape.toLongArray()));
  }

  /** A place to feed one number. */
  public Input scalarInput() {
    return input(ElementType.FLOAT32, Shape.of());
  }

  private Input input(ElementType type, org.tensorflow.ndarray.Shape shape) {
    if (type == ElementType.FLOAT32) {
      Placeholder<TFloat32> fed = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
      // A fed array cannot be fetched: what a layer passes on as it is must be a copy.
      return new Input(type, fed, tf.identity(fed));
    }
    Placeholder<TUint8> fed = tf.placeholder(TUint8.class, Placeholder.shape(shape));
    return new Input(type, fed, tf.dtypes.cast(fed, TFloat32.class));
  }

  /**
   * A new variable; it has no value until the program is given one.
   *
   * @throws IllegalArgumentException if the name is taken
   */
  public Variable variable(String name, Shape shape) {
    if (variables.containsKey(name)) {
      throw new IllegalArgumentException("Found two variables named " + name + ", expected one");
    }
    org.tensorflow.ndarray.Shape nd = org.tensorflow.ndarray.Shape.of(shape.toLongArray());
    VarHandleOp handle =
        tf.varHandleOp(TFloat32.class, nd, VarHandleOp.sharedName(name), VarHandleOp.container(""));
    // The shape is known to us and lost on the way through the handle.
    Operand<TFloat32> value =
        inFloat32(tf.ensureShape(tf.readVariableOp(handle, TFloat32.class), nd));
    Variable variable = new Variable(name, shape, handle, value);
    variables.put(name, variable);
    return variable;
  }

  /**
   * A value that stays float32 together with what is computed from it, up to the next convolution
   * or matrix product. For bfloat16 TensorFlow goes on from those through operations that it takes
   * for harmless: it would round weights, gradients and the optimizer's sums, too. It stops at a
   * cast.
   */
  Operand<TFloat32> inFloat32(Operand<TFloat32> value) {
    return precision == Precision.FP32 ? value : tf.dtypes.cast(value, TFloat32.class);
  }

  /** Reads a variable again once the given operations have run. */
  public Operand<TFloat32> readAfter(
      Variable variable, List<? extends org.tensorflow.op.Op> first) {
    Operand<TFloat32> value =
        tf.withControlDependencies(List.copyOf(first))
            .readVariableOp(variable.handle(), TFloat32.class);
    return tf.ensureShape(value, org.tensorflow.ndarray.Shape.of(variable.shape().toLongArray()));
  }

  /**
   * The derivatives of a scalar.
   *
   * @return one for each of {@code by}, in their order
   * @throws IllegalArgumentException if the scalar does not depend on one of them
   */
  public List<Operand<TFloat32>> gradients(
      Operand<TFloat32> scalar, List<? extends Operand<TFloat32>> by) {
    Output<?>[] outputs = by.stream().map(Operand::asOutput).toArray(Output[]::new);
    Output<?>[] derivatives = graph.addGradients(scalar.asOutput(), outputs);
    List<Operand<TFloat32>> gradients = new ArrayList<>();
    for (Output<?> derivative : derivatives) {
      @SuppressWarnings("unchecked") // the gradient has the type of what it is taken by
      Output<TFloat32> typed = (Output<TFloat32>) derivative;
      gradients.add(inFloat32(typed));
    }
    return gradients;
  }

  /**
   * Uniform random numbers in [0, 1): a fresh stream for each call while building, other numbers
   * for each run, all decided by the seed that the run is given.
   */
  public Operand<TFloat32> uniform(Operand<TInt32> shape) {
    // Without the stop, a gradient would go on to the shape and find none for the operation.
    return tf.stopGradient(tf.random.statelessRandomUniform(shape, nextSeed(), TFloat32.class));
  }

  /**
   * Random numbers of the normal distribution with mean 0 and standard deviation 1, seeded as those
   * of {@link #uniform}.
   */
  public Operand<TFloat32> normal(Operand<TInt32> shape) {
    return tf.stopGradient(tf.random.statelessRandomNormal(shape, nextSeed(), TFloat32.class));
  }

  private Operand<TInt32> nextSeed() {
    return tf.concat(List.of(seed, tf.constant(new int[] {randomOperations++})), tf.constant(0));
  }

  Placeholder<TInt32> seed() {
    return seed;
  }

  Map<String, Variable> variables() {
    return variables;
  }

  private static org.tensorflow.ndarray.Shape ndShape(long batch, Shape example) {
    return org.tensorflow.ndarray.Shape.of(batch)
        .append(org.tensorflow.ndarray.Shape.of(example.toLongArray()));
  }
}
