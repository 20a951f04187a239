package dev.peaberry.cli;

import dev.peaberry.config.Size;
import dev.peaberry.evaluate.TestTimeAugmentation;
import picocli.CommandLine.Option;

/** The options that say in which views a model is shown each picture. */
final class TestTimeFlags {
  @Option(
      names = "--ten-crop",
      description =
          "Show the model ten views of each picture, as AlexNet's authors did: the four corners and"
              + " the middle, and their mirror images. The answer is the mean; it takes ten times"
              + " as long.")
  private boolean tenCrop;

  @Option(
      names = "--flip",
      description = "Show the model each picture and its mirror image. The answer is the mean.")
  private boolean flip;

  @Option(
      names = "--crop-from",
      paramLabel = "HxW",
      converter = ImageSize.Converter.class,
      description =
          "The size to which pictures are loaded before views are cut out of them. Default: the"
              + " size of the training; for --ten-crop at least 256/224 of what the model sees.")
  private ImageSize cropFrom;

  /**
   * The views.
   *
   * @throws InputException if options contradict each other
   */
  TestTimeAugmentation views() {
    if (tenCrop && flip) {
      throw new InputException(
          "Found --flip with --ten-crop, which mirrors its views already; leave it out");
    }
    TestTimeAugmentation views =
        tenCrop
            ? TestTimeAugmentation.tenCrop()
            : flip ? TestTimeAugmentation.flips() : TestTimeAugmentation.none();
    return cropFrom == null
        ? views
        : views.withLoadSize(Size.of(cropFrom.height(), cropFrom.width()));
  }
}
