package dev.peaberry.predict;

import dev.peaberry.config.Size;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.UInt8Array;
import dev.peaberry.evaluate.TestTimeAugmentation;
import dev.peaberry.format.KerasFile;
import dev.peaberry.image.AspectRatio;
import dev.peaberry.image.Image;
import dev.peaberry.image.ImageDecoder;
import dev.peaberry.image.ImageResizer;
import dev.peaberry.image.UndecodableImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes of picture files what a model takes, as the pipeline of its training did. Immutable and
 * thread-safe.
 */
public final class PictureLoader {
  private static final long LARGEST_FILE = 512L << 20;

  private final Shape input;
  private final ImageDecoder decoder;
  private final ImageResizer resizer;
  private final int leastSide;
  private final boolean wholly;

  private PictureLoader(Shape input, Preprocessing preprocessing, TestTimeAugmentation views) {
    this.input = input;
    this.decoder =
        ImageDecoder.of(Preprocessing.colorMode(input))
            .withExifRotation(preprocessing.exifRotation());
    this.resizer = preprocessing.resizer(views.loadSize(modelSize(), preprocessing.loadSize()));
    this.leastSide =
        preprocessing.reducedDecoding()
            ? Math.max(resizer.height(), resizer.width())
            : Integer.MAX_VALUE;
    this.wholly =
        preprocessing.aspectRatio() == AspectRatio.STRETCH
            && Size.of(resizer.height(), resizer.width()).equals(modelSize());
  }

  /**
   * For a model that is shown each picture once.
   *
   * @throws IllegalArgumentException if the model takes no pictures
   */
  public static PictureLoader of(KerasFile file) {
    return of(file, TestTimeAugmentation.none());
  }

  /**
   * For a model that is shown each picture in several views.
   *
   * @throws IllegalArgumentException if the model takes no pictures, or the views are larger than
   *     the pictures they are cut from
   */
  static PictureLoader of(KerasFile file, TestTimeAugmentation views) {
    return new PictureLoader(
        file.model().inputShapes().get(0), Preprocessing.of(file.assets()), views);
  }

  /**
   * Whether the model sees pictures whole: each place lies at the same share of the sides in the
   * picture and in what the model sees of it. Not so where pictures are cut or padded.
   */
  public boolean seesWhole() {
    return wholly;
  }

  /** The size of what the model takes. */
  Size modelSize() {
    return Size.of(input.get(0), input.get(1));
  }

  /**
   * Reads and decodes a picture file to the channels that the model takes.
   *
   * @throws IOException if it cannot be read
   * @throws UndecodableImageException if it is no picture, or a damaged or dangerously large one
   */
  public Image read(Path file) throws IOException, UndecodableImageException {
    if (Files.size(file) > LARGEST_FILE) {
      throw new UndecodableImageException(
          "file of %d bytes, more than the limit of %d".formatted(Files.size(file), LARGEST_FILE));
    }
    return read(Files.readAllBytes(file));
  }

  /**
   * Decodes a picture file's bytes to the channels that the model takes.
   *
   * @throws UndecodableImageException if they are no picture, or a damaged or dangerously large one
   */
  public Image read(byte[] contents) throws UndecodableImageException {
    return decoder.decodeReduced(contents, leastSide);
  }

  /** Pictures of the size at which they are loaded, of which a model may see a part. */
  UInt8Array load(List<Image> pictures) {
    Shape loaded = Shape.of(pictures.size(), resizer.height(), resizer.width(), input.last());
    int bytes = Math.toIntExact(loaded.dropFirst().size());
    byte[] pixels = new byte[Math.multiplyExact(pictures.size(), bytes)];
    for (int i = 0; i < pictures.size(); i++) {
      resizer.resizeInto(decoder.colorMode().convert(pictures.get(i)), pixels, i * bytes);
    }
    return new UInt8Array(loaded, pixels);
  }

  /** What the model sees of pictures, {@code (N, H, W, C)}: their middle if they were cut. */
  public UInt8Array seen(List<Image> pictures) {
    return TestTimeAugmentation.middle(load(pictures), modelSize());
  }
}
