package dev.peaberry.evaluate;

import dev.peaberry.data.DataException;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Judges the outputs of a model that judges each class by itself. Confined to one thread. */
final class LabelsEvaluator {
  private static final double SMALLEST = 1e-7;
  private static final double TOLERANCE = 1e-4;

  private final List<String> classNames;
  private final Outputs kind;
  private final DecisionRule rule;
  private final long[] found;
  private final long[] missed;
  private final long[] mistaken;
  private final List<LabelsEvaluation.Answer> answers = new ArrayList<>();
  private final Map<List<Integer>, List<Integer>> known = new HashMap<>();
  private long exact;
  private double loss;

  LabelsEvaluator(List<String> classNames, Outputs kind, DecisionRule rule) {
    this.classNames = List.copyOf(classNames);
    this.rule = rule.requireClasses(classNames.size());
    this.kind = kind;
    this.found = new long[classNames.size()];
    this.missed = new long[classNames.size()];
    this.mistaken = new long[classNames.size()];
  }

  /** Adds a batch; both are {@code (N, classes)}. */
  void add(FloatArray targets, FloatArray outputs) {
    int classes = classNames.size();
    Shape shape = outputs.shape();
    if (shape.rank() != 2 || shape.get(1) != classes || !targets.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "Found targets of shape %s and outputs of %s, expected (N, %d) for %d classes"
              .formatted(targets.shape(), shape, classes, classes));
    }
    for (int row = 0; row < shape.get(0); row++) {
      add(targets.data(), outputs.data(), row * classes);
    }
  }

  private void add(float[] targets, float[] outputs, int from) {
    double[] probabilities = new double[classNames.size()];
    double certainty = 1;
    for (int i = 0; i < probabilities.length; i++) {
      double output = require(outputs[from + i], i);
      double probability = kind == Outputs.LOGITS ? 1 / (1 + Math.exp(-output)) : output;
      probabilities[i] = probability;
      certainty = Math.min(certainty, Math.max(probability, 1 - probability));
      loss += loss(output, targets[from + i] > 0.5f);
    }
    List<Integer> labels = rule.answers(probabilities);
    boolean right = true;
    for (int i = 0; i < probabilities.length; i++) {
      boolean shown = targets[from + i] > 0.5f;
      boolean said = labels.contains(i);
      count(i, shown, said);
      right &= shown == said;
    }
    exact += right ? 1 : 0;
    // Few different answers, many pictures.
    List<Integer> same = known.computeIfAbsent(labels, List::copyOf);
    answers.add(new LabelsEvaluation.Answer(same, (float) certainty));
  }

  private void count(int index, boolean shown, boolean said) {
    found[index] += shown && said ? 1 : 0;
    missed[index] += shown && !said ? 1 : 0;
    mistaken[index] += !shown && said ? 1 : 0;
  }

  /** The cross-entropy {@code -log p} of the right answer in nats; of logits without exp's ends. */
  private double loss(double output, boolean shown) {
    double signed = shown ? output : -output;
    if (kind == Outputs.LOGITS) {
      return Math.max(-signed, 0) + Math.log1p(Math.exp(-Math.abs(signed)));
    }
    return -Math.log(Math.max(shown ? output : 1 - output, SMALLEST));
  }

  private double require(float output, int index) {
    boolean probability =
        kind == Outputs.LOGITS || (output >= -TOLERANCE && output <= 1 + TOLERANCE);
    if (!Float.isFinite(output) || !probability) {
      throw new EvaluationException(
          "Found %s in the model's output for example %d, class %s, expected a %s: %s"
              .formatted(
                  output,
                  answers.size(),
                  classNames.get(index),
                  Float.isFinite(output) ? "probability" : "finite number",
                  Float.isFinite(output)
                      ? "a model that does not end in sigmoid gives logits"
                      : "training has probably diverged, try a smaller learning rate"));
    }
    return output;
  }

  LabelsEvaluation result() {
    if (answers.isEmpty()) {
      throw new DataException("Found no examples to evaluate, expected at least one");
    }
    return new LabelsEvaluation(
        loss / answers.size() / classNames.size(),
        LabelsEvaluation.BINARY_CROSS_ENTROPY,
        new LabelsTally(
            classNames,
            IntStream.range(0, classNames.size())
                .mapToObj(i -> new LabelsTally.Counts(found[i], missed[i], mistaken[i]))
                .toList(),
            answers.size(),
            exact),
        answers);
  }
}
