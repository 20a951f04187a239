package dev.peaberry.metric;

import dev.peaberry.engine.FloatArray;
import java.util.Optional;

/**
 * Reads true and predicted classes, either of which may be given as a row of values whose greatest
 * counts. Classes that do not exist are left out, as pixels marked 255. Confined to one thread.
 */
final class ClassReader implements ConfusionAccumulator.Reader {
  private final int classes;
  private final Optional<Integer> ignored;
  private final boolean wholeWeights;
  private final ClassOf trueClasses;
  private final ClassOf predictedClasses;
  private final boolean swapped;
  private final RowBatch batch;

  /** Finds the class of a row of values. */
  private interface ClassOf {
    int of(float[] values, int row, int length);
  }

  private ClassReader(
      int classes,
      Optional<Integer> ignored,
      boolean wholeWeights,
      ClassOf trueClasses,
      ClassOf predictedClasses,
      Targets pairing,
      boolean swapped) {
    this.classes = classes;
    this.ignored = ignored;
    this.wholeWeights = wholeWeights;
    this.trueClasses = trueClasses;
    this.predictedClasses = predictedClasses;
    this.batch = new RowBatch(pairing);
    this.swapped = swapped;
  }

  /**
   * A reader of classes from 0.
   *
   * @param ignored a true class whose examples are left out
   * @param wholeWeights whether weights are cut to whole numbers
   * @param sparseTrue whether targets are class indices
   * @param sparsePredicted whether predictions are class indices
   */
  static ClassReader of(
      int classes,
      Optional<Integer> ignored,
      boolean wholeWeights,
      boolean sparseTrue,
      boolean sparsePredicted) {
    ClassOf index = (values, row, length) -> (int) values[row];
    Targets alike = sparseTrue ? Targets.VALUES : Targets.ONE_HOT;
    return new ClassReader(
        classes,
        ignored,
        wholeWeights,
        sparseTrue ? index : Rows::argmax,
        sparsePredicted ? index : Rows::argmax,
        sparseTrue == sparsePredicted ? alike : Targets.CLASSES,
        !sparseTrue && sparsePredicted);
  }

  /** A reader of the classes 0 and 1, the latter predicted from a threshold on. */
  static ClassReader binary(boolean wholeWeights, float threshold) {
    return new ClassReader(
        2,
        Optional.empty(),
        wholeWeights,
        (values, row, length) -> (int) values[row],
        (values, row, length) -> values[row] >= threshold ? 1 : 0,
        Targets.VALUES,
        false);
  }

  @Override
  public void read(
      FloatArray yTrue, FloatArray yPred, Optional<FloatArray> weights, ConfusionSums matrix) {
    // Where only the targets are rows, they take the place of the predictions.
    batch.read(swapped ? yPred : yTrue, swapped ? yTrue : yPred, weights);
    matrix.requireClasses(classes);
    float[] trueValues = swapped ? batch.yPred() : batch.yTrue();
    float[] predictedValues = swapped ? batch.yTrue() : batch.yPred();
    for (int row = 0; row < batch.rows(); row++) {
      int trueClass = trueClasses.of(trueValues, row, batch.length());
      int predictedClass = predictedClasses.of(predictedValues, row, batch.length());
      if (exists(trueClass)
          && exists(predictedClass)
          && (ignored.isEmpty() || trueClass != ignored.get())) {
        double weight = batch.weight(row);
        matrix.add(trueClass, predictedClass, wholeWeights ? (long) weight : weight);
      }
    }
  }

  private boolean exists(int index) {
    return index >= 0 && index < classes;
  }
}
