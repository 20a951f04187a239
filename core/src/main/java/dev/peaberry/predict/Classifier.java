package dev.peaberry.predict;

import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.Shape;
import dev.peaberry.evaluate.DecisionRule;
import dev.peaberry.evaluate.Outputs;
import dev.peaberry.evaluate.Probabilities;
import dev.peaberry.evaluate.TestTimeAugmentation;
import dev.peaberry.format.ClassNames;
import dev.peaberry.format.KerasFile;
import dev.peaberry.format.ModelFormatException;
import dev.peaberry.image.Image;
import dev.peaberry.image.UndecodableImageException;
import dev.peaberry.model.Inference;
import dev.peaberry.model.Model;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A model file ready to say what pictures show: any picture in, ranked labels out. It knows the
 * model's size, channels, preprocessing and class names, makes probabilities of logits, and answers
 * by the rule that the file holds. Owns native memory until it is closed. Thread-safe.
 *
 * <pre>{@code
 * try (Classifier classifier = Classifier.open(Path.of("runs/photos/best.keras"))) {
 *   System.out.println(classifier.classify(Path.of("new.jpg")).best());
 * }
 * }</pre>
 */
public final class Classifier implements AutoCloseable {
  private static final int BATCH = 32;

  private final Inference inference;
  private final Outputs outputs;
  private final boolean severalLabels;
  private final Shape input;
  private final List<String> labels;
  private final PictureLoader loader;
  private final TestTimeAugmentation views;
  private final DecisionRule rule;

  private Classifier(KerasFile file, EngineOptions options, TestTimeAugmentation views) {
    Model model = file.model();
    this.input = model.inputShapes().get(0);
    this.loader = PictureLoader.of(file, views);
    this.views = views;
    this.labels = labelsOf(file);
    this.rule = DecisionAsset.of(file.assets(), labels);
    this.outputs = Outputs.of(model);
    this.severalLabels = file.assets().severalLabels();
    this.inference = Inference.compile(model, file.weights(), options);
  }

  /**
   * Opens a {@code .keras} file on the CPU.
   *
   * @throws ModelFormatException if it cannot be read, or holds no classifier of pictures
   */
  public static Classifier open(Path file) {
    return open(file, EngineOptions.DEFAULT);
  }

  /**
   * Opens a {@code .keras} file.
   *
   * @throws ModelFormatException if it cannot be read, or holds no classifier of pictures
   * @throws dev.peaberry.engine.EngineException if the device is not there
   */
  public static Classifier open(Path file, EngineOptions options) {
    return open(file, options, TestTimeAugmentation.none());
  }

  /**
   * Opens a {@code .keras} file that is to look at each picture in several views.
   *
   * @throws ModelFormatException if it cannot be read, or holds no classifier of pictures
   * @throws IllegalArgumentException if the views are larger than the pictures they are cut from
   * @throws dev.peaberry.engine.EngineException if the device is not there
   */
  public static Classifier open(Path file, EngineOptions options, TestTimeAugmentation views) {
    KerasFile read = KerasFile.readWithoutOptimizer(file);
    try {
      return of(read, options, views);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Takes a model that is in memory.
   *
   * @throws IllegalArgumentException if it is no classifier of pictures
   * @throws dev.peaberry.engine.EngineException if the device is not there
   */
  public static Classifier of(KerasFile file, EngineOptions options) {
    return of(file, options, TestTimeAugmentation.none());
  }

  /**
   * Takes a model that is in memory and looks at each picture in several views.
   *
   * @throws IllegalArgumentException if it is no classifier of pictures, or the views are larger
   *     than the pictures they are cut from
   * @throws dev.peaberry.engine.EngineException if the device is not there
   */
  public static Classifier of(KerasFile file, EngineOptions options, TestTimeAugmentation views) {
    Model model = file.model();
    if (model.inputShapes().size() != 1 || model.outputShapes().size() != 1) {
      throw new IllegalArgumentException(
          "Found a model with inputs %s and outputs %s, expected one of each"
              .formatted(model.inputShapes(), model.outputShapes()));
    }
    if (model.outputShapes().get(0).rank() != 1) {
      throw new IllegalArgumentException(
          "Found a model that gives arrays of shape %s, expected one number for each class"
              .formatted(model.outputShapes().get(0)));
    }
    return new Classifier(file, options, views);
  }

  /**
   * The classes of a model file, in the order of the model's outputs; numbered if it names none.
   *
   * @throws IllegalArgumentException if there are not as many names as outputs
   */
  public static List<String> labelsOf(KerasFile file) {
    int found = file.model().outputShapes().get(0).get(0);
    int classes = Math.max(2, found);
    List<String> names =
        file.assets()
            .classNames()
            .map(ClassNames::names)
            .orElseGet(() -> IntStream.range(0, classes).mapToObj(i -> "class " + i).toList());
    if (names.size() != classes) {
      throw new IllegalArgumentException(
          "Found %d class names and a model with %d outputs, expected as many"
              .formatted(names.size(), found));
    }
    return names;
  }

  /** The classes, in the order of the model's outputs; numbered if the file names none. */
  public List<String> labels() {
    return labels;
  }

  /**
   * Whether each class is judged by itself, for a picture may show several; probabilities do not
   * sum to 1 then.
   */
  public boolean severalLabels() {
    return severalLabels;
  }

  /** The shape of the pictures that the model sees, {@code (H, W, C)}. */
  public Shape inputShape() {
    return input;
  }

  /**
   * Classifies a picture file.
   *
   * @throws IOException if it cannot be read
   * @throws UndecodableImageException if it is no picture, or a damaged or dangerously large one
   */
  public Classification classify(Path file) throws IOException, UndecodableImageException {
    return classify(read(file));
  }

  /**
   * Classifies a picture file's bytes.
   *
   * @throws UndecodableImageException if they are no picture, or a damaged or dangerously large one
   */
  public Classification classify(byte[] contents) throws UndecodableImageException {
    return classify(loader.read(contents));
  }

  /**
   * Classifies a picture of the Java platform, upright or not as it is given; transparency is
   * ignored.
   */
  public Classification classify(BufferedImage picture) {
    return classify(BufferedPicture.toImage(picture));
  }

  /** Classifies a decoded picture. */
  public Classification classify(Image picture) {
    return classify(List.of(picture)).get(0);
  }

  /** Classifies many pictures, faster than one by one; the results are in their order. */
  public List<Classification> classify(List<Image> pictures) {
    List<Classification> results = new ArrayList<>(pictures.size());
    for (int from = 0; from < pictures.size(); from += BATCH) {
      List<Image> batch = pictures.subList(from, Math.min(from + BATCH, pictures.size()));
      results.addAll(run(batch));
    }
    return results;
  }

  /**
   * Reads and decodes a picture file to the channels that the model takes.
   *
   * @throws IOException if it cannot be read
   * @throws UndecodableImageException if it is no picture, or a damaged or dangerously large one
   */
  public Image read(Path file) throws IOException, UndecodableImageException {
    return loader.read(file);
  }

  private List<Classification> run(List<Image> batch) {
    double[][] rows =
        views.mean(
            loader.load(batch),
            loader.modelSize(),
            seen -> Probabilities.of(inference.run(seen), outputs, severalLabels));
    return Arrays.stream(rows)
        .map(row -> Classification.of(labels, rule, severalLabels, row))
        .toList();
  }

  @Override
  public void close() {
    inference.close();
  }
}
