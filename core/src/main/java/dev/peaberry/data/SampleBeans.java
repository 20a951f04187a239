package dev.peaberry.data;

import dev.peaberry.config.Progress;
import dev.peaberry.data.beans.BeanPhoto;
import dev.peaberry.data.beans.RoastLevel;
import dev.peaberry.image.Jpeg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Pictures to try Peaberry with, where nothing is at hand: coffee beans in four roast levels, drawn
 * by Peaberry itself to look like photos. Neighbouring levels overlap in colour, and light, white
 * balance and background differ from picture to picture, so that the mean colour alone does not
 * tell the level. Immutable and thread-safe.
 */
public final class SampleBeans {
  private static final int DEFAULT_PICTURES = 200;
  private static final int DEFAULT_SIDE = 128;

  private final long seed;
  private final int picturesPerClass;
  private final int side;

  private SampleBeans(long seed, int picturesPerClass, int side) {
    this.seed = seed;
    this.picturesPerClass = picturesPerClass;
    this.side = side;
  }

  /**
   * 200 pictures of each level, 128 x 128 pixels; the same seed gives the same pixels on the same
   * Java.
   */
  public static SampleBeans withSeed(long seed) {
    return new SampleBeans(seed, DEFAULT_PICTURES, DEFAULT_SIDE);
  }

  /**
   * The same beans, more or fewer of them; the first pictures of a level stay the same.
   *
   * @throws IllegalArgumentException if the number is not 1 to 100,000
   */
  public SampleBeans withPicturesPerClass(int count) {
    if (count < 1 || count > 100_000) {
      throw new IllegalArgumentException("1 to 100000 pictures per class, found " + count);
    }
    return new SampleBeans(seed, count, side);
  }

  /**
   * The same beans in pictures of another size.
   *
   * @param pixels height and width
   * @throws IllegalArgumentException if the size is not 16 to 2048 pixels
   */
  public SampleBeans withSide(int pixels) {
    if (pixels < 16 || pixels > 2048) {
      throw new IllegalArgumentException("Pictures are 16 to 2048 pixels wide, found " + pixels);
    }
    return new SampleBeans(seed, picturesPerClass, pixels);
  }

  /** The number of pictures, all levels together. */
  public int size() {
    return picturesPerClass * RoastLevel.values().length;
  }

  /**
   * Draws all pictures as JPEG files into a folder, {@code Dark}, {@code Green}, {@code Light} and
   * {@code Medium}; about 20 ms of processor time each. A folder that holds them already is left as
   * it is. The folder appears only when it is complete.
   *
   * @param folder does not exist yet, is empty, or holds the same pictures
   * @return {@code folder}
   * @throws DataException if the folder holds something else or cannot be written, or if the thread
   *     is interrupted (whose interrupted status stays set)
   */
  public Path write(Path folder, Progress progress) {
    SampleFolder target = new SampleFolder(folder, this);
    if (!target.isComplete()) {
      target.write(progress);
    }
    return folder;
  }

  int picturesPerClass() {
    return picturesPerClass;
  }

  /** What decides the pixels, in words; a change of the drawing itself counts as another number. */
  String settings() {
    return "drawing=1 seed=%d picturesPerClass=%d side=%d".formatted(seed, picturesPerClass, side);
  }

  void writePicture(RoastLevel level, int index, Path file) throws IOException {
    SplittableRandom random = new SplittableRandom(pictureSeed(level, index));
    float quality = (float) random.nextDouble(0.6, 0.95);
    Files.write(file, Jpeg.encode(BeanPhoto.draw(level, side, random.nextLong()), quality));
  }

  private long pictureSeed(RoastLevel level, int index) {
    long root = new SplittableRandom(seed).nextLong();
    return new SplittableRandom(root + ((long) level.folder().hashCode() << 32) + index).nextLong();
  }
}
