package dev.peaberry.data;

import dev.peaberry.config.Progress;
import dev.peaberry.engine.FloatArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;

/** Fills a file with the features of a source's pictures. Stateless. */
final class FeatureFile {
  private FeatureFile() {}

  /**
   * The file of these pictures and this extractor, complete.
   *
   * @param pipeline whose broken pictures are known afterwards
   */
  static PixelStore open(
      ImagePipeline pipeline, FeatureExtractor extractor, Path folder, Progress progress) {
    String key = PixelStores.key(pipeline.source(), pipeline.pixels() + " " + extractor.key());
    Path file = folder.resolve(key.substring(0, 24) + ".features");
    int rowBytes = Math.toIntExact(extractor.shape().size() * Float.BYTES);
    try {
      Optional<DiskStore> present = DiskStore.open(file, key, rowBytes);
      if (present.isPresent()) {
        present.get().broken().forEach(each -> pipeline.leaveOut(each.index(), each.image()));
        return present.get();
      }
      GrowingDiskStore store = pipeline.growing(file, key, rowBytes);
      try {
        fill(store, pipeline, extractor, progress);
      } catch (RuntimeException e) {
        store.discard();
        throw e;
      }
      return store;
    } catch (IOException e) {
      throw GrowingDiskStore.failure(file, e);
    }
  }

  private static void fill(
      GrowingDiskStore store,
      ImagePipeline pipeline,
      FeatureExtractor extractor,
      Progress progress) {
    progress.start("Computing features", pipeline.size(), "pictures");
    int next = 0;
    try (Batches batches = pipeline.open(0)) {
      while (batches.hasNext()) {
        FloatArray features = extractor.extract(batches.next().inputs().get(0));
        int rows = features.shape().get(0);
        int length = features.data().length / rows;
        ByteBuffer row = ByteBuffer.allocate(length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < rows; i++) {
          next = skipBroken(pipeline, store, next);
          row.asFloatBuffer().put(features.data(), i * length, length);
          store.put(next++, row.array(), 0);
        }
        progress.advance(next);
      }
    } finally {
      progress.finish();
    }
    skipBroken(pipeline, store, next);
  }

  /** A picture that comes later in the source than a broken one is delivered after it is known. */
  private static int skipBroken(ImagePipeline pipeline, GrowingDiskStore store, int from) {
    int next = from;
    while (next < pipeline.source().size() && pipeline.brokenImage(next).isPresent()) {
      store.skip(next++);
    }
    return next;
  }
}
