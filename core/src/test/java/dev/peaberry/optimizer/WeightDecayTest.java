package dev.peaberry.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.config.ConfigException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WeightDecayTest {
  private static final SGD DECAYING = SGD.of().withWeightDecay(0.1);

  @Test
  void isLeftOutForNamesInWhichAnExpressionIsFound() {
    Optimizer optimizer = DECAYING.withoutWeightDecayOf("bias", "gamma|beta");
    assertThat(optimizer.decays("conv1/kernel")).isTrue();
    assertThat(optimizer.decays("conv1/bias")).isFalse();
    assertThat(optimizer.decays("bn/gamma")).isFalse();
    assertThat(optimizer.decays("recurrent/bias_of_gate")).isFalse();
  }

  @Test
  void looksAtTheOwnNamesOfWeightsAndNotAtThoseOfLayers() {
    assertThat(DECAYING.withoutWeightDecayOf("bias").decays("bias_layer/kernel")).isTrue();
  }

  @Test
  void isLeftOutForTheWeightAtAPath() {
    Optimizer optimizer = DECAYING.withoutWeightDecayOf("conv1/kernel");
    assertThat(optimizer.decays("conv1/kernel")).isFalse();
    assertThat(optimizer.decays("block/conv1/kernel")).isTrue();
  }

  @Test
  void isLeftOutForAllThatWasEverNamed() {
    Optimizer optimizer = DECAYING.withoutWeightDecayOf("bias").withoutWeightDecayOf("gamma");
    assertThat(optimizer.excludedFromWeightDecay()).containsExactly("bias", "gamma");
  }

  @Test
  void isLeftOutWithAnotherLearningRateToo() {
    assertThat(DECAYING.withoutWeightDecayOf("bias").withLearningRate(0.5))
        .isEqualTo(DECAYING.withLearningRate(0.5).withoutWeightDecayOf("bias"));
  }

  @Test
  void isLeftOutWithLossScalingToo() {
    assertThat(LossScaleOptimizer.of(DECAYING).withoutWeightDecayOf("bias"))
        .isEqualTo(LossScaleOptimizer.of(DECAYING.withoutWeightDecayOf("bias")));
  }

  @Test
  void saysWhatIsNoExpression() {
    assertThatThrownBy(() -> DECAYING.withoutWeightDecayOf("bias("))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("found 'bias('", "the path of a weight or a regular expression");
  }

  @Test
  void adamWDoesNotGoWithout() {
    Map<String, Object> config = new HashMap<>();
    config.put("weight_decay", null);
    assertThatThrownBy(() -> AdamW.SCHEMA.fromJson(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("AdamW.weight_decay: found null, expected a number of at least 0");
  }
}
