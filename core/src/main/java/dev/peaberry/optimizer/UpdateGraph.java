package dev.peaberry.optimizer;

import dev.peaberry.config.Config;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Input;
import dev.peaberry.engine.ProgramBuilder;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * An optimizer's part in a program: what all of them have in common (accumulation, clipping, weight
 * decay, moving averages) around the update that each has its own. Confined to one thread while it
 * is built; immutable afterwards.
 */
public final class UpdateGraph {
  private static final String AVERAGE = "average";
  private static final String ACCUMULATOR = "gradient_accumulator";

  private final ProgramBuilder builder;
  private final Optimizer optimizer;
  private final Config config;
  private final List<Variable> variables;
  private final UpdateScope scope;
  private final Map<String, Variable> slots = new LinkedHashMap<>();

  private UpdateGraph(ProgramBuilder builder, Optimizer optimizer, List<Variable> variables) {
    this.builder = builder;
    this.optimizer = optimizer;
    this.config = optimizer.config();
    this.variables = List.copyOf(variables);
    this.scope = UpdateScope.of(builder);
  }

  /** Adds what the optimizer remembers for the given variables to a program. */
  public static UpdateGraph of(
      ProgramBuilder builder, Optimizer optimizer, List<Variable> variables) {
    UpdateGraph graph = new UpdateGraph(builder, optimizer, variables);
    graph.addSlots();
    return graph;
  }

  private void addSlots() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    variables.forEach(variable -> shapes.put(variable.name(), variable.shape()));
    slotShapes(optimizer, shapes)
        .forEach((name, shape) -> slots.put(name, builder.variable(name, shape)));
  }

  /**
   * The names of what an optimizer remembers, in Keras's order.
   *
   * @param variables the shapes of all trained variables by name
   */
  public static List<String> slotNames(Optimizer optimizer, Map<String, Shape> variables) {
    return List.copyOf(slotShapes(optimizer, variables).keySet());
  }

  private static Map<String, Shape> slotShapes(Optimizer optimizer, Map<String, Shape> shapes) {
    List<List<String>> groups = new ArrayList<>();
    if (optimizer.useEma()) {
      groups.add(List.of(AVERAGE));
    }
    if (optimizer.gradientAccumulationSteps() > 1) {
      groups.add(List.of(ACCUMULATOR));
    }
    groups.addAll(optimizer.slots());
    Map<String, Shape> slots = new LinkedHashMap<>();
    for (List<String> group : groups) {
      shapes.forEach(
          (variable, shape) -> group.forEach(slot -> slots.put(name(variable, slot), shape)));
    }
    return slots;
  }

  private static String name(String variable, String slot) {
    return "optimizer/" + variable + "/" + slot;
  }

  private Variable slot(Variable variable, String slot) {
    return slots.get(name(variable.name(), slot));
  }

  /** The names of all slots' variables, in Keras's order; all start at 0. */
  public List<String> slotNames() {
    return List.copyOf(slots.keySet());
  }

  /** The places that are fed at each update. */
  public List<Input> inputs() {
    return scope.inputs();
  }

  /** What is fed at an update, for {@link #inputs}. */
  public List<FloatArray> feeds(Step step) {
    return scope.feeds(step);
  }

  /** Adds gradients to those that wait for the next update. */
  public List<Op> accumulate(List<? extends Operand<TFloat32>> gradients) {
    List<Op> effects = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      effects.add(
          builder
              .tf()
              .assignAddVariableOp(slot(variables.get(i), ACCUMULATOR).handle(), gradients.get(i)));
    }
    return effects;
  }

  /**
   * Changes the variables.
   *
   * @param gradients one for each variable, of this batch
   * @param overwrite whether the variables become their moving averages afterwards
   */
  public List<Op> update(List<? extends Operand<TFloat32>> gradients, boolean overwrite) {
    List<? extends Operand<TFloat32>> clipped =
        Clipping.clip(builder.tf(), config, averaged(gradients));
    List<Op> effects = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      Variable variable = variables.get(i);
      Op update = optimizer.update(afterDecay(variable), variable, clipped.get(i), own(variable));
      effects.add(update);
      if (optimizer.gradientAccumulationSteps() > 1) {
        effects.add(assignZero(slot(variable, ACCUMULATOR), update));
      }
      if (optimizer.useEma()) {
        effects.add(average(variable, update, overwrite));
      }
    }
    return effects;
  }

  /** Makes the variables their moving averages, as Keras does at the end of training. */
  public List<Op> overwriteWithAverages() {
    List<Op> effects = new ArrayList<>();
    for (Variable variable : variables) {
      effects.add(
          builder.tf().assignVariableOp(variable.handle(), slot(variable, AVERAGE).value()));
    }
    return effects;
  }

  /** Whether the update of this number ends with an overwriting by the averages. */
  public boolean overwritesAt(long number) {
    Optional<Integer> frequency = config.get(Common.EMA_OVERWRITE_FREQUENCY);
    return optimizer.useEma() && frequency.isPresent() && number % frequency.get() == 0;
  }

  private List<? extends Operand<TFloat32>> averaged(List<? extends Operand<TFloat32>> gradients) {
    int steps = optimizer.gradientAccumulationSteps();
    if (steps == 1) {
      return gradients;
    }
    Ops tf = builder.tf();
    List<Operand<TFloat32>> means = new ArrayList<>();
    for (int i = 0; i < gradients.size(); i++) {
      Operand<TFloat32> sum =
          tf.math.add(slot(variables.get(i), ACCUMULATOR).value(), gradients.get(i));
      means.add(tf.math.div(sum, tf.constant((float) steps)));
    }
    return means;
  }

  /** Weight decay comes before the update and is decoupled from it: w -= w * decay * rate. */
  private UpdateScope afterDecay(Variable variable) {
    Optional<Double> decay = config.get(Common.WEIGHT_DECAY);
    if (decay.isEmpty()) {
      return scope;
    }
    Ops tf = builder.tf();
    Operand<TFloat32> factor = tf.math.mul(scope.learningRate(), scope.constant(decay.get()));
    return scope.after(
        tf.assignSubVariableOp(variable.handle(), tf.math.mul(variable.value(), factor)));
  }

  private Map<String, Variable> own(Variable variable) {
    Map<String, Variable> own = new LinkedHashMap<>();
    optimizer.slots().forEach(group -> group.forEach(s -> own.put(s, slot(variable, s))));
    return own;
  }

  private Op assignZero(Variable slot, Op after) {
    Ops tf = builder.tf().withControlDependencies(List.of(after));
    return tf.assignVariableOp(slot.handle(), builder.tf().zerosLike(slot.value()));
  }

  /** After the first update the average is the variable itself. */
  private Op average(Variable variable, Op update, boolean overwrite) {
    Ops tf = builder.tf();
    double momentum = config.get(Common.EMA_MOMENTUM);
    Operand<TFloat32> share =
        scope.perStep("ema_momentum", step -> step.number() == 1 ? 0 : momentum);
    Operand<TFloat32> now = builder.readAfter(variable, List.of(update));
    Variable slot = slot(variable, AVERAGE);
    Operand<TFloat32> average =
        tf.math.add(
            tf.math.mul(slot.value(), share),
            tf.math.mul(now, tf.math.sub(tf.constant(1f), share)));
    Op assigned = tf.assignVariableOp(slot.handle(), average);
    return overwrite
        ? tf.withControlDependencies(List.of(assigned)).assignVariableOp(variable.handle(), average)
        : assigned;
  }
}
