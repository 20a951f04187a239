package dev.peaberry.optimizer;

import dev.peaberry.config.Config;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Input;
import dev.peaberry.engine.Program;
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
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * An optimizer's part in a program: what all of them have in common (accumulation, clipping, weight
 * decay, moving averages) around the update that each has its own. Confined to one thread while it
 * is built; immutable afterwards.
 */
public final class UpdateGraph {
  private final ProgramBuilder builder;
  private final Optimizer optimizer;
  private final Config config;
  private final int accumulationSteps;
  private final List<Variable> variables;
  private final Slots slots;
  private final UpdateScope scope;
  private final Scaling scaling;

  /**
   * What is done with the gradients of a batch.
   *
   * @param byTurn the operations to run, whose turn it is deciding
   * @param finite 1 if all gradients are finite and else 0, in which case the operations do
   *     nothing; empty if they do not look
   */
  public record Effects(Map<Turn, List<Op>> byTurn, Optional<Operand<TFloat32>> finite) {}

  private UpdateGraph(ProgramBuilder builder, Optimizer optimizer, List<Variable> variables) {
    this.builder = builder;
    this.optimizer = optimizer;
    this.config =
        optimizer instanceof LossScaleOptimizer scaled
            ? scaled.inner().config()
            : optimizer.config();
    this.accumulationSteps = optimizer.gradientAccumulationSteps();
    this.variables = List.copyOf(variables);
    this.slots = Slots.of(builder, optimizer, variables);
    this.scope = UpdateScope.of(builder);
    this.scaling = new Scaling(builder, scope, optimizer);
  }

  /** Adds what the optimizer remembers for the given variables to a program. */
  public static UpdateGraph of(
      ProgramBuilder builder, Optimizer optimizer, List<Variable> variables) {
    return new UpdateGraph(builder, optimizer, variables);
  }

  /**
   * The names of what an optimizer remembers, in Keras's order.
   *
   * @param variables the shapes of all trained variables by name
   */
  public static List<String> slotNames(Optimizer optimizer, Map<String, Shape> variables) {
    return Slots.names(optimizer, variables);
  }

  /** Gives everything that the optimizer remembers its first value, in the program of this part. */
  public void start(Program program) {
    slots.start(program);
  }

  /** What the optimizer remembers, by name, in Keras's order and as Keras has it. */
  public Map<String, FloatArray> remembered(Program program) {
    return slots.read(program);
  }

  /**
   * Makes the optimizer remember what {@link #remembered} once said.
   *
   * @throws IllegalArgumentException if a value is missing or its shape is another
   */
  public void remember(Program program, Map<String, FloatArray> values) {
    slots.assign(program, values);
  }

  /** The places that are fed with every batch, once {@link #apply} has been asked. */
  public List<Input> inputs() {
    return scope.inputs();
  }

  /** What is fed with a batch, for {@link #inputs}. */
  public List<FloatArray> feeds(Step step) {
    return scope.feeds(step);
  }

  private List<Turn> turns() {
    List<Turn> turns = new ArrayList<>();
    for (boolean updates : new boolean[] {true, false}) {
      for (boolean overwrites : new boolean[] {false, true}) {
        if ((updates || accumulationSteps > 1)
            && (!overwrites || overwriteFrequency().isPresent())) {
          turns.add(new Turn(updates, overwrites));
        }
      }
    }
    return turns;
  }

  /** Whose turn it is after so many batches whose gradients were used. */
  public Turn turn(long batches) {
    long number = updateNumber(batches);
    return new Turn(
        (batches + 1) % accumulationSteps == 0,
        overwriteFrequency().filter(every -> number % every == 0).isPresent());
  }

  /** What the host knows about the batch that comes after so many whose gradients were used. */
  public Step step(long batches, double learningRate, Optional<LossScale> lossScale) {
    return new Step(
        updateNumber(batches),
        learningRate,
        lossScale.map(LossScale::scale).orElse(1.0),
        optimizer.learningRate().momentumAt(batches));
  }

  private long updateNumber(long batches) {
    return batches / accumulationSteps + 1;
  }

  private Optional<Integer> overwriteFrequency() {
    return optimizer.useEma() ? config.get(Common.EMA_OVERWRITE_FREQUENCY) : Optional.empty();
  }

  /** The loss that gradients for {@link #apply} are to be computed of. */
  public Operand<TFloat32> scaled(Operand<TFloat32> loss) {
    return scaling.scaled(loss);
  }

  /**
   * Adds what is done with the gradients of a batch. Moving averages go on with every batch, also
   * where gradients only accumulate, as in Keras.
   *
   * @param gradients of the {@link #scaled} loss, one for each variable
   */
  public Effects apply(List<? extends Operand<TFloat32>> gradients) {
    Optional<Operand<TBool>> finite = scaling.finite(gradients);
    UpdateScope active = finite.map(scaling::onlyIf).orElse(scope);
    List<Operand<TFloat32>> unscaled = scaling.unscaled(gradients);
    Map<Turn, List<Op>> byTurn = new LinkedHashMap<>();
    turns().forEach(turn -> byTurn.put(turn, apply(active, turn, unscaled)));
    return new Effects(byTurn, finite.map(is -> builder.tf().dtypes.cast(is, TFloat32.class)));
  }

  private List<Op> apply(UpdateScope active, Turn turn, List<Operand<TFloat32>> gradients) {
    List<Op> changes = turn.updates() ? update(active, gradients) : accumulate(active, gradients);
    List<Op> effects = new ArrayList<>(changes);
    if (optimizer.useEma()) {
      for (int i = 0; i < variables.size(); i++) {
        effects.add(average(variables.get(i), changes.get(i), turn.overwrites()));
      }
    }
    if (turn.updates()) {
      effects.addAll(afterwards(active, changes));
    }
    return effects;
  }

  /** Adds gradients to those that wait; one operation for each variable. */
  private List<Op> accumulate(UpdateScope active, List<Operand<TFloat32>> gradients) {
    List<Op> changes = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      Variable waiting = slots.get(variables.get(i), Slots.ACCUMULATOR);
      changes.add(active.tf().assignAddVariableOp(waiting.handle(), gradients.get(i)));
    }
    return changes;
  }

  /** Changes the variables; one operation for each. */
  private List<Op> update(UpdateScope active, List<Operand<TFloat32>> gradients) {
    List<? extends Operand<TFloat32>> clipped =
        Clipping.clip(builder.tf(), config, averaged(gradients));
    List<Op> changes = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      Variable variable = variables.get(i);
      UpdateScope own = active.withRateFactor(optimizer.learningRateFactor(variable.name()));
      changes.add(
          optimizer.update(
              afterDecay(own, variable), variable, clipped.get(i), slots.own(variable)));
    }
    return changes;
  }

  /** What is forgotten and written down once the variables have changed. */
  private List<Op> afterwards(UpdateScope active, List<Op> changes) {
    List<Op> effects = new ArrayList<>();
    if (accumulationSteps > 1) {
      for (int i = 0; i < variables.size(); i++) {
        effects.add(assignZero(slots.get(variables.get(i), Slots.ACCUMULATOR), changes.get(i)));
      }
    }
    for (Tracked tracked : optimizer.tracked()) {
      Operand<TFloat32> value = scope.perStep(tracked.name(), tracked.value());
      effects.add(active.tf().assignVariableOp(slots.get(tracked).handle(), value));
    }
    return effects;
  }

  /** Makes the variables their moving averages, as Keras does at the end of training. */
  public List<Op> overwriteWithAverages() {
    List<Op> effects = new ArrayList<>();
    for (Variable variable : variables) {
      effects.add(
          builder
              .tf()
              .assignVariableOp(variable.handle(), slots.get(variable, Slots.AVERAGE).value()));
    }
    return effects;
  }

  /** Exchanges the variables and their moving averages. */
  public List<Op> swapWithAverages() {
    List<Op> effects = new ArrayList<>();
    for (Variable variable : variables) {
      Variable slot = slots.get(variable, Slots.AVERAGE);
      Ops afterwards =
          builder.tf().withControlDependencies(List.of(variable.value(), slot.value()));
      effects.add(afterwards.assignVariableOp(variable.handle(), slot.value()));
      effects.add(afterwards.assignVariableOp(slot.handle(), variable.value()));
    }
    return effects;
  }

  private List<? extends Operand<TFloat32>> averaged(List<? extends Operand<TFloat32>> gradients) {
    if (accumulationSteps == 1) {
      return gradients;
    }
    Ops tf = builder.tf();
    List<Operand<TFloat32>> means = new ArrayList<>();
    for (int i = 0; i < gradients.size(); i++) {
      Operand<TFloat32> sum =
          tf.math.add(slots.get(variables.get(i), Slots.ACCUMULATOR).value(), gradients.get(i));
      means.add(tf.math.div(sum, tf.constant((float) accumulationSteps)));
    }
    return means;
  }

  /** Weight decay comes before the update and is decoupled from it: w -= w * decay * rate. */
  private UpdateScope afterDecay(UpdateScope active, Variable variable) {
    Optional<Double> decay = optimizer.weightDecay();
    if (decay.isEmpty() || !optimizer.decays(variable.name())) {
      return active;
    }
    Ops tf = active.tf();
    Operand<TFloat32> factor = tf.math.mul(active.learningRate(), scope.constant(decay.get()));
    return active.after(
        tf.assignSubVariableOp(variable.handle(), tf.math.mul(variable.value(), factor)));
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
    Variable slot = slots.get(variable, Slots.AVERAGE);
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
