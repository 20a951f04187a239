package dev.peaberry.optimizer;

/**
 * One batch's part in an update of the weights, from the host's side. Immutable.
 *
 * @param number of the update that it takes part in, counted from 1
 * @param learningRate of the update
 * @param lossScale what the loss is multiplied by before its gradients are computed
 */
public record Step(long number, double learningRate, double lossScale) {}
