package dev.peaberry.data;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.UInt8Array;
import java.util.List;

/** Puts labels and weights to the pixels of a batch. Immutable. */
final class BatchMaker {
  private final ImageSource source;
  private final PipelineSettings settings;
  private final int classes;

  BatchMaker(ImageSource source, PipelineSettings settings) {
    this.source = source;
    this.settings = settings;
    this.classes = source.classNames().size();
  }

  /** The batch of these pictures; {@code pixels} is {@code (N, H, W, C)} and handed over. */
  Batch make(byte[] pixels, int[] indices) {
    int[] labels = new int[indices.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = source.label(indices[i]);
    }
    Shape shape =
        Shape.of(
            indices.length,
            settings.resizer().height(),
            settings.resizer().width(),
            settings.colorMode().channels());
    return new Batch(
        List.of(new UInt8Array(shape, pixels)),
        List.of(Labels.encode(labels, settings.labelMode(), classes)),
        settings.classWeights().map(weights -> weights(weights, labels)));
  }

  private static FloatArray weights(ClassWeights weights, int[] labels) {
    float[] values = new float[labels.length];
    for (int i = 0; i < labels.length; i++) {
      values[i] = (float) weights.of(labels[i]);
    }
    return FloatArray.of(values);
  }
}
