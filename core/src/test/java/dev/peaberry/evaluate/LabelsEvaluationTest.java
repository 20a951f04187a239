package dev.peaberry.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.peaberry.data.DataException;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsEvaluationTest {
  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final FloatArray TARGETS = rows(1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 1, 1);
  private static final FloatArray LOGITS = rows(2, -1, -3, 1, -1, -2, -1, 3, 0.5f, -1, 2, -1);

  @Test
  void countsEachClassByItself() {
    assertThat(evaluate(LOGITS, Outputs.LOGITS).tally().counts())
        .containsExactly(
            new LabelsTally.Counts(2, 0, 0),
            new LabelsTally.Counts(2, 1, 0),
            new LabelsTally.Counts(0, 1, 1));
  }

  @Test
  void givesScoresOfEachClass() {
    List<Scores> scores = evaluate(LOGITS, Outputs.LOGITS).tally().scores();
    assertThat(scores.get(0)).isEqualTo(new Scores("a", 1, 1, 1, 2));
    assertThat(scores.get(1)).isEqualTo(new Scores("b", 1, 2 / 3.0, 0.8, 3));
    assertThat(scores.get(2)).isEqualTo(new Scores("c", 0, 0, 0, 1));
  }

  @Test
  void averagesOverAnswersAndOverClasses() {
    LabelsTally evaluation = evaluate(LOGITS, Outputs.LOGITS).tally();
    assertThat(evaluation.microAverage().precision()).isEqualTo(4 / 5.0);
    assertThat(evaluation.microAverage().recall()).isEqualTo(4 / 6.0);
    assertThat(evaluation.macroAverage().f1()).isEqualTo((1 + 0.8) / 3, within(1e-12));
  }

  @Test
  void comparesWithAlwaysGivingTheMoreFrequentAnswer() {
    LabelsTally evaluation = evaluate(LOGITS, Outputs.LOGITS).tally();
    assertThat(evaluation.binaryAccuracy()).isEqualTo(9 / 12.0);
    assertThat(evaluation.baselineAccuracy()).isEqualTo((2 + 3 + 3) / 12.0);
    assertThat(evaluation.exactMatch()).isEqualTo(1 / 4.0);
  }

  @Test
  void addsUpOverSeveralPasses() {
    LabelsTally once = evaluate(LOGITS, Outputs.LOGITS).tally();
    LabelsTally twice = once.plus(once);
    assertThat(twice.counts().get(1)).isEqualTo(new LabelsTally.Counts(4, 2, 0));
    assertThat(twice).returns(8L, LabelsTally::examples).returns(2L, LabelsTally::exact);
    assertThat(twice.microAverage().f1()).isEqualTo(once.microAverage().f1());
  }

  @Test
  void takesProbabilitiesToo() {
    float[] probabilities = LOGITS.data().clone();
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = (float) (1 / (1 + Math.exp(-probabilities[i])));
    }
    LabelsEvaluation ofLogits = evaluate(LOGITS, Outputs.LOGITS);
    LabelsEvaluation other = evaluate(rows(probabilities), Outputs.PROBABILITIES);
    assertThat(other.tally()).isEqualTo(ofLogits.tally());
    assertThat(other.loss()).isEqualTo(ofLogits.loss(), within(1e-6));
  }

  @Test
  void saysWhatWasFoundInEachPicture() {
    assertThat(evaluate(LOGITS, Outputs.LOGITS).answers())
        .extracting(LabelsEvaluation.Answer::labels)
        .containsExactly(List.of(0), List.of(0), List.of(1, 2), List.of(1));
  }

  @Test
  void theLossOfHugeLogitsIsFinite() {
    LabelsEvaluation evaluation =
        evaluate(rows(1e30f, -1e30f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), Outputs.LOGITS);
    assertThat(evaluation.loss()).isBetween(0.0, 1.0);
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertThatThrownBy(() -> evaluate(LOGITS, Outputs.PROBABILITIES))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("Found 2.0 in the model's output for example 0, class a");
  }

  @Test
  void refusesOtherShapes() {
    LabelsEvaluator evaluator = new LabelsEvaluator(NAMES, Outputs.LOGITS, DecisionRule.USUAL);
    assertThatThrownBy(() -> evaluator.add(FloatArray.of(1, 2), FloatArray.of(1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected (N, 3) for 3 classes");
  }

  @Test
  void needsAnExample() {
    assertThatThrownBy(
            () -> new LabelsEvaluator(NAMES, Outputs.LOGITS, DecisionRule.USUAL).result())
        .isInstanceOf(DataException.class);
  }

  private static LabelsEvaluation evaluate(FloatArray outputs, Outputs kind) {
    LabelsEvaluator evaluator = new LabelsEvaluator(NAMES, kind, DecisionRule.USUAL);
    evaluator.add(TARGETS, outputs);
    return evaluator.result();
  }

  private static FloatArray rows(float... values) {
    return new FloatArray(Shape.of(values.length / 3, 3), values);
  }
}
