package dev.peaberry.augment;

import dev.peaberry.config.RandomState;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.UInt8Array;
import java.util.Optional;

/**
 * Gathers what a standardisation must know of pictures, picture by picture: Keras's {@code fit} of
 * an ImageDataGenerator, for more pictures than fit into memory. Confined to one thread.
 */
public final class StandardizationFit {
  /** The numbers of the largest picture that can be whitened: its matrix takes 128 MiB. */
  public static final int MOST_WHITENED = 4096;

  private final Standardization settings;
  private Optional<PixelStatistics> statistics = Optional.empty();
  private Optional<Picture> copy = Optional.empty();
  private Shape shape = Shape.of();

  /** Begins with no picture. */
  public StandardizationFit(Standardization settings) {
    this.settings = settings;
  }

  /**
   * Adds a picture with values as they are before rescaling; it is not changed.
   *
   * @throws IllegalArgumentException if it has another shape than the first, or is too large for
   *     whitening
   */
  public void add(Picture picture) {
    begun(picture).add(settings.rescale() == 1 ? picture.values() : rescaled(picture).values());
  }

  /** Adds a picture as a generator changes it after rescaling. */
  void add(Picture picture, ImageDataGenerator generator, RandomState random) {
    PixelStatistics begun = begun(picture);
    Picture changed = rescaled(picture);
    generator.apply(changed, random);
    begun.add(changed.values());
  }

  /**
   * Adds the pictures of a batch, {@code (N, H, W, C)}.
   *
   * @throws IllegalArgumentException as from {@link #add(Picture)}
   */
  public void add(UInt8Array batch) {
    Shape found = batch.shape();
    Picture picture = new Picture(found.get(1), found.get(2), found.get(3));
    for (int i = 0; i < found.get(0); i++) {
      picture.load(batch.data(), i * picture.values().length);
      add(picture);
    }
  }

  /**
   * The settings with what was learnt.
   *
   * @throws IllegalArgumentException if there was no picture
   */
  public Standardizer result() {
    return Standardizer.of(
        settings,
        statistics.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Found no picture to fit a standardisation to, expected at least one")));
  }

  private PixelStatistics begun(Picture picture) {
    Shape found = Shape.of(picture.height(), picture.width(), picture.channels());
    if (statistics.isEmpty()) {
      if (settings.zcaWhitening()) {
        requireWhitenable(found);
      }
      shape = found;
      statistics = Optional.of(new PixelStatistics(found, settings.zcaWhitening()));
    }
    if (!found.equals(shape)) {
      throw new IllegalArgumentException(
          "Found a picture of shape %s, expected %s as the first has".formatted(found, shape));
    }
    return statistics.get();
  }

  /**
   * Checks that the matrix that whitens pictures fits into memory.
   *
   * @param picture {@code (H, W, C)}
   * @throws IllegalArgumentException if it does not
   */
  public static void requireWhitenable(Shape picture) {
    if (picture.size() > MOST_WHITENED) {
      throw new IllegalArgumentException(
          "Found pictures of shape %s to whiten, which takes a matrix of %d x %d; expected at most %d numbers a picture, such as 32x32 in colour"
              .formatted(picture, picture.size(), picture.size(), MOST_WHITENED));
    }
  }

  private Picture rescaled(Picture picture) {
    Picture changed =
        copy.orElseGet(() -> new Picture(picture.height(), picture.width(), picture.channels()));
    copy = Optional.of(changed);
    changed.copyFrom(picture);
    float factor = (float) settings.rescale();
    changed.change(value -> value * factor);
    return changed;
  }
}
