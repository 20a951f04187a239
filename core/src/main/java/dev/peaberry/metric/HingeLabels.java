package dev.peaberry.metric;

/**
 * The mean of a hinge over the values of a row. A batch whose labels are all 0 or 1 has them read
 * as -1 and 1, as in Keras. Confined to one thread.
 */
final class HingeLabels implements RowValue {
  private final RowValue mean;
  private boolean binary;

  HingeLabels(Elementwise hinge) {
    mean = RowValue.mean((y, p) -> hinge.of(binary ? 2 * y - 1 : y, p));
  }

  @Override
  public void prepare(RowBatch batch) {
    binary = true;
    for (int i = 0; i < batch.rows() * batch.length() && binary; i++) {
      binary = batch.yTrue()[i] == 0 || batch.yTrue()[i] == 1;
    }
  }

  @Override
  public double of(float[] yTrue, float[] yPred, int row, int length) {
    return mean.of(yTrue, yPred, row, length);
  }
}
