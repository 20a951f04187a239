package dev.peaberry.optimizer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/**
 * Another optimizer, with the loss multiplied while gradients are computed, so that small ones do
 * not become 0 in half precision. The scale grows as long as gradients are finite; a step in which
 * one is not is left out and the scale halved. See <a
 * href="https://keras.io/api/optimizers/loss_scale_optimizer/">keras.io</a>.
 *
 * <p>In here, Keras does not keep the numbers that an optimizer has once for all variables.
 *
 * <p>Neither float32 nor bfloat16 need it, whose smallest numbers are equally small.
 *
 * @param config the settings
 */
public record LossScaleOptimizer(Config config) implements Optimizer {
  private static final Option<Optimizer> INNER_OPTIMIZER =
      Option.required("inner_optimizer", innerOptimizer());
  private static final Option<Double> INITIAL_SCALE =
      Option.of("initial_scale", Kinds.positive(), 32768.0);
  private static final Option<Integer> DYNAMIC_GROWTH_STEPS =
      Option.of("dynamic_growth_steps", Kinds.integerFrom(1), 2000);

  /** Keras's LossScaleOptimizer. */
  public static final Schema<LossScaleOptimizer> SCHEMA =
      Schema.of(
          "LossScaleOptimizer",
          LossScaleOptimizer::new,
          INNER_OPTIMIZER,
          INITIAL_SCALE,
          DYNAMIC_GROWTH_STEPS);

  /** Checks that the settings are a LossScaleOptimizer's. */
  public LossScaleOptimizer {
    SCHEMA.require(config);
  }

  /** With Keras's first scale of 32768, which doubles after 2000 steps. */
  public static LossScaleOptimizer of(Optimizer innerOptimizer) {
    return new LossScaleOptimizer(SCHEMA.with(INNER_OPTIMIZER, innerOptimizer));
  }

  /** With another first scale, above 0. */
  public LossScaleOptimizer withInitialScale(double scale) {
    return new LossScaleOptimizer(config.with(INITIAL_SCALE, scale));
  }

  /** With another number of steps after which the scale doubles, 1 or more. */
  public LossScaleOptimizer withDynamicGrowthSteps(int steps) {
    return new LossScaleOptimizer(config.with(DYNAMIC_GROWTH_STEPS, steps));
  }

  /** Found when it is used: the registry has this class, too. */
  private static Kind<Optimizer> innerOptimizer() {
    return Kind.<Optimizer>of(
            "",
            json -> Kinds.object(Optimizers.REGISTRY).parse(withoutName(json)),
            inner -> Optimizers.REGISTRY.toJson(inner))
        .where(
            "an optimizer other than LossScaleOptimizer",
            inner -> !(inner instanceof LossScaleOptimizer));
  }

  /** Keras writes the inner optimizer with a name, which has no effect. */
  private static Object withoutName(Object json) {
    if (!(json instanceof Map<?, ?> map) || !(map.get("config") instanceof Map<?, ?> config)) {
      return json;
    }
    Map<Object, Object> unnamed = new LinkedHashMap<>(config);
    unnamed.remove("name");
    Map<Object, Object> changed = new LinkedHashMap<>(map);
    changed.put("config", unnamed);
    return changed;
  }

  /** The optimizer that changes the weights; a loss scale of its own has no effect. */
  public Optimizer inner() {
    return config.get(INNER_OPTIMIZER);
  }

  /** The scale before the first step. */
  public LossScale start() {
    return new LossScale(config.get(INITIAL_SCALE), 0);
  }

  /**
   * The scale after a step.
   *
   * @param finite whether all gradients of the step were finite
   */
  public LossScale next(LossScale scale, boolean finite) {
    return finite ? scale.afterFinite(config.get(DYNAMIC_GROWTH_STEPS)) : scale.afterSkipped();
  }

  @Override
  public List<List<Slot>> slots() {
    return inner().slots();
  }

  @Override
  public List<String> scratch() {
    return inner().scratch();
  }

  @Override
  public Op update(
      UpdateScope scope,
      Variable variable,
      Operand<TFloat32> gradient,
      Map<String, Variable> slots) {
    return inner().update(scope, variable, gradient, slots);
  }

  @Override
  public LearningRate learningRate() {
    return inner().learningRate();
  }

  @Override
  public Optional<Double> weightDecay() {
    return inner().weightDecay();
  }

  @Override
  public boolean decays(String path) {
    return inner().decays(path);
  }

  @Override
  public double learningRateFactor(String path) {
    return inner().learningRateFactor(path);
  }

  @Override
  public Map<String, Double> learningRateFactors() {
    return inner().learningRateFactors();
  }

  @Override
  public LossScaleOptimizer withLearningRateFactor(String layers, double factor) {
    return new LossScaleOptimizer(
        config.with(INNER_OPTIMIZER, inner().withLearningRateFactor(layers, factor)));
  }

  @Override
  public List<String> excludedFromWeightDecay() {
    return inner().excludedFromWeightDecay();
  }

  @Override
  public LossScaleOptimizer withoutWeightDecayOf(String... weights) {
    return new LossScaleOptimizer(
        config.with(INNER_OPTIMIZER, inner().withoutWeightDecayOf(weights)));
  }

  /** {@inheritDoc} None here: the scale changes. */
  @Override
  public Optional<Double> lossScaleFactor() {
    return Optional.empty();
  }

  @Override
  public int gradientAccumulationSteps() {
    return inner().gradientAccumulationSteps();
  }

  @Override
  public boolean useEma() {
    return inner().useEma();
  }

  @Override
  public LossScaleOptimizer withLearningRate(double learningRate) {
    return new LossScaleOptimizer(
        config.with(INNER_OPTIMIZER, inner().withLearningRate(learningRate)));
  }
}
