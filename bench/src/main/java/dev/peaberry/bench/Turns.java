package dev.peaberry.bench;

import dev.peaberry.data.Dataset;
import dev.peaberry.train.Trainer;
import dev.peaberry.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Two trainings in one process that take turns of a few steps, so that whatever disturbs the
 * machine meets both alike. Differences of one in a hundred can be seen so, which whole processes
 * in turn do not show. Confined to one thread.
 */
final class Turns {
  private static final int STEPS = 50;
  private static final int EPOCHS = 3;

  private final List<Lane> lanes;

  private Turns(Trainer first, Trainer second) {
    Semaphore firstsTurn = new Semaphore(1);
    Semaphore secondsTurn = new Semaphore(0);
    lanes =
        List.of(
            new Lane(first, firstsTurn, secondsTurn), new Lane(second, secondsTurn, firstsTurn));
  }

  /**
   * How many seconds an epoch of each takes, from its start to that of the next.
   *
   * @param data is opened by both
   */
  static List<Double> epochs(Trainer first, Trainer second, Dataset data)
      throws InterruptedException {
    Turns turns = new Turns(first, second);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Double>> seconds =
          threads.invokeAll(
              turns.lanes.stream()
                  .<Callable<Double>>map(lane -> () -> lane.secondsPerEpoch(data))
                  .toList());
      return List.of(seconds.get(0).get(), seconds.get(1).get());
    } catch (ExecutionException e) {
      throw new IllegalStateException("A training failed", e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** One training with the times that its turns took. */
  private static final class Lane implements TrainingListener {
    private final Trainer trainer;
    private final Semaphore mine;
    private final Semaphore others;
    private final List<Double> turns = new ArrayList<>();
    private final List<Double> turnsWithAnEnd = new ArrayList<>();
    private long started;

    Lane(Trainer trainer, Semaphore mine, Semaphore others) {
      this.trainer = trainer;
      this.mine = mine;
      this.others = others;
    }

    double secondsPerEpoch(Dataset data) throws InterruptedException {
      mine.acquire();
      try {
        // One epoch warms up, and the last one's start ends the last turn that counts.
        trainer.withEpochs(EPOCHS + 2).withStopSignal(this::done).withListener(this).fit(data);
      } finally {
        others.release();
      }
      double turn = Jobs.median(turns);
      double wholeTurns = (double) data.batches() / STEPS;
      double stepsWithEnd = data.batches() % STEPS + STEPS;
      double end = Jobs.median(turnsWithAnEnd) - turn * stepsWithEnd / STEPS;
      return turn * wholeTurns + end;
    }

    private boolean done() {
      return turnsWithAnEnd.size() == EPOCHS;
    }

    @Override
    public void stepDone(StepReport report) {
      if (report.step() % STEPS != 0) {
        return;
      }
      boolean counts = report.epoch() > 0 && started != 0;
      if (counts && report.step() == STEPS) {
        turnsWithAnEnd.add((System.nanoTime() - started) / 1e9);
      } else if (counts) {
        turns.add((System.nanoTime() - started) / 1e9);
      }
      others.release();
      mine.acquireUninterruptibly();
      started = System.nanoTime();
    }
  }
}
