package dev.peaberry.optimizer;

import java.util.function.ToDoubleFunction;

/**
 * A number that Keras's optimizer remembers although it follows from the number of updates: it is
 * written down for Keras, never read. Immutable.
 *
 * @param name what it is
 * @param start its value before the first update
 * @param value its value after an update
 */
public record Tracked(String name, double start, ToDoubleFunction<Step> value) {}
