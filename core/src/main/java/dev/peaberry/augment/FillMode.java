package dev.peaberry.augment;

/** What fills the places that a moved picture leaves empty, by Keras's names. */
public enum FillMode {
  /** A constant value. */
  CONSTANT(Border.CONSTANT, Border.BLENDED_CONSTANT),
  /** The pixel at the edge. */
  NEAREST(Border.NEAREST, Border.NEAREST),
  /** The picture mirrored at its edge. */
  REFLECT(Border.REFLECT, Border.REFLECT),
  /** The picture again. */
  WRAP(Border.SHARED_WRAP, Border.WRAP);

  private final Border sciPy;
  private final Border tensorFlow;

  FillMode(Border sciPy, Border tensorFlow) {
    this.sciPy = sciPy;
    this.tensorFlow = tensorFlow;
  }

  /** As ImageDataGenerator means it. */
  Border inSciPy() {
    return sciPy;
  }

  /** As Keras 3's layers mean it. */
  Border inTensorFlow() {
    return tensorFlow;
  }
}
