package dev.peaberry.data;

import dev.peaberry.config.Progress;
import dev.peaberry.image.ColorMode;
import dev.peaberry.image.ImageResizer;
import java.util.Optional;
import java.util.OptionalLong;

/** Everything that a pipeline can be told. Immutable. */
record PipelineSettings(
    ImageResizer resizer,
    ColorMode colorMode,
    int batchSize,
    boolean dropRemainder,
    LabelMode labelMode,
    OptionalLong shuffleSeed,
    Cache cache,
    int parallelism,
    Optional<ClassWeights> classWeights,
    double maxBrokenShare,
    Progress progress) {
  /** Keras's defaults where Keras has one. */
  static PipelineSettings defaults() {
    return new PipelineSettings(
        ImageResizer.to(256, 256),
        ColorMode.RGB,
        32,
        false,
        LabelMode.INT,
        OptionalLong.empty(),
        Cache.none(),
        Runtime.getRuntime().availableProcessors(),
        Optional.empty(),
        0.1,
        Progress.none());
  }

  /** The bytes of one picture in a batch. */
  int rowBytes() {
    long bytes = (long) resizer.height() * resizer.width() * colorMode.channels();
    if (bytes > Integer.MAX_VALUE / 2) {
      throw new IllegalArgumentException(
          "A picture of %d x %d pixels is too large for a batch"
              .formatted(resizer.height(), resizer.width()));
    }
    return (int) bytes;
  }

  PipelineSettings withResizer(ImageResizer other) {
    return new PipelineSettings(
        other,
        colorMode,
        batchSize,
        dropRemainder,
        labelMode,
        shuffleSeed,
        cache,
        parallelism,
        classWeights,
        maxBrokenShare,
        progress);
  }

  PipelineSettings withColorMode(ColorMode other) {
    return new PipelineSettings(
        resizer,
        other,
        batchSize,
        dropRemainder,
        labelMode,
        shuffleSeed,
        cache,
        parallelism,
        classWeights,
        maxBrokenShare,
        progress);
  }

  PipelineSettings withBatches(int size, boolean droppingRemainder) {
    return new PipelineSettings(
        resizer,
        colorMode,
        size,
        droppingRemainder,
        labelMode,
        shuffleSeed,
        cache,
        parallelism,
        classWeights,
        maxBrokenShare,
        progress);
  }

  PipelineSettings withLabels(LabelMode mode, Optional<ClassWeights> weights) {
    return new PipelineSettings(
        resizer,
        colorMode,
        batchSize,
        dropRemainder,
        mode,
        shuffleSeed,
        cache,
        parallelism,
        weights,
        maxBrokenShare,
        progress);
  }

  PipelineSettings withShuffleSeed(OptionalLong seed) {
    return new PipelineSettings(
        resizer,
        colorMode,
        batchSize,
        dropRemainder,
        labelMode,
        seed,
        cache,
        parallelism,
        classWeights,
        maxBrokenShare,
        progress);
  }

  PipelineSettings withWork(Cache otherCache, int threads, Progress listener) {
    return new PipelineSettings(
        resizer,
        colorMode,
        batchSize,
        dropRemainder,
        labelMode,
        shuffleSeed,
        otherCache,
        threads,
        classWeights,
        maxBrokenShare,
        listener);
  }

  PipelineSettings withMaxBrokenShare(double share) {
    return new PipelineSettings(
        resizer,
        colorMode,
        batchSize,
        dropRemainder,
        labelMode,
        shuffleSeed,
        cache,
        parallelism,
        classWeights,
        share,
        progress);
  }
}
