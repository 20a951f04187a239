package dev.peaberry.train;

import dev.peaberry.config.Progress;
import dev.peaberry.data.Dataset;
import dev.peaberry.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tries learning rates: a training of some steps whose rate grows by the same factor after each,
 * until the loss goes away. The trainer's model and weights stay as they are. Immutable. See L. N.
 * Smith, <a href="https://arxiv.org/abs/1506.01186">Cyclical Learning Rates for Training Neural
 * Networks</a> (2017), section 3.3; the defaults are those of fastai's {@code lr_find}.
 *
 * @param from the first rate
 * @param to the last rate
 * @param steps how many rates are tried, one a batch
 * @param smoothing the share of the loss's moving average that stays at each step; what is missing
 *     of it at the beginning is corrected for
 * @param divergence it stops where the smoothed loss is this many times the lowest one
 */
public record LearningRateFinder(
    double from, double to, int steps, double smoothing, double divergence) {
  /** From 1e-7 to 10 in 100 steps, smoothed by 0.98, up to 4 times the lowest loss. */
  public static final LearningRateFinder DEFAULT = new LearningRateFinder(1e-7, 10, 100, 0.98, 4);

  private static final int FEWEST_STEPS = 10;

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public LearningRateFinder {
    require(from > 0 && Double.isFinite(from), "from", from, "a number above 0");
    require(to > from && Double.isFinite(to), "to", to, "a number above " + from);
    require(steps >= FEWEST_STEPS, "steps", steps, FEWEST_STEPS + " or more");
    require(smoothing >= 0 && smoothing < 1, "smoothing", smoothing, "0 to below 1");
    require(divergence > 1, "divergence", divergence, "a number above 1");
  }

  private static void require(boolean fine, String name, Number found, String expected) {
    if (!fine) {
      throw new IllegalArgumentException(
          "LearningRateFinder." + name + ": found " + found + ", expected " + expected);
    }
  }

  /** Between other rates. */
  public LearningRateFinder withRange(double first, double last) {
    return new LearningRateFinder(first, last, steps, smoothing, divergence);
  }

  /** With another number of steps. */
  public LearningRateFinder withSteps(int number) {
    return new LearningRateFinder(from, to, number, smoothing, divergence);
  }

  /** With another smoothing; 0 for none. */
  public LearningRateFinder withSmoothing(double share) {
    return new LearningRateFinder(from, to, steps, share, divergence);
  }

  /** Up to another multiple of the lowest loss; infinity to try all rates. */
  public LearningRateFinder withDivergence(double multiple) {
    return new LearningRateFinder(from, to, steps, smoothing, multiple);
  }

  /** The rate of a step, counted from 0. */
  double rate(int step) {
    return from * Math.pow(to / from, (double) step / (steps - 1));
  }

  /** Tries the rates without telling how far it is. */
  public LearningRateSearch find(Trainer trainer, Dataset training) {
    return find(trainer, training, Progress.none());
  }

  /**
   * Tries the rates with a trainer's model, loss, optimizer, weights and seed; its checkpoints,
   * callbacks and listener take no part.
   *
   * @throws TrainingException if the data does not fit the model or the loss
   */
  public LearningRateSearch find(Trainer trainer, Dataset training, Progress progress) {
    Optimizer optimizer = trainer.optimizer().withLearningRate(from);
    Steps follower = new Steps(progress);
    progress.start("Trying learning rates", steps, "steps");
    try {
      trainer.alone(optimizer, follower, steps).fit(training);
    } finally {
      progress.finish();
    }
    return new LearningRateSearch(follower.points, follower.diverged);
  }

  /** Sets the rate of each step and looks at its loss. */
  private final class Steps implements Callback {
    private final Progress progress;
    private final List<LearningRateSearch.Point> points = new ArrayList<>();
    private double average;
    private double lowest = Double.POSITIVE_INFINITY;
    private boolean diverged;

    Steps(Progress progress) {
      this.progress = progress;
    }

    @Override
    public ActiveCallback begin(Training training) {
      return new ActiveCallback() {
        @Override
        public void stepStarted(long step) {
          training.setLearningRate(rate(points.size()));
        }

        @Override
        public void stepDone(StepReport report) {
          add(report.loss());
          progress.advance(points.size());
          if (diverged) {
            training.stop("the loss diverges");
          }
        }
      };
    }

    private void add(double loss) {
      if (!Double.isFinite(loss)) {
        diverged = true;
        return;
      }
      average = smoothing * average + (1 - smoothing) * loss;
      double smoothed = average / (1 - Math.pow(smoothing, points.size() + 1.0));
      points.add(new LearningRateSearch.Point(rate(points.size()), loss, smoothed));
      lowest = Math.min(lowest, smoothed);
      diverged = smoothed > lowest + (divergence - 1) * Math.abs(lowest);
    }

    @Override
    public String className() {
      return "LearningRateFinder";
    }

    @Override
    public Map<String, Object> configJson() {
      return Map.of();
    }
  }
}
