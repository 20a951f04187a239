package dev.peaberry.cli;

import dev.peaberry.predict.Preprocessing;
import picocli.CommandLine.Option;

/** The options that say how picture files become pixels; a model remembers them. */
final class DecodingFlags {
  @Option(
      names = "--exif-rotation",
      negatable = true,
      description =
          "Turn JPEG files as their EXIF data say, as viewers do and Keras does not. Default: as"
              + " the model was trained, else not.")
  private Boolean exifRotation;

  @Option(
      names = "--reduced-decoding",
      negatable = true,
      description =
          "Decode large JPEG files at a half, a quarter or an eighth of their size, which is faster"
              + " but gives other pixels than Keras. Default: as the model was trained, else not.")
  private Boolean reducedDecoding;

  /** What was asked for, and else what is usual. */
  Preprocessing applyTo(Preprocessing usual) {
    return usual
        .withExifRotation(exifRotation == null ? usual.exifRotation() : exifRotation)
        .withReducedDecoding(reducedDecoding == null ? usual.reducedDecoding() : reducedDecoding);
  }

  /** The model with what was asked for instead of what its training did. */
  ModelArgument applyTo(ModelArgument model) {
    Preprocessing own = Preprocessing.of(model.file().assets());
    return new ModelArgument(
        model.path(), model.file().withAssets(applyTo(own).addTo(model.file().assets())));
  }
}
