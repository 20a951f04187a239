package dev.peaberry.cli;

import dev.peaberry.config.Progress;
import dev.peaberry.data.BrokenImageException;
import dev.peaberry.data.ImageSource;
import dev.peaberry.image.ImageHeader;
import dev.peaberry.predict.Preprocessing;
import dev.peaberry.zoo.PixelStandardization;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code train} that decide the numbers of a run. */
final class RecipeFlags {
  private static final int USUAL_SIDE = 64;
  private static final int PRETRAINED_SIDE = 224;
  private static final int LOOKED_AT = 20;

  @Mixin private NetworkFlags networkFlags = new NetworkFlags();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      converter = Numbers.Count.class,
      defaultValue = "10",
      description = "How many times to go over the pictures. Default: ${DEFAULT-VALUE}.")
  private int epochs;

  @Option(
      names = "--steps-per-epoch",
      paramLabel = "N",
      converter = Numbers.Count.class,
      description = "Batches in an epoch. Default: all pictures once.")
  private Integer stepsPerEpoch;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      converter = Numbers.Count.class,
      defaultValue = "32",
      description = "Pictures in a step. Default: ${DEFAULT-VALUE}.")
  private int batchSize;

  @Option(
      names = "--image-size",
      paramLabel = "HxW",
      converter = ImageSize.Converter.class,
      description =
          "Height x width, in pixels, of what the model sees. Default: 64x64, or the pictures' own"
              + " size if they are all alike and smaller; 224x224 with --weights.")
  private ImageSize imageSize;

  @Mixin private DecodingFlags decodingFlags = new DecodingFlags();

  @Mixin private SplitFlags splitFlags = new SplitFlags();

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = Numbers.SeedNumber.class,
      defaultValue = "42",
      description =
          "Of the split, the order and the first weights. The same seed gives the same model."
              + " Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private AugmentFlags augmentFlags = new AugmentFlags();

  @Option(
      names = "--standardize",
      paramLabel = "HOW",
      converter = Choices.OfStandardization.class,
      description =
          "Let the model's first layers make pixels of mean 0 and deviation 1 in the place of its own"
              + " scaling: @|cyan featurewise|@ (each channel, over the pictures to learn from),"
              + " @|cyan samplewise|@ (each picture) or @|cyan zca|@ (whitening, for small"
              + " pictures).")
  private PixelStandardization standardization;

  @Mixin private BalancingFlags balancingFlags = new BalancingFlags();

  @Mixin private TrainingFlags trainingFlags = new TrainingFlags();

  /** Checks what can be checked before there are pictures. */
  void check() {
    networkFlags.check();
    splitFlags.check();
    balancingFlags.balancing();
    trainingFlags.settings(false, augmentFlags.mix());
    trainingFlags.phases();
  }

  /** The number of epochs, given or usual. */
  int epochs() {
    return epochs;
  }

  /** The recipe for these pictures; hears how the search for copies goes, if there is one. */
  Recipe forPictures(Pictures pictures, Progress progress) {
    return forPictures(pictures, Optional.empty(), progress);
  }

  /**
   * The recipe for these pictures.
   *
   * @param folds how many, if this is a cross-validation
   * @param progress hears how the search for copies goes, if there is one
   */
  Recipe forPictures(Pictures pictures, Optional<Integer> folds, Progress progress) {
    Balancing balancing = balancingFlags.balancing();
    balancing.weights().requireKnown(pictures.classNames());
    Network network = networkFlags.network();
    return new Recipe(
        pictures.name(),
        pictures.size(),
        network,
        imageSize == null
            ? network.fixedSize().orElseGet(() -> usualSize(pictures, network))
            : imageSize,
        decodingFlags.applyTo(Preprocessing.DEFAULT),
        augmentFlags.augmentations(),
        Optional.ofNullable(standardization),
        trainingFlags.settings(pictures.haveSeveralLabels(), augmentFlags.mix()),
        trainingFlags.phases(),
        batchSize,
        epochs,
        Optional.ofNullable(stepsPerEpoch),
        splitFlags.forPictures(pictures, folds, progress),
        balancing,
        seed,
        Optional.empty());
  }

  /** The pictures' own size if those looked at are all alike and small. */
  private static ImageSize usualSize(Pictures pictures, Network network) {
    if (network.weights().isPresent()) {
      return ImageSize.square(PRETRAINED_SIDE);
    }
    ImageSource source = pictures.parts().values().iterator().next();
    Optional<ImageSize> common = Optional.empty();
    int step = Math.max(1, source.size() / LOOKED_AT);
    for (int i = 0; i < source.size(); i += step) {
      Optional<ImageSize> size = sizeOf(source, i);
      if (size.isEmpty()
          || Math.max(size.get().height(), size.get().width()) > USUAL_SIDE
          || (common.isPresent() && !common.equals(size))) {
        return ImageSize.square(USUAL_SIDE);
      }
      common = size;
    }
    return common.orElse(ImageSize.square(USUAL_SIDE));
  }

  private static Optional<ImageSize> sizeOf(ImageSource source, int index) {
    try {
      Optional<ImageHeader> header = source.header(index);
      if (header.isPresent()) {
        return header.map(found -> new ImageSize(found.height(), found.width()));
      }
      var image = source.read(index);
      return Optional.of(new ImageSize(image.height(), image.width()));
    } catch (BrokenImageException e) {
      return Optional.empty();
    }
  }
}
