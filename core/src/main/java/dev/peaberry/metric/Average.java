package dev.peaberry.metric;

/** How the scores of all classes become one. */
public enum Average {
  /** From the counts of all classes together. */
  MICRO,
  /** The mean, each class counting alike. */
  MACRO,
  /** The mean, each class counting by its true examples. */
  WEIGHTED
}
