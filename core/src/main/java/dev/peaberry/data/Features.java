package dev.peaberry.data;

import dev.peaberry.config.Progress;
import dev.peaberry.engine.FloatArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The pictures of a pipeline as features, in the pipeline's batches and order. A network looks at
 * each picture once, of a whole folder or archive at a time; what it finds lies in a file, mapped
 * into memory, and serves later runs with the same pictures, sizes, network and weights, however
 * they are divided. Immutable and thread-safe.
 *
 * <p>Inputs are float32 {@code (N, ...)} of the extractor's shape.
 */
public final class Features implements Dataset {
  private final ImagePipeline pipeline;
  private final FeatureExtractor extractor;
  private final PixelStore store;
  private final int[] origins;

  private Features(
      ImagePipeline pipeline, FeatureExtractor extractor, PixelStore store, int[] origins) {
    this.pipeline = pipeline;
    this.extractor = extractor;
    this.store = store;
    this.origins = origins;
  }

  /**
   * Computes the features of all pictures, or finds those of an earlier run.
   *
   * @param pipeline without augmentation; its cache is not used
   * @param folder where files of features lie; made when needed
   * @param progress hears how many pictures are done, if there are any to do
   * @throws IllegalArgumentException if the pipeline changes pictures at random
   * @throws DataException if too many pictures are broken, or the file cannot be used
   */
  public static Features of(
      ImagePipeline pipeline, FeatureExtractor extractor, Path folder, Progress progress) {
    if (pipeline.augments()) {
      throw new IllegalArgumentException(
          "Found a pipeline that changes pictures at random, expected pictures as they are");
    }
    ImageSource root = pipeline.source();
    int[] origins = IntStream.range(0, root.size()).toArray();
    while (root instanceof View view) {
      Arrays.setAll(origins, i -> view.origin(origins[i]));
      root = view.source();
    }
    ImagePipeline whole = pipeline.over(root);
    PixelStore store = FeatureFile.open(whole, extractor, folder, progress);
    for (int i = 0; i < origins.length; i++) {
      int index = i;
      whole.brokenImage(origins[i]).ifPresent(image -> pipeline.leaveOut(index, image));
    }
    return new Features(pipeline, extractor, store, origins);
  }

  @Override
  public long size() {
    return pipeline.size();
  }

  @Override
  public long batches() {
    return pipeline.batches();
  }

  /** The pictures that had to be left out. */
  public List<BrokenImage> broken() {
    return pipeline.broken();
  }

  /** Whether a picture of the pipeline's source had to be left out. */
  public boolean isBroken(int index) {
    return pipeline.brokenImage(index).isPresent();
  }

  @Override
  public Batches open(int epoch) {
    return new GatheredBatches(
        pipeline.goodPictures(epoch),
        pipeline.batchSize(),
        pipeline.dropsRemainder(),
        indices -> pipeline.batch(rows(indices), indices));
  }

  private FloatArray rows(int[] indices) {
    int length = (int) extractor.shape().size();
    float[] values = new float[indices.length * length];
    ByteBuffer.wrap(store.copies(rootIndices(indices), length * Float.BYTES))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return new FloatArray(extractor.shape().prepend(indices.length), values);
  }

  private int[] rootIndices(int[] indices) {
    return IntStream.of(indices).map(index -> origins[index]).toArray();
  }
}
