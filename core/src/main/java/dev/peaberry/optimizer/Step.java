package dev.peaberry.optimizer;

/**
 * One update of the weights, from the host's side. Immutable.
 *
 * @param number counted from 1
 * @param learningRate of this update
 */
public record Step(long number, double learningRate) {}
