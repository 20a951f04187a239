package dev.peaberry.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DecisionRuleTest {
  @Test
  void usuallyTheMostProbableClassIsAnswered() {
    assertThat(DecisionRule.USUAL.answer(0.2, 0.5, 0.3)).hasValue(1);
    assertThat(DecisionRule.USUAL.answer(0.5, 0.5)).hasValue(0);
    assertThat(DecisionRule.USUAL.isUsual()).isTrue();
  }

  @Test
  void belowItsConfidenceItKeepsSilent() {
    DecisionRule careful = DecisionRule.USUAL.withConfidence(3, 0.6);
    assertThat(careful.answer(0.2, 0.5, 0.3)).isEmpty();
    assertThat(careful.answer(0.2, 0.6, 0.2)).hasValue(1);
  }

  @Test
  void ofTwoClassesOneIsAlwaysAnswered() {
    DecisionRule rule = DecisionRule.USUAL.withThresholdOfSecond(0.3);
    assertThat(rule.answer(0.65, 0.35)).hasValue(1);
    assertThat(rule.answer(0.75, 0.25)).hasValue(0);
  }

  @Test
  void whereSeveralClassesMayShowEachHasItsThreshold() {
    assertThat(DecisionRule.USUAL.answers(0.6, 0.5, 0.9)).containsExactly(0, 2);
    assertThat(DecisionRule.USUAL.withThresholds(List.of(0.7, 0.4, 0.9)).answers(0.6, 0.5, 0.9))
        .containsExactly(1);
  }

  @Test
  void anEvaluationFollowsTheRule() {
    Evaluation drawn = RandomOutputs.draw(7, 300, 2).evaluate();
    Evaluation moved = drawn.decided(DecisionRule.USUAL.withThresholdOfSecond(0.2));
    assertThat(moved.confusion().predictions(1)).isGreaterThan(drawn.confusion().predictions(1));
    assertThat(moved.confusion().total()).isEqualTo(300);
    assertThat(moved.loss()).isEqualTo(drawn.loss());
    assertThat(drawn.decided(DecisionRule.USUAL)).isEqualTo(drawn);
  }

  @Test
  void silenceRaisesTheAccuracyOfAnswers() {
    Evaluation drawn = RandomOutputs.draw(8, 500, 5).evaluate();
    DecisionRule careful = DecisionRule.USUAL.withConfidence(5, 0.7);
    Coverage.Point answered = careful.answered(drawn.decided(careful).predictions());
    assertThat(answered.coverage()).isBetween(0.1, 0.9);
    assertThat(answered.accuracy()).isGreaterThan(drawn.accuracy());
    Coverage.Point curve = Coverage.of(drawn.predictions()).atConfidence(0.7);
    assertThat(answered.coverage()).isEqualTo(curve.coverage());
    assertThat(answered.accuracy()).isEqualTo(curve.accuracy());
  }

  @Test
  void thresholdsAreProbabilitiesOfAllClasses() {
    assertThatThrownBy(() -> DecisionRule.USUAL.withThresholds(List.of(1.5)))
        .hasMessageContaining("Found the threshold 1.5");
    DecisionRule ofTwo = DecisionRule.USUAL.withThresholds(List.of(0.1, 0.2));
    assertThatThrownBy(() -> ofTwo.answer(0.1, 0.2, 0.7))
        .hasMessage("Found 2 thresholds and 3 classes, expected as many");
  }
}
