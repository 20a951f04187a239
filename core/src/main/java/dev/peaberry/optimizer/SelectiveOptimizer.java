package dev.peaberry.optimizer;

import dev.peaberry.config.Config;
import dev.peaberry.config.ConfigException;
import dev.peaberry.engine.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/**
 * An optimizer that treats some weights in another way, and is itself in all others.
 *
 * @param optimizer which one
 * @param excludedFromWeightDecay paths of weights, or expressions for their own names
 * @param learningRateFactors what the rate is multiplied by, by expressions for paths of layers
 */
record SelectiveOptimizer(
    Optimizer optimizer,
    List<String> excludedFromWeightDecay,
    Map<String, Double> learningRateFactors)
    implements Optimizer {
  SelectiveOptimizer {
    excludedFromWeightDecay = List.copyOf(excludedFromWeightDecay);
    learningRateFactors = Collections.unmodifiableMap(new LinkedHashMap<>(learningRateFactors));
    excludedFromWeightDecay.forEach(
        each -> pattern("Weight decay", each, "the path of a weight or a regular expression for"));
    learningRateFactors.forEach(SelectiveOptimizer::requireFactor);
  }

  private static void requireFactor(String layers, double factor) {
    pattern("Learning rates", layers, "a regular expression for");
    if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
      throw new ConfigException(
          "Learning rates: found the factor %s for '%s', expected a finite number of at least 0"
              .formatted(factor, layers));
    }
  }

  private static Pattern pattern(String what, String expression, String expected) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new ConfigException(
          "%s: found '%s', expected %s names of weights or layers: %s"
              .formatted(what, expression, expected, e.getDescription()));
    }
  }

  private static boolean finds(String expression, String text) {
    return Pattern.compile(expression).matcher(text).find();
  }

  @Override
  public double learningRateFactor(String path) {
    String layer = path.substring(0, Math.max(0, path.lastIndexOf('/')));
    return learningRateFactors.entrySet().stream()
        .filter(entry -> Pattern.matches(entry.getKey(), layer))
        .mapToDouble(Map.Entry::getValue)
        .findFirst()
        .orElse(1);
  }

  @Override
  public Optimizer withLearningRateFactor(String layers, double factor) {
    Map<String, Double> all = new LinkedHashMap<>(learningRateFactors);
    all.put(layers, factor);
    return new SelectiveOptimizer(optimizer, excludedFromWeightDecay, all);
  }

  @Override
  public boolean decays(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return excludedFromWeightDecay.stream()
        .noneMatch(
            excluded -> excluded.contains("/") ? excluded.equals(path) : finds(excluded, name));
  }

  @Override
  public Optimizer withoutWeightDecayOf(String... weights) {
    List<String> all = new ArrayList<>(excludedFromWeightDecay);
    all.addAll(List.of(weights));
    return new SelectiveOptimizer(optimizer, all, learningRateFactors);
  }

  @Override
  public Optimizer withLearningRate(double learningRate) {
    return new SelectiveOptimizer(
        optimizer.withLearningRate(learningRate), excludedFromWeightDecay, learningRateFactors);
  }

  @Override
  public Config config() {
    return optimizer.config();
  }

  @Override
  public List<List<Slot>> slots() {
    return optimizer.slots();
  }

  @Override
  public List<Tracked> tracked() {
    return optimizer.tracked();
  }

  @Override
  public List<String> scratch() {
    return optimizer.scratch();
  }

  @Override
  public Op update(
      UpdateScope scope,
      Variable variable,
      Operand<TFloat32> gradient,
      Map<String, Variable> slots) {
    return optimizer.update(scope, variable, gradient, slots);
  }
}
