package dev.peaberry.layer;

/** What happens at a picture's edges, by Keras's names. */
public enum Padding {
  /** Windows stay inside: output = (size - window) / stride + 1. */
  VALID,
  /**
   * Zeros are added so that output = size / stride, rounded up; an odd one goes to the bottom or
   * right.
   */
  SAME
}
