package dev.peaberry.data;

import dev.peaberry.augment.Augmentations;
import dev.peaberry.config.Size;
import dev.peaberry.image.ColorMode;
import dev.peaberry.image.ImageResizer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Everything that a pipeline can be told; Keras's defaults where Keras has one. Immutable. */
final class PipelineSettings {
  private ImageResizer resizer = ImageResizer.to(256, 256);
  private ColorMode colorMode = ColorMode.RGB;
  private int batchSize = 32;
  private boolean dropRemainder = false;
  private LabelMode labelMode = LabelMode.INT;
  private Optional<ClassWeights> classWeights = Optional.empty();
  private OptionalLong shuffleSeed = OptionalLong.empty();
  private Optional<ClassSampling> sampling = Optional.empty();
  private Optional<Augmenting> augmenting = Optional.empty();
  private boolean reducedDecoding = false;
  private boolean exifRotation = false;
  private Cache cache = Cache.none();
  private int parallelism = Runtime.getRuntime().availableProcessors();
  private double maxBrokenShare = 0.1;

  private PipelineSettings() {}

  static PipelineSettings defaults() {
    return new PipelineSettings();
  }

  private PipelineSettings with(Consumer<PipelineSettings> change) {
    PipelineSettings copy = new PipelineSettings();
    copy.resizer = resizer;
    copy.colorMode = colorMode;
    copy.batchSize = batchSize;
    copy.dropRemainder = dropRemainder;
    copy.labelMode = labelMode;
    copy.classWeights = classWeights;
    copy.shuffleSeed = shuffleSeed;
    copy.sampling = sampling;
    copy.augmenting = augmenting;
    copy.reducedDecoding = reducedDecoding;
    copy.exifRotation = exifRotation;
    copy.cache = cache;
    copy.parallelism = parallelism;
    copy.maxBrokenShare = maxBrokenShare;
    change.accept(copy);
    return copy;
  }

  /** The size to which pictures are decoded. */
  Size size() {
    return Size.of(resizer.height(), resizer.width());
  }

  /** The size of the pictures in a batch: what augmentations leave of them. */
  Size outputSize() {
    return augmenting
        .map(each -> Augmentations.outputSize(each.augmentations(), size()))
        .orElse(size());
  }

  /** The bytes of one decoded picture. */
  int rowBytes() {
    return bytes(size());
  }

  /** The bytes of one picture in a batch. */
  int outputBytes() {
    return bytes(outputSize());
  }

  private int bytes(Size size) {
    long bytes = (long) size.height() * size.width() * colorMode.channels();
    if (bytes > Integer.MAX_VALUE / 2) {
      throw new IllegalArgumentException(
          "A picture of %d x %d pixels is too large for a batch"
              .formatted(size.height(), size.width()));
    }
    return (int) bytes;
  }

  ImageResizer resizer() {
    return resizer;
  }

  ColorMode colorMode() {
    return colorMode;
  }

  int batchSize() {
    return batchSize;
  }

  boolean dropRemainder() {
    return dropRemainder;
  }

  LabelMode labelMode() {
    return labelMode;
  }

  Optional<ClassWeights> classWeights() {
    return classWeights;
  }

  OptionalLong shuffleSeed() {
    return shuffleSeed;
  }

  /** How often each class comes where the order is drawn; empty for each picture once. */
  Optional<ClassSampling> sampling() {
    return sampling;
  }

  Optional<Augmenting> augmenting() {
    return augmenting;
  }

  boolean reducedDecoding() {
    return reducedDecoding;
  }

  boolean exifRotation() {
    return exifRotation;
  }

  /** All that decides the pixels, beside the files. */
  String pixels() {
    return resizer
        + " "
        + colorMode
        + (reducedDecoding ? " reduced" : "")
        + (exifRotation ? " rotated" : "");
  }

  Cache cache() {
    return cache;
  }

  int parallelism() {
    return parallelism;
  }

  double maxBrokenShare() {
    return maxBrokenShare;
  }

  PipelineSettings withResizer(ImageResizer other) {
    return with(copy -> copy.resizer = other);
  }

  PipelineSettings withColorMode(ColorMode other) {
    return with(copy -> copy.colorMode = other);
  }

  PipelineSettings withBatchSize(int other) {
    return with(copy -> copy.batchSize = other);
  }

  PipelineSettings withDropRemainder(boolean other) {
    return with(copy -> copy.dropRemainder = other);
  }

  PipelineSettings withLabelMode(LabelMode other) {
    return with(copy -> copy.labelMode = other);
  }

  PipelineSettings withClassWeights(Optional<ClassWeights> other) {
    return with(copy -> copy.classWeights = other);
  }

  PipelineSettings withShuffleSeed(OptionalLong other) {
    return with(copy -> copy.shuffleSeed = other);
  }

  PipelineSettings withSampling(Optional<ClassSampling> other) {
    return with(copy -> copy.sampling = other);
  }

  PipelineSettings withAugmenting(Optional<Augmenting> other) {
    return with(copy -> copy.augmenting = other);
  }

  PipelineSettings withReducedDecoding(boolean other) {
    return with(copy -> copy.reducedDecoding = other);
  }

  PipelineSettings withExifRotation(boolean other) {
    return with(copy -> copy.exifRotation = other);
  }

  PipelineSettings withCache(Cache other) {
    return with(copy -> copy.cache = other);
  }

  PipelineSettings withParallelism(int other) {
    return with(copy -> copy.parallelism = other);
  }

  PipelineSettings withMaxBrokenShare(double other) {
    return with(copy -> copy.maxBrokenShare = other);
  }
}
