package dev.peaberry.loss;

/** How a loss wants its labels encoded. */
public enum Targets {
  /** The index of the class, {@code (N)}. */
  SPARSE,
  /** One number for each class, {@code (N, classes)}: one-hot, or soft labels. */
  CATEGORICAL,
  /** 0 or 1 for each output, {@code (N, 1)} for two classes. */
  BINARY,
  /** -1 or 1, or 0 or 1, for each output. */
  SIGN,
  /** Any numbers of the outputs' shape. */
  REAL,
  /** The index of a group, {@code (N)}: outputs of one group are to be near each other. */
  GROUP
}
