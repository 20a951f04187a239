package dev.peaberry.train;

import dev.peaberry.data.Batch;
import dev.peaberry.data.Batches;
import dev.peaberry.data.Dataset;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * The validation of a training. Confined to one thread.
 *
 * @param trainer what is measured
 * @param program what is validated
 * @param data what it is validated with
 */
record Validation(Trainer trainer, TrainingProgram program, Dataset data) {
  /**
   * Makes a pass over the data.
   *
   * @param stepDone hears the number of each step, from 1
   * @return the results, such as {@code val_loss}
   */
  Map<String, Double> run(LongConsumer stepDone) {
    BatchChecks checks = new BatchChecks(trainer.computed(), trainer.loss());
    Running running = Running.of(trainer);
    long step = 0;
    try (Batches batches = data.open(0)) {
      while (batches.hasNext()) {
        Batch batch = batches.next();
        if (step == 0) {
          checks.requireShapes(batch);
        }
        checks.requireLabels(batch);
        running.add(batch, program.evaluate(batch));
        stepDone.accept(++step);
      }
    }
    return running.logs("val_");
  }
}
