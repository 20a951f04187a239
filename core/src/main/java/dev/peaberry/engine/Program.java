package dev.peaberry.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A compiled TensorFlow graph with its variables: what a model becomes to be trained or used. Every
 * routine of it is one native call. Owns native memory until it is closed.
 *
 * <p>Thread-safe: routines without effects may run side by side; closing waits for those that run.
 */
public final class Program implements AutoCloseable {
  /** Weights are copied in and out in groups, so that a large model is never there three times. */
  private static final long GROUP_ELEMENTS = 16L << 20;

  private final Graph drawn;
  private final Graph graph;
  private final Session session;
  private final ProgramBuilder built;
  private final Map<String, Assignment> assignments;
  private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();
  private boolean closed;

  private Program(
      Graph drawn,
      Graph graph,
      Session session,
      ProgramBuilder built,
      Map<String, Assignment> assignments) {
    this.drawn = drawn;
    this.graph = graph;
    this.session = session;
    this.built = built;
    this.assignments = assignments;
  }

  /**
   * A program and the handles that were made while building it.
   *
   * @param <T> what the handles are kept in
   */
  public record Built<T>(Program program, T handles) {}

  private record Assignment(Variable variable, Input input, Op assign, Op zero) {}

  /**
   * Builds a graph and opens a session on it.
   *
   * @param options the device, its threads and the precision
   * @param graphFunction puts the graph together and returns what its caller wants to keep, such as
   *     {@link Routine}s
   * @throws EngineException if the device is not there or cannot compute in the precision
   */
  public static <T> Built<T> build(
      EngineOptions options, Function<ProgramBuilder, T> graphFunction) {
    NativeLibrary.load();
    var config = options.toProto();
    Graph drawn = new Graph();
    Graph graph = new Graph();
    try {
      ProgramBuilder builder = new ProgramBuilder(drawn, options.precision());
      T handles = graphFunction.apply(builder);
      Map<String, Assignment> assignments = assignments(builder);
      graph.importGraphDef(GraphRewrites.gradientsFromOutputs(drawn.toGraphDef()));
      Session session = new Session(graph, config);
      return new Built<>(new Program(drawn, graph, session, builder, assignments), handles);
    } catch (RuntimeException e) {
      graph.close();
      drawn.close();
      throw e;
    }
  }

  /** A graph to be looked at rather than run, as TensorFlow's protocol buffer GraphDef. */
  public static byte[] draw(Consumer<ProgramBuilder> graphFunction) {
    NativeLibrary.load();
    try (Graph graph = new Graph()) {
      graphFunction.accept(new ProgramBuilder(graph, Precision.FP32));
      return graph.toGraphDef().toByteArray();
    }
  }

  private static Map<String, Assignment> assignments(ProgramBuilder builder) {
    var tf = builder.tf();
    Map<String, Assignment> assignments = new LinkedHashMap<>();
    for (Variable variable : builder.variables().values()) {
      Input input = builder.input(ElementType.FLOAT32, variable.shape());
      Op assign = tf.assignVariableOp(variable.handle(), input.value());
      Op zero =
          tf.assignVariableOp(
              variable.handle(),
              tf.fill(tf.constant(variable.shape().toLongArray()), tf.constant(0f)));
      assignments.put(variable.name(), new Assignment(variable, input, assign, zero));
    }
    return assignments;
  }

  /**
   * Does what a routine describes, in one native call.
   *
   * @param feeds one array for each input of the routine, in their order
   * @param seed decides the random numbers of this run
   * @return one array for each result of the routine, in their order
   * @throws IllegalArgumentException if the feeds do not fit the inputs
   * @throws IllegalStateException if the program is closed
   */
  public List<FloatArray> run(Routine routine, List<? extends Array> feeds, long seed) {
    if (feeds.size() != routine.inputs().size()) {
      throw new IllegalArgumentException(
          "Found " + feeds.size() + " arrays, expected " + routine.inputs().size());
    }
    open.readLock().lock();
    List<Tensor> fed = new ArrayList<>();
    try {
      requireOpen();
      Session.Runner runner = session.runner();
      TInt32 seedTensor = TInt32.vectorOf(Long.hashCode(seed));
      fed.add(seedTensor);
      runner.feed(inSession(built.seed()), seedTensor);
      for (int i = 0; i < feeds.size(); i++) {
        Input input = routine.inputs().get(i);
        Tensor tensor = Tensors.of(requireType(input, feeds.get(i)));
        fed.add(tensor);
        runner.feed(inSession(input.placeholder()), tensor);
      }
      routine.effects().forEach(effect -> runner.addTarget(effect.op().name()));
      routine.results().forEach(result -> runner.fetch(inSession(result)));
      return fetch(runner);
    } finally {
      fed.forEach(Tensor::close);
      open.readLock().unlock();
    }
  }

  /** The same value in the graph that runs: handles are of the graph that was drawn. */
  private Output<?> inSession(Operand<?> value) {
    Output<?> output = value.asOutput();
    return graph.operationOrThrow(output.op().name()).output(output.index());
  }

  /** The names of all variables, in the order in which they were made. */
  public List<String> variables() {
    return List.copyOf(assignments.keySet());
  }

  /**
   * Gives variables their values.
   *
   * @throws IllegalArgumentException if there is no such variable or its shape is another
   */
  public void assign(Map<String, FloatArray> values) {
    List<Input> inputs = new ArrayList<>();
    List<FloatArray> arrays = new ArrayList<>();
    List<Op> effects = new ArrayList<>();
    long elements = 0;
    for (Map.Entry<String, FloatArray> entry : values.entrySet()) {
      Assignment assignment = requireVariable(entry.getKey());
      requireShape(assignment.variable(), entry.getValue());
      inputs.add(assignment.input());
      arrays.add(entry.getValue());
      effects.add(assignment.assign());
      elements += entry.getValue().shape().size();
      if (elements >= GROUP_ELEMENTS) {
        run(new Routine(inputs, List.of(), effects), arrays, 0);
        inputs.clear();
        arrays.clear();
        effects.clear();
        elements = 0;
      }
    }
    if (!effects.isEmpty()) {
      run(new Routine(inputs, List.of(), effects), arrays, 0);
    }
  }

  /** Sets variables to zeros. */
  public void zero(List<String> names) {
    List<Op> effects = new ArrayList<>();
    names.forEach(name -> effects.add(requireVariable(name).zero()));
    if (!effects.isEmpty()) {
      run(new Routine(List.of(), List.of(), effects), List.of(), 0);
    }
  }

  /** The values of variables, by name, in the order of the names. */
  public Map<String, FloatArray> read(List<String> names) {
    Map<String, FloatArray> values = new LinkedHashMap<>();
    int from = 0;
    long elements = 0;
    for (int i = 0; i < names.size(); i++) {
      elements += requireVariable(names.get(i)).variable().shape().size();
      if (elements >= GROUP_ELEMENTS || i == names.size() - 1) {
        readGroup(names.subList(from, i + 1), values);
        from = i + 1;
        elements = 0;
      }
    }
    return values;
  }

  private void readGroup(List<String> names, Map<String, FloatArray> values) {
    List<Operand<TFloat32>> results =
        names.stream().map(name -> requireVariable(name).variable().value()).toList();
    List<FloatArray> arrays = run(new Routine(List.of(), results, List.of()), List.of(), 0);
    for (int i = 0; i < names.size(); i++) {
      values.put(names.get(i), arrays.get(i));
    }
  }

  /** Frees the native memory once the running routines are done. Doing it twice is harmless. */
  @Override
  public void close() {
    open.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        session.close();
        graph.close();
        drawn.close();
      }
    } finally {
      open.writeLock().unlock();
    }
  }

  private List<FloatArray> fetch(Session.Runner runner) {
    try (Result result = runner.run()) {
      List<FloatArray> arrays = new ArrayList<>(result.size());
      for (int i = 0; i < result.size(); i++) {
        arrays.add(Tensors.toArray((TFloat32) result.get(i)));
      }
      return arrays;
    } catch (RuntimeException e) { // TensorFlow's exceptions have no common class
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
      throw new EngineException("TensorFlow failed: " + reason, e);
    }
  }

  private Assignment requireVariable(String name) {
    Assignment assignment = assignments.get(name);
    if (assignment == null) {
      throw new IllegalArgumentException(
          "Found no variable " + name + ", expected one of " + assignments.keySet());
    }
    return assignment;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The program is closed");
    }
  }

  private static Array requireType(Input input, Array array) {
    if (array.type() != input.type()) {
      throw new IllegalArgumentException("Found " + array + ", expected " + input.type());
    }
    return array;
  }

  private static void requireShape(Variable variable, FloatArray array) {
    if (!array.shape().equals(variable.shape())) {
      throw new IllegalArgumentException(
          variable.name() + ": found shape " + array.shape() + ", expected " + variable.shape());
    }
  }
}
