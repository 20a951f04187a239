package dev.peaberry.evaluate;

import dev.peaberry.config.Size;
import dev.peaberry.data.Batch;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.UInt8Array;
import dev.peaberry.model.Inference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * In which views a model is shown each picture when it is used; its answer is the mean of the
 * probabilities over them. Takes as many times as long as there are views. Immutable.
 *
 * @param corners whether the four corners of the picture are shown beside its middle
 * @param mirrored whether each view is shown with left and right exchanged, too
 * @param givenSize the size to which pictures are loaded, of which the views are cut; empty for the
 *     usual one
 */
public record TestTimeAugmentation(boolean corners, boolean mirrored, Optional<Size> givenSize) {
  /** AlexNet loaded pictures at 256 x 256 for a network that takes 224 x 224. */
  private static final double LARGER = 256 / 224.0;

  /** A view: whose upper left corner is where, and whether it is mirrored. */
  private record View(int top, int left, boolean mirrored) {}

  /** One view, the picture's middle: nothing is averaged. */
  public static TestTimeAugmentation none() {
    return new TestTimeAugmentation(false, false, Optional.empty());
  }

  /** The picture and its mirror image. */
  public static TestTimeAugmentation flips() {
    return new TestTimeAugmentation(false, true, Optional.empty());
  }

  /**
   * AlexNet's ten: the four corners and the middle of a larger picture, and their mirror images
   * (Krizhevsky et al. 2012, section 4.1).
   *
   * @see <a
   *     href="https://papers.nips.cc/paper/2012/hash/c399862d3b9d6b76c8436e924a68c45b-Abstract.html">ImageNet
   *     Classification with Deep Convolutional Neural Networks</a>
   */
  public static TestTimeAugmentation tenCrop() {
    return new TestTimeAugmentation(true, true, Optional.empty());
  }

  /** The same views, cut out of pictures that are loaded at another size. */
  public TestTimeAugmentation withLoadSize(Size size) {
    return new TestTimeAugmentation(corners, mirrored, Optional.of(size));
  }

  /** The number of views. */
  public int views() {
    return (corners ? 5 : 1) * (mirrored ? 2 : 1);
  }

  /**
   * The size at which pictures are loaded: the given one, else that of the training, else for
   * corners 256/224 of what the model takes, else that.
   *
   * @param model the size of what the model takes
   * @param trained the size from which its training cut, if it did
   * @throws IllegalArgumentException if it is smaller than what the model takes
   */
  public Size loadSize(Size model, Optional<Size> trained) {
    Size size = givenSize.or(() -> trained).orElse(corners ? larger(model) : model);
    if (size.height() < model.height() || size.width() < model.width()) {
      throw new IllegalArgumentException(
          "Found pictures loaded at %s for a model that takes %s, expected at least that size"
              .formatted(size, model));
    }
    return size;
  }

  private static Size larger(Size model) {
    return Size.of(
        (int) Math.round(model.height() * LARGER), (int) Math.round(model.width() * LARGER));
  }

  /**
   * The mean of the probabilities over all views.
   *
   * @param pictures as loaded, {@code (N, H, W, C)}
   * @param model the size of what the model takes
   * @param probabilities of pictures {@code (N, h, w, C)}: a row for each, a number for each class
   * @return a row for each picture
   */
  public double[][] mean(
      UInt8Array pictures, Size model, Function<UInt8Array, double[][]> probabilities) {
    double[][] sum = new double[0][];
    for (View view : views(pictures.shape(), model)) {
      double[][] found = probabilities.apply(cut(pictures, model, view));
      if (sum.length == 0) {
        sum = found;
      } else {
        add(found, sum);
      }
    }
    for (double[] row : sum) {
      for (int i = 0; i < row.length; i++) {
        row[i] /= views();
      }
    }
    return sum;
  }

  private static void add(double[][] rows, double[][] sum) {
    for (int n = 0; n < rows.length; n++) {
      for (int i = 0; i < rows[n].length; i++) {
        sum[n][i] += rows[n][i];
      }
    }
  }

  /**
   * What {@link Evaluation} is to ask of a model: the mean probabilities of a batch, {@code (N,
   * classes)}, which are {@link Outputs#PROBABILITIES} whatever the model gives.
   *
   * @param model the size of what the model takes
   * @param outputs what the model gives
   * @param severalLabels whether each class is judged by itself, for a picture may show several
   */
  public Function<Batch, List<FloatArray>> judge(
      Inference inference, Size model, Outputs outputs, boolean severalLabels) {
    return batch -> {
      double[][] rows =
          mean(
              (UInt8Array) batch.inputs().get(0),
              model,
              views -> Probabilities.of(inference.run(views), outputs, severalLabels));
      int classes = rows[0].length;
      FloatArray found = FloatArray.zeros(Shape.of(rows.length, classes));
      for (int i = 0; i < found.data().length; i++) {
        found.data()[i] = (float) rows[i / classes][i % classes];
      }
      return List.of(found);
    };
  }

  /** The middle of each picture, what a model is shown where nothing is averaged. */
  public static UInt8Array middle(UInt8Array pictures, Size model) {
    return cut(pictures, model, none().views(pictures.shape(), model).get(0));
  }

  private List<View> views(Shape pictures, Size model) {
    int bottom = pictures.get(1) - model.height();
    int right = pictures.get(2) - model.width();
    List<View> views = new ArrayList<>();
    views.add(new View(bottom / 2, right / 2, false));
    if (corners) {
      views.add(new View(0, 0, false));
      views.add(new View(0, right, false));
      views.add(new View(bottom, 0, false));
      views.add(new View(bottom, right, false));
    }
    if (mirrored) {
      List.copyOf(views).forEach(view -> views.add(new View(view.top, view.left, true)));
    }
    return views;
  }

  private static UInt8Array cut(UInt8Array pictures, Size model, View view) {
    Shape shape = pictures.shape();
    int channels = shape.last();
    Shape target = Shape.of(shape.get(0), model.height(), model.width(), channels);
    if (target.equals(shape) && !view.mirrored) {
      return pictures;
    }
    int row = model.width() * channels;
    byte[] pixels = new byte[Math.toIntExact(target.size())];
    for (int i = 0; i < shape.get(0) * model.height(); i++) {
      int y = i / model.height() * shape.get(1) + view.top + i % model.height();
      int from = (y * shape.get(2) + view.left) * channels;
      if (view.mirrored) {
        mirror(pictures.data(), from, pixels, i * row, row, channels);
      } else {
        System.arraycopy(pictures.data(), from, pixels, i * row, row);
      }
    }
    return new UInt8Array(target, pixels);
  }

  private static void mirror(
      byte[] source, int from, byte[] target, int to, int length, int channels) {
    for (int at = 0; at < length; at += channels) {
      System.arraycopy(source, from + at, target, to + length - channels - at, channels);
    }
  }
}
