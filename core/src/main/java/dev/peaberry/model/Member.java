package dev.peaberry.model;

import dev.peaberry.layer.Layer;

/**
 * A layer with its place in a model. Immutable.
 *
 * @param name unique in the model
 * @param layer what it does
 * @param trainable false if it is frozen: gradients do not change its weights
 */
public record Member(String name, Layer layer, boolean trainable) {}
