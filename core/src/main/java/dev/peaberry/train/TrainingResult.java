package dev.peaberry.train;

import dev.peaberry.model.Model;
import dev.peaberry.model.Weights;
import java.util.OptionalInt;

/**
 * How a training ended. Immutable.
 *
 * @param model what was trained
 * @param weights at the end
 * @param history of all complete epochs, those before a resume included
 * @param bestEpoch the best epoch by the checkpoints' measure, from 0, if there was one
 * @param weightsEpoch the epoch, from 0, at whose end the weights were these; empty where they are
 *     an average, or where the training ended in the middle of an epoch
 * @param ending how and why it ended
 */
public record TrainingResult(
    Model model,
    Weights weights,
    History history,
    OptionalInt bestEpoch,
    OptionalInt weightsEpoch,
    Ending ending) {
  /** Whether it was asked to save itself and stop, so that it can be resumed. */
  public boolean interrupted() {
    return ending.how() == Ending.How.INTERRUPTED;
  }
}
