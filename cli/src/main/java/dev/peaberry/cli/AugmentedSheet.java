package dev.peaberry.cli;

import dev.peaberry.data.Batch;
import dev.peaberry.data.BrokenImageException;
import dev.peaberry.data.ImagePipeline;
import dev.peaberry.data.ImageSource;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.UInt8Array;
import dev.peaberry.image.ColorMode;
import dev.peaberry.image.Image;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of pictures: one as it is, then as each epoch changes it; what is written under each is its
 * class's name. Immutable.
 */
final class AugmentedSheet implements ImageSource {
  /** A picture with less than this of another class counts as unmixed. */
  private static final float LEAST_SHARE = 0.005f;

  /** A picture and what is written under it. */
  private record Cell(Image image, String words) {}

  private final List<Cell> cells;

  private AugmentedSheet(List<Cell> cells) {
    this.cells = cells;
  }

  /**
   * The pictures that a training begins with.
   *
   * @param rows at most the size of a batch; fewer if there are fewer pictures
   * @param columns the original and as many epochs as are left
   */
  static AugmentedSheet of(Recipe recipe, ImageSource source, int rows, int columns) {
    if (rows > recipe.batchSize()) {
      throw new InputException(
          "Found %d rows and batches of %d, expected at most a batch; change --rows or --batch-size"
              .formatted(rows, recipe.batchSize()));
    }
    ImagePipeline pipeline = recipe.trainingPipeline(source);
    List<Integer> batch = readable(source, pipeline.pictures(0), recipe.batchSize());
    if (batch.isEmpty()) {
      throw new InputException("Found no picture that can be read, expected at least one");
    }
    List<List<Cell>> byRow = new ArrayList<>();
    Batch plain = recipe.validationPipeline(source).preview(batch, 0);
    for (int row = 0; row < Math.min(rows, batch.size()); row++) {
      String name = source.classNames().get(source.label(batch.get(row)));
      byRow.add(new ArrayList<>(List.of(new Cell(image(plain, row), name))));
    }
    for (int epoch = 0; epoch < columns - 1; epoch++) {
      Batch seen = pipeline.preview(batch, epoch);
      for (int row = 0; row < byRow.size(); row++) {
        byRow.get(row).add(new Cell(image(seen, row), words(seen, row, epoch, source)));
      }
    }
    return new AugmentedSheet(byRow.stream().flatMap(List::stream).toList());
  }

  private static List<Integer> readable(ImageSource source, List<Integer> order, int most) {
    return order.stream().filter(index -> isReadable(source, index)).limit(most).toList();
  }

  private static boolean isReadable(ImageSource source, int index) {
    try {
      source.read(index, ColorMode.RGB);
      return true;
    } catch (BrokenImageException e) {
      return false;
    }
  }

  private static Image image(Batch batch, int row) {
    UInt8Array pictures = (UInt8Array) batch.inputs().get(0);
    int height = pictures.shape().get(1);
    int width = pictures.shape().get(2);
    int length = height * width * pictures.shape().get(3);
    return new Image(
        height,
        width,
        pictures.shape().get(3),
        Arrays.copyOfRange(pictures.data(), row * length, (row + 1) * length));
  }

  /** The epoch, or the class of the greatest share where there are several. */
  private static String words(Batch batch, int row, int epoch, ImageSource source) {
    FloatArray targets = batch.targets().get(0);
    int classes = source.classNames().size();
    int best = 0;
    if (targets.data().length == batch.size() * classes) {
      for (int label = 1; label < classes; label++) {
        best =
            targets.data()[row * classes + label] > targets.data()[row * classes + best]
                ? label
                : best;
      }
    }
    float share = targets.data()[Math.min(row * classes + best, targets.data().length - 1)];
    boolean mixed = targets.data().length > batch.size() && share < 1 - LEAST_SHARE;
    return mixed
        ? "%d %% %s".formatted(Math.round(100 * share), source.classNames().get(best))
        : "epoch " + (epoch + 1);
  }

  @Override
  public List<String> classNames() {
    return cells.stream().map(Cell::words).toList();
  }

  @Override
  public int size() {
    return cells.size();
  }

  @Override
  public String name(int index) {
    return cells.get(index).words();
  }

  @Override
  public int label(int index) {
    return index;
  }

  @Override
  public Image read(int index) {
    return cells.get(index).image();
  }
}
