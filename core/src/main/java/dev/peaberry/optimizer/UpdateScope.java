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

  private final double rateFactor;

  private record Fed(Input input, ToDoubleFunction<Step> number) {}

  private UpdateScope(ProgramBuilder builder, Ops tf, Map<String, Fed> fed, double rateFactor) {
    this.builder = builder;
    this.tf = tf;
    this.fed = fed;
    this.rateFactor = rateFactor;
  }

  static UpdateScope of(ProgramBuilder builder) {
    return new UpdateScope(builder, builder.tf(), new LinkedHashMap<>(), 1);
  }

  /** The same scope, whose operations wait for others. */
  UpdateScope after(Op first) {
    return new UpdateScope(builder, tf.withControlDependencies(List.of(first)), fed, rateFactor);
  }

  /** The same scope with a learning rate that is multiplied. */
  UpdateScope withRateFactor(double factor) {
    return new UpdateScope(builder, tf, fed, factor);
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
    String key = rateFactor == 1 ? name : name + " * " + rateFactor;
    ToDoubleFunction<Step> scaled =
        rateFactor == 1 ? number : step -> number.applyAsDouble(step.withRateFactor(rateFactor));
    return fed.computeIfAbsent(key, each -> new Fed(builder.scalarInput(), scaled)).input().value();
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
