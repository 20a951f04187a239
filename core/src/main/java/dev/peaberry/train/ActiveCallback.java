package dev.peaberry.train;

import java.util.Map;

/**
 * A callback's part in one training. Confined to the training's thread: what it does costs time.
 *
 * <p>Callbacks hear of each event in the order in which they were given to the {@link Trainer}, and
 * before its listener does. An exception ends the training with a {@link TrainingException} that
 * names the callback, after all others have heard of the event and a complete epoch is saved.
 *
 * <p>A training that is resumed in the middle of an epoch does not tell of the epoch's start again:
 * what a callback has to know of the epoch is in its {@link #memory}.
 */
public interface ActiveCallback extends TrainingListener, AutoCloseable {
  /** The training begins or is resumed; the weights and {@link #restore the memory} are set. */
  default void trainingStarted() {}

  /** A training step begins; steps count from 1. A learning rate set now is this step's. */
  default void stepStarted(long step) {}

  /** A validation begins. */
  default void validationStarted() {}

  /**
   * A validation is done.
   *
   * @param logs its results, such as {@code val_loss}
   */
  default void validationDone(Map<String, Double> logs) {}

  /**
   * The training is over, because all epochs are done or a callback has stopped it; not told when
   * it was interrupted and will be resumed. Weights that are set now are the result.
   */
  default void trainingDone(Ending ending) {}

  /** What has to be known to follow the training on after it was interrupted. */
  default CallbackMemory memory() {
    return CallbackMemory.EMPTY;
  }

  /**
   * Goes on with a {@link #memory} of the same class of callback; told at most once, before
   * anything else.
   *
   * @throws IllegalArgumentException if it is something else
   */
  default void restore(CallbackMemory memory) {}

  /** Lets go of files and the like, however the training has ended. */
  @Override
  default void close() {}
}
