package dev.peaberry.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.config.ConfigException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LearningRateFactorTest {
  private static final SGD SGD_OPTIMIZER = SGD.of();

  @Test
  void countsForLayersWhoseWholePathMatches() {
    Optimizer optimizer = SGD_OPTIMIZER.withLearningRateFactor("block5.*", 0.1);
    assertThat(optimizer.learningRateFactor("block5_conv1/kernel")).isEqualTo(0.1);
    assertThat(optimizer.learningRateFactor("my_block5/kernel")).isEqualTo(1);
    assertThat(optimizer.learningRateFactor("predictions/bias")).isEqualTo(1);
  }

  @Test
  void isTheFirstOneThatMatches() {
    Optimizer optimizer =
        SGD_OPTIMIZER.withLearningRateFactor("block5.*", 0.5).withLearningRateFactor(".*", 0.1);
    assertThat(optimizer.learningRateFactor("block5_conv1/kernel")).isEqualTo(0.5);
    assertThat(optimizer.learningRateFactor("conv/kernel")).isEqualTo(0.1);
    assertThat(optimizer.learningRateFactors()).isEqualTo(Map.of("block5.*", 0.5, ".*", 0.1));
  }

  @Test
  void goesTogetherWithSelectiveWeightDecayAndLossScaling() {
    Optimizer optimizer =
        LossScaleOptimizer.of(SGD_OPTIMIZER.withWeightDecay(0.1).withoutWeightDecayOf("bias"))
            .withLearningRateFactor("conv", 0.1)
            .withLearningRate(0.3);
    assertThat(optimizer.learningRateFactor("conv/kernel")).isEqualTo(0.1);
    assertThat(optimizer.decays("conv/bias")).isFalse();
    assertThat(optimizer.learningRate().at(0)).isEqualTo(0.3);
  }

  @Test
  void saysWhatItCannotBe() {
    assertThatThrownBy(() -> SGD_OPTIMIZER.withLearningRateFactor("(", 1))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("expected a regular expression");
    assertThatThrownBy(() -> SGD_OPTIMIZER.withLearningRateFactor("a", -1))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("found the factor -1.0 for 'a'");
  }
}
