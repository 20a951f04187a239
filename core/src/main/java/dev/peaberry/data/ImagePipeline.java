package dev.peaberry.data;

import dev.peaberry.augment.Augmentation;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Size;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.image.AspectRatio;
import dev.peaberry.image.ColorMode;
import dev.peaberry.image.ImageResizer;
import dev.peaberry.image.Interpolation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * From pictures to batches: decoded and resized on several threads, shuffled by epoch, cached if
 * wished. Its settings are immutable, and it is thread-safe; each pass is confined to its consumer.
 *
 * <p>Inputs are uint8 {@code (N, H, W, C)}. The order depends on the seed and the epoch alone, not
 * on threads. Broken pictures are left out and listed in {@link #broken()}; the pictures after them
 * move up, so only the last batch of a pass is smaller. How many are broken is known after the
 * first pass; until then {@link #size()} and {@link #batches()} count them in.
 *
 * <p>Defaults are Keras's: 256 x 256 pixels, bilinear, red-green-blue, batches of 32, integer
 * labels; not shuffled, not cached.
 *
 * @see <a href="https://keras.io/api/data_loading/image/">Keras: image_dataset_from_directory</a>
 */
public final class ImagePipeline implements Dataset {
  private final ImageSource source;
  private final PipelineSettings settings;
  private final BrokenImages broken;
  private final BatchMaker maker;
  private Optional<PixelStore> store = Optional.empty();

  private ImagePipeline(ImageSource source, PipelineSettings settings) {
    this.source = source;
    this.settings = settings;
    this.broken = new BrokenImages(source.size(), settings.maxBrokenShare());
    this.maker = new BatchMaker(source, settings);
  }

  /**
   * A pipeline with Keras's defaults.
   *
   * @throws DataException if there are no pictures
   */
  public static ImagePipeline of(ImageSource source) {
    if (source.size() == 0) {
      throw new DataException("A pipeline needs at least one picture, found none");
    }
    return new ImagePipeline(source, PipelineSettings.defaults());
  }

  private ImagePipeline with(PipelineSettings other) {
    return new ImagePipeline(source, other);
  }

  /**
   * This pipeline with another size of the pictures, in pixels.
   *
   * @throws IllegalArgumentException if a side is below 1 or the picture too large for a batch
   */
  public ImagePipeline withImageSize(int height, int width) {
    PipelineSettings other = settings.withResizer(settings.resizer().withSize(height, width));
    other.rowBytes();
    return with(other);
  }

  /** This pipeline with other channels. */
  public ImagePipeline withColorMode(ColorMode colorMode) {
    return with(settings.withColorMode(colorMode));
  }

  /** This pipeline with another interpolation. */
  public ImagePipeline withInterpolation(Interpolation interpolation) {
    return with(settings.withResizer(settings.resizer().withInterpolation(interpolation)));
  }

  /** This pipeline with antialiasing on or off; see {@link ImageResizer#withAntialias}. */
  public ImagePipeline withAntialias(boolean on) {
    return with(settings.withResizer(settings.resizer().withAntialias(on)));
  }

  /**
   * This pipeline with JPEG files decoded to a half, a quarter or an eighth of their size where
   * both sides stay at least as long as the longer one of the result. Large photos take a third of
   * the time and come out smoother: without antialiasing Keras's way leaves most of their pixels
   * out. The numbers are not Keras's, so it is off by default.
   */
  public ImagePipeline withReducedDecoding(boolean on) {
    return with(settings.withReducedDecoding(on));
  }

  /** This pipeline with EXIF rotation applied or, as Keras does and by default, ignored. */
  public ImagePipeline withExifRotation(boolean on) {
    return with(settings.withExifRotation(on));
  }

  /** This pipeline with another treatment of pictures whose sides have another ratio. */
  public ImagePipeline withAspectRatio(AspectRatio aspectRatio) {
    return with(settings.withResizer(settings.resizer().withAspectRatio(aspectRatio)));
  }

  /**
   * This pipeline with another number of pictures in a batch.
   *
   * @throws IllegalArgumentException if it is below 1, or a batch would exceed 2 GiB
   */
  public ImagePipeline withBatchSize(int batchSize) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("A batch holds at least 1 picture, found " + batchSize);
    }
    return with(settings.withBatchSize(batchSize));
  }

  /** This pipeline with a last batch that is left out if it is smaller than the others. */
  public ImagePipeline withDropRemainder(boolean drop) {
    return with(settings.withDropRemainder(drop));
  }

  /**
   * This pipeline with other targets.
   *
   * @throws DataException if the mode is binary and there are not two classes
   */
  public ImagePipeline withLabelMode(LabelMode labelMode) {
    Labels.requireFits(labelMode, source.classNames().size());
    return with(settings.withLabelMode(labelMode));
  }

  /**
   * This pipeline with a weight for each example, by its class.
   *
   * @throws IllegalArgumentException if there are not as many weights as classes
   */
  public ImagePipeline withClassWeights(ClassWeights weights) {
    int classes = source.classNames().size();
    if (weights.weights().size() != classes) {
      throw new IllegalArgumentException(
          "Expected " + classes + " class weights, found " + weights.weights().size());
    }
    return with(settings.withClassWeights(Optional.of(weights)));
  }

  /** This pipeline in an order drawn anew for each epoch from a seed, each picture once. */
  public ImagePipeline withShuffle(long seed) {
    return with(settings.withShuffleSeed(OptionalLong.of(seed)).withSampling(Optional.empty()));
  }

  /**
   * This pipeline in an order drawn anew for each epoch from a seed, in which classes come as often
   * as a sampling says. An epoch is as long as without it, but for the draws of broken pictures.
   */
  public ImagePipeline withSampling(ClassSampling sampling, long seed) {
    return with(
        settings.withShuffleSeed(OptionalLong.of(seed)).withSampling(Optional.of(sampling)));
  }

  /** This pipeline in the source's order. */
  public ImagePipeline withoutShuffle() {
    return with(settings.withShuffleSeed(OptionalLong.empty()).withSampling(Optional.empty()));
  }

  /**
   * This pipeline with pictures changed at random, anew in each epoch: after the cache, on several
   * threads; then with batches mixed. What is drawn depends on the seed, the epoch and the picture
   * or the batch alone; where an epoch has a picture several times, also on which time it is.
   * Values are rounded to 8 bits at the end.
   *
   * @param augmentations applied one after the other; none for pictures as they are
   * @throws IllegalArgumentException if one of pictures comes after one of batches
   */
  public ImagePipeline withAugmentation(List<? extends Augmentation> augmentations, long seed) {
    return with(
        settings.withAugmenting(
            augmentations.isEmpty()
                ? Optional.empty()
                : Optional.of(new Augmenting(List.copyOf(augmentations), seed))));
  }

  /**
   * This pipeline with a cache. Each picture is decoded when it is first needed and kept, so that
   * the first pass begins at once; later ones take what is kept.
   */
  public ImagePipeline withCache(Cache cache) {
    return with(settings.withCache(cache));
  }

  /**
   * This pipeline with another number of decoding threads; one for each processor by default.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public ImagePipeline withParallelism(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("At least 1 thread decodes, found " + threads);
    }
    return with(settings.withParallelism(threads));
  }

  /**
   * This pipeline with another share of broken pictures above which it gives up; a tenth by
   * default.
   *
   * @param share 0 (none may be broken) to 1 (all but one may)
   * @throws IllegalArgumentException if it is outside that range
   */
  public ImagePipeline withMaxBrokenShare(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("A share is 0 to 1, found " + share);
    }
    return with(settings.withMaxBrokenShare(share));
  }

  /** Other pictures as they are, each once, in their order. */
  ImagePipeline over(ImageSource other) {
    return new ImagePipeline(
        other,
        settings
            .withShuffleSeed(OptionalLong.empty())
            .withSampling(Optional.empty())
            .withClassWeights(Optional.empty())
            .withCache(Cache.none())
            .withLabelMode(LabelMode.INT)
            .withDropRemainder(false));
  }

  /** The pictures that this reads. */
  public ImageSource source() {
    return source;
  }

  /** The size of the pictures in a batch, in pixels: the image size less what is cut off. */
  public Size outputSize() {
    return settings.outputSize();
  }

  /** The number of pictures in a batch. */
  public int batchSize() {
    return settings.batchSize();
  }

  /** Whether a last batch that is smaller than the others is left out. */
  public boolean dropsRemainder() {
    return settings.dropRemainder();
  }

  /** Whether pictures are changed at random. */
  public boolean augments() {
    return settings.augmenting().isPresent();
  }

  /** All that decides the pixels, beside the files. */
  String pixels() {
    return settings.pixels();
  }

  /** How labels become targets. */
  public LabelMode labelMode() {
    return settings.labelMode();
  }

  /** Whether the order is drawn anew for each epoch. */
  public boolean shuffles() {
    return settings.shuffleSeed().isPresent();
  }

  /** How often each class comes in an epoch; empty for each picture once. */
  public Optional<ClassSampling> sampling() {
    return settings.sampling();
  }

  /** How much an example of each class counts; empty if all count alike. */
  public Optional<ClassWeights> classWeights() {
    return settings.classWeights();
  }

  /** The pictures left out so far, each once, in the order of the source. */
  public List<BrokenImage> broken() {
    return broken.list();
  }

  /** What is known to be wrong with a picture. */
  Optional<BrokenImage> brokenImage(int index) {
    return broken.find(index);
  }

  /** Takes note of a picture that was found to be broken elsewhere. */
  void leaveOut(int index, BrokenImage image) {
    broken.add(index, image);
  }

  /** An empty file for a row of bytes for each picture. */
  GrowingDiskStore growing(Path file, String key, int rowBytes) throws IOException {
    return GrowingDiskStore.create(file, key, source.size(), rowBytes, broken);
  }

  /** A batch of these pictures with other inputs than their pixels. */
  Batch batch(FloatArray inputs, int[] indices) {
    return maker.make(inputs, indices);
  }

  @Override
  public long size() {
    return (long) source.size() - broken.count();
  }

  @Override
  public long batches() {
    long batchSize = settings.batchSize();
    return settings.dropRemainder() ? size() / batchSize : (size() + batchSize - 1) / batchSize;
  }

  /**
   * {@inheritDoc}
   *
   * @throws DataException if the cache cannot hold the pictures; that it cannot keep one or that
   *     too many are broken comes from the batches
   * @throws IllegalArgumentException if an augmentation cannot change pictures of the image size,
   *     or mixes targets that are class indices
   */
  @Override
  public Batches open(int epoch) {
    Optional<PixelStore> kept = store();
    // Filtered after shuffling, so that the order is the same with and without a cache.
    Batches batches = batches(kept, goodPictures(epoch), epoch);
    return settings.augmenting().map(each -> each.mixed(batches, settings, epoch)).orElse(batches);
  }

  /** The source's indices in the order of an epoch, without those that are known to be broken. */
  int[] goodPictures(int epoch) {
    return IntStream.of(order(epoch)).filter(i -> !broken.contains(i)).toArray();
  }

  private Batches batches(Optional<PixelStore> kept, int[] order, int epoch) {
    Optional<Augmenting> changing =
        settings.augmenting().filter(each -> !each.ofPictures().isEmpty());
    if (changing.isEmpty() && kept.isPresent() && kept.get().isComplete()) {
      return new GatheredBatches(
          order,
          batchSize(),
          dropsRemainder(),
          indices -> maker.make(kept.get().copies(indices, settings.rowBytes()), indices));
    }
    RowLoader decoding = new DecodingLoader(source, settings, broken);
    RowLoader loader = kept.map(store -> RowLoader.stored(store, decoding)).orElse(decoding);
    RowLoader changed = changing.map(each -> each.loader(loader, settings, epoch)).orElse(loader);
    return new DecodingBatches(
        new RowStream(changed, order, settings.batchSize(), settings.parallelism()),
        maker,
        settings);
  }

  /**
   * Some pictures as they are in an epoch: changed as the epoch changes them, and mixed as its
   * first batch. To look at what is trained with; uses no cache.
   *
   * @param indices the source's, at least one and at most a batch; broken ones are left out
   * @throws IllegalArgumentException as from {@link #open}
   */
  public Batch preview(List<Integer> indices, int epoch) {
    int[] order = indices.stream().mapToInt(Integer::intValue).toArray();
    Batches batches = batches(Optional.empty(), order, epoch);
    try (Batches mixed =
        settings.augmenting().map(each -> each.mixed(batches, settings, epoch)).orElse(batches)) {
      return mixed.next();
    }
  }

  /** The source's indices in the order of an epoch. */
  public List<Integer> pictures(int epoch) {
    return IntStream.of(order(epoch)).boxed().toList();
  }

  /** Opens the cache at the first call. */
  private synchronized Optional<PixelStore> store() {
    if (store.isEmpty()) {
      store = PixelStores.open(source, settings, broken);
    }
    return store;
  }

  private int[] order(int epoch) {
    int size = source.size();
    if (settings.shuffleSeed().isEmpty()) {
      return IntStream.range(0, size).toArray();
    }
    RandomState random = Seeds.random(settings.shuffleSeed().getAsLong(), epoch);
    return settings
        .sampling()
        .map(sampling -> sampling.draw(source, random))
        .orElseGet(() -> random.permutation(size));
  }
}
