package dev.peaberry.train;

import dev.peaberry.config.Described;
import java.nio.file.Path;
import java.util.List;

/**
 * Something that follows a training and may take a hand in it: stop it, change the learning rate,
 * save the model. Immutable; each training begins an {@link ActiveCallback} of its own, so one
 * callback may be used again and again. See <a href="https://keras.io/api/callbacks/">keras.io</a>.
 */
public interface Callback extends Described {
  /**
   * Begins to follow a training, before its first step.
   *
   * @throws TrainingException if the training is none that this callback can follow
   */
  ActiveCallback begin(Training training);

  /**
   * Whether a step whose loss is not finite is to leave the weights as they were, so that {@link
   * Training#diagnose} can look at them.
   */
  default boolean guardsWeights() {
    return false;
  }

  /**
   * The checkpoints that this callback keeps: where one of them is there, {@link Trainer#fit} goes
   * on from it instead of beginning anew; from the first that can be read.
   */
  default List<Path> backups() {
    return List.of();
  }
}
