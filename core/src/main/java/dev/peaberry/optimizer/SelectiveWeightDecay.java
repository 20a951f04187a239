package dev.peaberry.optimizer;

import dev.peaberry.config.Config;
import dev.peaberry.config.ConfigException;
import dev.peaberry.engine.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/**
 * An optimizer that leaves the weight decay out for some weights, and is itself in all other ways.
 *
 * @param optimizer which one
 * @param excludedFromWeightDecay paths of weights, or expressions for their own names
 */
record SelectiveWeightDecay(Optimizer optimizer, List<String> excludedFromWeightDecay)
    implements Optimizer {
  SelectiveWeightDecay {
    excludedFromWeightDecay = List.copyOf(excludedFromWeightDecay);
    excludedFromWeightDecay.forEach(SelectiveWeightDecay::pattern);
  }

  private static Pattern pattern(String excluded) {
    try {
      return Pattern.compile(excluded);
    } catch (PatternSyntaxException e) {
      throw new ConfigException(
          "Weight decay: found '"
              + excluded
              + "', expected the path of a weight or a regular expression for names of weights: "
              + e.getDescription());
    }
  }

  @Override
  public boolean decays(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return excludedFromWeightDecay.stream()
        .noneMatch(
            excluded ->
                excluded.contains("/")
                    ? excluded.equals(path)
                    : pattern(excluded).matcher(name).find());
  }

  @Override
  public Optimizer withoutWeightDecayOf(String... weights) {
    List<String> all = new ArrayList<>(excludedFromWeightDecay);
    all.addAll(List.of(weights));
    return new SelectiveWeightDecay(optimizer, all);
  }

  @Override
  public Optimizer withLearningRate(double learningRate) {
    return new SelectiveWeightDecay(
        optimizer.withLearningRate(learningRate), excludedFromWeightDecay);
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
