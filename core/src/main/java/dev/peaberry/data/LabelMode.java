package dev.peaberry.data;

/**
 * How a label becomes a target for the loss, as Keras's {@code label_mode}.
 *
 * @see <a href="https://keras.io/api/data_loading/image/">Keras: image_dataset_from_directory</a>
 */
public enum LabelMode {
  /** The class index: {@code (N)}, for sparse categorical losses. */
  INT,
  /** A row with a 1 in the class's column: {@code (N, classes)}, for categorical losses. */
  CATEGORICAL,
  /** 0 or 1: {@code (N, 1)}, for binary losses; needs two classes. */
  BINARY,
  /**
   * A row with a 1 in the column of each of the picture's classes: {@code (N, classes)}, for binary
   * losses that judge each class by itself; Keras's {@code multi_hot}.
   */
  MULTI_HOT
}
