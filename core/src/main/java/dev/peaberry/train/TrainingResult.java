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
 * @param interrupted whether it was stopped before the last epoch
 */
public record TrainingResult(
    Model model, Weights weights, History history, OptionalInt bestEpoch, boolean interrupted) {}
