package dev.peaberry.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.peaberry.data.Batch;
import dev.peaberry.data.Batches;
import dev.peaberry.data.Dataset;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.initializer.Constant;
import dev.peaberry.layer.Dense;
import dev.peaberry.loss.MeanSquaredError;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.optimizer.LearningRate;
import dev.peaberry.optimizer.SGD;
import dev.peaberry.schedule.ExponentialDecay;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearningRateFinderTest {
  private static final LearningRateFinder FINDER = LearningRateFinder.DEFAULT.withRange(1e-5, 100);

  /** A parabola: the weight w of the only input 1 shall be 3, so that the loss is (w - 3)^2. */
  private static final Model PARABOLA =
      Sequential.withInput(Shape.of(1))
          .add(Dense.of(1).withoutBias().withKernelInitializer(Constant.ZEROS))
          .build();

  /** Two batches of one example. */
  private record Ones(float target) implements Dataset {
    @Override
    public long size() {
      return 2;
    }

    @Override
    public long batches() {
      return 2;
    }

    @Override
    public Batches open(int epoch) {
      return new Batches() {
        private int taken;

        @Override
        public boolean hasNext() {
          return taken < 2;
        }

        @Override
        public Batch next() {
          taken++;
          FloatArray one = new FloatArray(Shape.of(1, 1), new float[] {1});
          return Batch.of(one, new FloatArray(Shape.of(1, 1), new float[] {target}));
        }

        @Override
        public void close() {}
      };
    }
  }

  private static Trainer trainer() {
    return Trainer.of(PARABOLA, MeanSquaredError.of(), SGD.of().withLearningRate(1e-3));
  }

  private static LearningRateSearch search() {
    return FINDER.find(trainer(), new Ones(3));
  }

  /** Gradient descent on this parabola goes to its ground in one step at 0.5, away from 1 on. */
  @Test
  void suggestsRatesAtWhichAParabolaIsDescended() {
    LearningRateSearch search = search();
    assertThat(search.valley().orElseThrow().learningRate()).isBetween(0.005, 0.9);
    assertThat(search.steepest().orElseThrow().learningRate()).isBetween(0.005, 0.9);
  }

  @Test
  void stopsWhereTheLossGoesAway() {
    LearningRateSearch search = search();
    List<LearningRateSearch.Point> points = search.points();
    assertThat(search.diverged()).isTrue();
    assertThat(points.get(points.size() - 1).learningRate()).isBetween(1.0, 99.0);
  }

  @Test
  void growsTheRateByTheSameFactor() {
    List<LearningRateSearch.Point> points = search().points();
    assertThat(points.get(0).learningRate()).isEqualTo(1e-5);
    assertThat(points.get(33).learningRate() / points.get(0).learningRate())
        .isCloseTo(Math.pow(1e7, 1.0 / 3), withinPercentage(0.01));
  }

  @Test
  void endsBeforeALossThatIsNoNumber() {
    LearningRateSearch search =
        FINDER.withDivergence(Double.POSITIVE_INFINITY).find(trainer(), new Ones(Float.NaN));
    assertThat(search.points()).isEmpty();
    assertThat(search.diverged()).isTrue();
    assertThat(search.valley()).isEmpty();
    assertThat(search.steepest()).isEmpty();
  }

  @Test
  void suggestsNothingWhereTheLossDoesNotFall() {
    LearningRateSearch search =
        LearningRateFinder.DEFAULT.withRange(100, 200).find(trainer(), new Ones(3));
    assertThat(search.valley()).isEmpty();
  }

  @Test
  void doesNotSuggestASteepFallAfterTheLowestLoss() {
    double[] losses = {9, 9, 9, 8, 7, 6, 5, 20, 19, 10, 9, 8, 8, 8, 8, 8};
    List<LearningRateSearch.Point> points = new ArrayList<>();
    for (int i = 0; i < losses.length; i++) {
      points.add(new LearningRateSearch.Point(Math.pow(10, i), losses[i], losses[i]));
    }
    assertThat(new LearningRateSearch(points, true).steepest().orElseThrow().loss())
        .isBetween(5.0, 8.0);
  }

  @Test
  void takesThePlaceOfASchedule() {
    Trainer scheduled =
        Trainer.of(
            PARABOLA,
            MeanSquaredError.of(),
            SGD.of()
                .withLearningRate(new LearningRate.Scheduled(ExponentialDecay.of(0.1, 10, 0.5))));
    assertThat(FINDER.find(scheduled, new Ones(3)).points()).isEqualTo(search().points());
  }

  @Test
  void leavesTheTrainerAsItWas() {
    Trainer trainer = trainer();
    TrainingResult before = trainer.fit(new Ones(3));
    FINDER.find(trainer, new Ones(3));
    assertThat(trainer.fit(new Ones(3)).weights()).isEqualTo(before.weights());
  }

  @Test
  void refusesARangeUpsideDown() {
    assertThatThrownBy(() -> FINDER.withRange(1, 0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("LearningRateFinder.to: found 0.1, expected a number above 1.0");
  }

  @Test
  void refusesTooFewSteps() {
    assertThatThrownBy(() -> FINDER.withSteps(3))
        .hasMessage("LearningRateFinder.steps: found 3, expected 10 or more");
  }
}
