package dev.peaberry.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.config.ConfigException;
import dev.peaberry.schedule.ExponentialDecay;
import dev.peaberry.train.Callback;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LearningRateSchedulerTest {
  private static ScriptedTraining training() {
    return new ScriptedTraining(List.of(Map.of(), Map.of(), Map.of()), 0.1);
  }

  @Test
  void setsTheRateOfAFunction() {
    ScriptedTraining training = training();
    training.run(LearningRateScheduler.of((epoch, rate) -> epoch < 1 ? rate : rate / 2));
    assertThat(training.learningRates()).containsExactly(0.1, 0.05, 0.025);
  }

  @Test
  void setsTheRateOfAScheduleThatCountsEpochs() {
    ScriptedTraining training = training();
    training.run(LearningRateScheduler.of(ExponentialDecay.of(1, 1, 0.5)));
    assertThat(training.learningRates()).containsExactly(1.0, 0.5, 0.25);
  }

  @Test
  void aScheduleCanBeWrittenDown() {
    Callback callback = LearningRateScheduler.of(ExponentialDecay.of(1, 1, 0.5));
    assertThat(Callbacks.REGISTRY.create("LearningRateScheduler", callback.configJson()))
        .isEqualTo(callback);
  }

  @Test
  void aFunctionCannot() {
    Callback callback = LearningRateScheduler.of((epoch, rate) -> rate);
    assertThatThrownBy(
            () -> Callbacks.REGISTRY.create("LearningRateScheduler", callback.configJson()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("found 'a function of Java's', expected one of");
  }
}
