package dev.peaberry.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.schedule.OneCycle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A schedule's momentum takes the place of the optimizer's own. */
final class CycledMomentumTest {
  private static final OneCycle CYCLE = OneCycle.of(0.1, 6).withPctStart(0.5);

  /** The weight after each of the cycle's steps, the gradient being 1. */
  private static List<Double> weights(BaseOptimizer<?> optimizer, OneCycle schedule) {
    List<Double> weights = new ArrayList<>();
    Optimizer scheduled = optimizer.withLearningRate(new LearningRate.Scheduled(schedule));
    try (UpdateProgram program = UpdateProgram.of(scheduled, Map.of("w", FloatArray.of(0)))) {
      for (int step = 0; step < 6; step++) {
        program.step(List.of(FloatArray.of(1)));
        weights.add((double) program.variables().get("w").data()[0]);
      }
    }
    return weights;
  }

  @Test
  void sgdHasTheMomentumOfEachStep() {
    List<Double> weights = weights(SGD.of().withMomentum(0.5), CYCLE);
    double velocity = 0;
    double weight = 0;
    for (int step = 0; step < 6; step++) {
      velocity = CYCLE.momentumAt(step).orElseThrow() * velocity - CYCLE.at(step);
      weight += velocity;
      assertThat(weights.get(step)).isCloseTo(weight, within(1e-6));
    }
  }

  @Test
  void adamHasItInTheMomentAndInItsCorrection() {
    List<Double> weights = weights(Adam.of(), CYCLE);
    double moment = 0;
    double velocity = 0;
    double weight = 0;
    for (int step = 0; step < 6; step++) {
      double beta = CYCLE.momentumAt(step).orElseThrow();
      moment = beta * moment + (1 - beta);
      velocity = 0.999 * velocity + 0.001;
      double correction = Math.sqrt(1 - Math.pow(0.999, step + 1)) / (1 - Math.pow(beta, step + 1));
      weight -= CYCLE.at(step) * correction * moment / (Math.sqrt(velocity) + 1e-7);
      assertThat(weights.get(step)).isCloseTo(weight, within(1e-5));
    }
  }

  @Test
  void anOptimizerKeepsItsOwnMomentumWhereTheScheduleHasNone() {
    SGD sgd = SGD.of().withMomentum(0.5);
    OneCycle constant = CYCLE.withMomentum(0.5, 0.5);
    assertThat(weights(sgd, CYCLE.withoutMomentum())).isEqualTo(weights(sgd, constant));
  }

  @Test
  void anOptimizerWithoutMomentumDoesNotLookAtIt() {
    assertThat(weights(SGD.of(), CYCLE)).isEqualTo(weights(SGD.of(), CYCLE.withoutMomentum()));
  }
}
