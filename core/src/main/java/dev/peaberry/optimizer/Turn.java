package dev.peaberry.optimizer;

/**
 * What a batch does besides giving gradients. Immutable.
 *
 * @param updates whether the weights change; otherwise its gradients wait for a later batch
 * @param overwrites whether the weights become their moving averages afterwards
 */
public record Turn(boolean updates, boolean overwrites) {}
