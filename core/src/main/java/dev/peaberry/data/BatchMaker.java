package dev.peaberry.data;

import dev.peaberry.config.Size;
import dev.peaberry.engine.Array;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.UInt8Array;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Puts labels and weights to the pixels of a batch. Immutable. */
final class BatchMaker {
  private final ImageSource source;
  private final PipelineSettings settings;
  private final int classes;
  private final boolean weighted;

  BatchMaker(ImageSource source, PipelineSettings settings) {
    this.source = source;
    this.settings = settings;
    this.classes = source.classNames().size();
    this.weighted = IntStream.range(0, source.size()).anyMatch(i -> source.weight(i) != 1);
  }

  /** The batch of these pictures; {@code pixels} is {@code (N, H, W, C)} and handed over. */
  Batch make(byte[] pixels, int[] indices) {
    Size size = settings.outputSize();
    Shape shape =
        Shape.of(indices.length, size.height(), size.width(), settings.colorMode().channels());
    return make(new UInt8Array(shape, pixels), indices);
  }

  /** The batch of these pictures in any form. */
  Batch make(Array inputs, int[] indices) {
    return new Batch(List.of(inputs), List.of(targets(indices)), weights(indices));
  }

  private FloatArray targets(int[] indices) {
    if (settings.labelMode() == LabelMode.MULTI_HOT) {
      return Labels.multiHot(IntStream.of(indices).mapToObj(source::labels).toList(), classes);
    }
    int[] labels = IntStream.of(indices).map(source::label).toArray();
    return Labels.encode(labels, settings.labelMode(), classes);
  }

  /** What the source and the class weights say, multiplied. */
  private Optional<FloatArray> weights(int[] indices) {
    if (!weighted && settings.classWeights().isEmpty()) {
      return Optional.empty();
    }
    float[] values = new float[indices.length];
    for (int i = 0; i < values.length; i++) {
      int index = indices[i];
      double ofClass =
          settings.classWeights().map(weights -> weights.of(source.labels(index))).orElse(1.0);
      values[i] = (float) (source.weight(index) * ofClass);
    }
    return Optional.of(FloatArray.of(values));
  }
}
