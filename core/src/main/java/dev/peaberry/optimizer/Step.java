package dev.peaberry.optimizer;

import java.util.OptionalDouble;

/**
 * One batch's part in an update of the weights, from the host's side. Immutable.
 *
 * @param number of the update that it takes part in, counted from 1
 * @param learningRate of the update
 * @param lossScale what the loss is multiplied by before its gradients are computed
 * @param momentum of the update, where a schedule decides it
 */
public record Step(long number, double learningRate, double lossScale, OptionalDouble momentum) {
  /** The same with a multiple of the learning rate. */
  Step withRateFactor(double factor) {
    return new Step(number, factor * learningRate, lossScale, momentum);
  }
}
