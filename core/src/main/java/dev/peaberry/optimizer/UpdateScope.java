package dev.peaberry.optimizer;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Input;
import dev.peaberry.engine.ProgramBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What an optimizer sees while it adds its operations to a program: TensorFlow, and numbers that
 * the host computes for each update. Confined to one thread.
 */
public final class UpdateScope {
  private final ProgramBuilder builder;
  private final Ops tf;
  private final Map<String, Fed> fed;

  private record Fed(Input input, ToDoubleFunction<Step> number) {}

  private UpdateScope(ProgramBuilder builder, Ops tf, Map<String, Fed> fed) {
    this.builder = builder;
    this.tf = tf;
    this.fed = fed;
  }

  static UpdateScope of(ProgramBuilder builder) {
    return new UpdateScope(builder, builder.tf(), new LinkedHashMap<>());
  }

  /** The same scope, whose operations wait for others. */
  UpdateScope after(Op first) {
    return new UpdateScope(builder, tf.withControlDependencies(List.of(first)), fed);
  }

  /** TensorFlow's operations. */
  public Ops tf() {
    return tf;
  }

  /** A constant number. */
  public Operand<TFloat32> constant(double value) {
    return builder.tf().constant((float) value);
  }

  /** The learning rate of the update. */
  public Operand<TFloat32> learningRate() {
    return perStep("learning_rate", Step::learningRate);
  }

  /**
   * A number that the host computes for each update.
   *
   * @param name the same name means the same number
   */
  public Operand<TFloat32> perStep(String name, ToDoubleFunction<Step> number) {
    return fed.computeIfAbsent(name, each -> new Fed(builder.scalarInput(), number))
        .input()
        .value();
  }

  /** The momentum of the update: the optimizer's own where no schedule decides it. */
  public Operand<TFloat32> momentum(double own) {
    return perStep("momentum", step -> step.momentum().orElse(own));
  }

  /** The {@link #momentum} to the power of the update's number, of which bias corrections know. */
  public Operand<TFloat32> momentumPower(double own) {
    return perStep("momentum_power", step -> power(step.momentum().orElse(own), step.number()));
  }

  /** A number to the power of the update's number. */
  public Operand<TFloat32> power(String name, double number) {
    return perStep(name, step -> power(number, step.number()));
  }

  /** As float32 has the base, since Keras computes the power of that. */
  private static double power(double base, long exponent) {
    return Math.pow((float) base, (double) exponent);
  }

  /** Where the numbers are fed. */
  List<Input> inputs() {
    return fed.values().stream().map(Fed::input).toList();
  }

  /** The numbers of one update, for {@link #inputs}. */
  List<FloatArray> feeds(Step step) {
    List<FloatArray> feeds = new ArrayList<>();
    fed.values().forEach(each -> feeds.add(FloatArray.scalar(each.number().applyAsDouble(step))));
    return feeds;
  }
}
