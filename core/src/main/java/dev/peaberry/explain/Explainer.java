package dev.peaberry.explain;

import dev.peaberry.engine.Array;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Program;
import dev.peaberry.engine.Routine;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.UInt8Array;
import dev.peaberry.model.Model;
import dev.peaberry.model.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A model compiled to be explained: one program with the model, its scores and their derivatives,
 * built once for as many pictures as there are. Confined to one thread; owns native memory until it
 * is closed.
 *
 * <pre>{@code
 * try (Explainer explainer = Explainer.compile(model, weights, EngineOptions.DEFAULT)) {
 *   List<Heatmap> maps = GradCam.of().explain(explainer, pictures, classes);
 * }
 * }</pre>
 */
public final class Explainer implements AutoCloseable {
  /** What a program may look at at once: VGG16 keeps about 100 MB for each picture of 224 x 224. */
  private static final long PIXELS_AT_ONCE = 8L * 224 * 224;

  private static final int MOST_AT_ONCE = 64;

  private final Program program;
  private final ExplainGraph.Routines routines;
  private final SpatialLayers layers;
  private final Shape input;
  private final int outputs;
  private LongConsumer listener = passes -> {};
  private long passes;

  private Explainer(
      Program program, ExplainGraph.Routines routines, SpatialLayers layers, Model model) {
    this.program = program;
    this.routines = routines;
    this.layers = layers;
    this.input = model.inputShapes().get(0);
    this.outputs = model.outputShapes().get(0).get(0);
  }

  /** Draws one of the pictures that a model is to look at. */
  interface Variant {
    /** Writes the picture {@code index} where it belongs. */
    void draw(int index, float[] pixels, int at);
  }

  /** Takes what a program gives for one picture. */
  interface Row {
    /** Hears of the picture {@code index}. */
    void accept(int index, float[] values);
  }

  /**
   * Compiles a model.
   *
   * @throws IllegalArgumentException if the weights are not the model's, or it does not take one
   *     picture {@code (H, W, C)} and give one number for each class
   */
  public static Explainer compile(Model model, Weights weights, EngineOptions options) {
    requireClassifier(model);
    weights.requireFit(model);
    SpatialLayers layers = SpatialLayers.of(model);
    Program.Built<ExplainGraph.Routines> built =
        Program.build(options, builder -> ExplainGraph.build(builder, model, layers));
    built.program().assign(weights.asMap());
    return new Explainer(built.program(), built.handles(), layers, model);
  }

  private static void requireClassifier(Model model) {
    if (model.inputShapes().size() != 1
        || model.inputShapes().get(0).rank() != 3
        || model.outputShapes().size() != 1
        || model.outputShapes().get(0).rank() != 1) {
      throw new IllegalArgumentException(
          "Found a model with inputs %s and outputs %s, expected one picture (H, W, C) and one number for each class"
              .formatted(model.inputShapes(), model.outputShapes()));
    }
  }

  /** The shape of the pictures, {@code (H, W, C)}. */
  public Shape inputShape() {
    return input;
  }

  /** How many classes the model knows; a model with one output knows two. */
  public int classes() {
    return Math.max(2, outputs);
  }

  /** The layers that give maps, in their order; of a layer that is used twice the last use. */
  public List<SpatialLayer> layers() {
    return layers.places().values().stream().map(SpatialLayers.Place::layer).toList();
  }

  /**
   * The layer that {@link GradCam} looks at unless told otherwise: the last before the maps become
   * a vector, and before a pooling or a dropout there. None in a model without convolutions.
   */
  public Optional<SpatialLayer> lastLayer() {
    return layers.last();
  }

  /** Of the layers of each size of maps the last that does more than to make them smaller. */
  public List<SpatialLayer> stages() {
    return layers.stages();
  }

  /**
   * The layer of a name: its whole path, the last part of it if no other path ends so, or a model
   * inside the model, whose last layer with maps it then is.
   *
   * @throws IllegalArgumentException if there is none, or it gives no maps
   */
  public SpatialLayer requireLayer(String name) {
    return layers.require(name);
  }

  /**
   * What a layer gives.
   *
   * @param pictures {@code (N, H, W, C)}
   * @return {@code (N, h, w, channels)}
   * @throws IllegalArgumentException if there is no such layer, or the pictures do not fit
   */
  public FloatArray activations(String layer, Array pictures) {
    SpatialLayer chosen = requireLayer(layer);
    return all(routines.layers().get(chosen.path()).maps(), chosen.output(), pictures);
  }

  /**
   * What the model gives.
   *
   * @param pictures {@code (N, H, W, C)}
   * @return {@code (N, outputs)}
   * @throws IllegalArgumentException if the pictures do not fit
   */
  public FloatArray outputs(Array pictures) {
    return all(routines.outputs(), Shape.of(outputs), pictures);
  }

  /**
   * The scores that {@link Method} explains.
   *
   * @param pictures {@code (N, H, W, C)}
   * @param ofClasses one for each picture
   * @return {@code (N)}
   * @throws IllegalArgumentException if pictures or classes do not fit
   */
  public FloatArray scores(Array pictures, int... ofClasses) {
    return all(routines.scores(), Shape.of(), pictures, ofClasses);
  }

  /**
   * The derivatives of the scores by the pictures.
   *
   * @param pictures {@code (N, H, W, C)}
   * @param ofClasses one for each picture
   * @return {@code (N, H, W, C)}
   * @throws IllegalArgumentException if pictures or classes do not fit
   */
  public FloatArray gradients(Array pictures, int... ofClasses) {
    return all(routines.gradients(), input, pictures, ofClasses);
  }

  /** Who hears how many pictures the model has looked at so far, for showing how far it is. */
  public void onPass(LongConsumer heard) {
    listener = heard;
  }

  ExplainGraph.Routines routines() {
    return routines;
  }

  /** The chosen layer, else the last; behind a convolution. */
  SpatialLayer requireConvolved(Optional<String> name) {
    return name.map(this::requireLayer)
        .or(this::lastLayer)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Found no convolution in the model, which Grad-CAM looks at; use occlusion or integrated gradients"));
  }

  /** A routine's results for all pictures, as maps of a layer's size. */
  List<Heatmap> maps(Routine routine, SpatialLayer layer, Array pictures, int... ofClasses) {
    FloatArray all = all(routine, Shape.of(layer.height(), layer.width()), pictures, ofClasses);
    int size = layer.height() * layer.width();
    List<Heatmap> maps = new ArrayList<>();
    for (int from = 0; from < all.data().length; from += size) {
      maps.add(
          new Heatmap(
              layer.height(), layer.width(), Arrays.copyOfRange(all.data(), from, from + size)));
    }
    return maps;
  }

  private FloatArray all(Routine routine, Shape each, Array pictures) {
    return all(routine, each, pictures, new int[count(pictures)]);
  }

  private FloatArray all(Routine routine, Shape each, Array pictures, int... ofClasses) {
    float[] given = floats(pictures, ofClasses);
    int length = Math.toIntExact(input.size());
    int row = Math.toIntExact(each.size());
    FloatArray all = FloatArray.zeros(each.prepend(ofClasses.length));
    run(
        routine,
        ofClasses,
        (index, pixels, at) -> System.arraycopy(given, index * length, pixels, at, length),
        (index, values) -> System.arraycopy(values, 0, all.data(), index * row, row));
    return all;
  }

  /**
   * The pixels of a batch.
   *
   * @throws IllegalArgumentException if pictures or classes do not fit
   */
  float[] floats(Array pictures, int... ofClasses) {
    int found = count(pictures);
    if (found != ofClasses.length) {
      throw new IllegalArgumentException(
          "Found %d pictures and %d classes, expected as many".formatted(found, ofClasses.length));
    }
    for (int each : ofClasses) {
      if (each < 0 || each >= classes()) {
        throw new IllegalArgumentException(
            "Found the class %d, expected 0 to %d".formatted(each, classes() - 1));
      }
    }
    if (pictures instanceof UInt8Array bytes) {
      float[] floats = new float[bytes.data().length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = bytes.data()[i] & 0xff;
      }
      return floats;
    }
    return ((FloatArray) pictures).data();
  }

  private int count(Array pictures) {
    Shape shape = pictures.shape();
    if (shape.rank() == 0 || !shape.dropFirst().equals(input)) {
      throw new IllegalArgumentException(
          "Found pictures of shape %s, expected a batch of %s".formatted(shape, input));
    }
    return shape.get(0);
  }

  /**
   * Lets the model look at pictures that are drawn one by one, as many at once as there is room.
   */
  void run(Routine routine, int[] ofClasses, Variant variant, Row row) {
    int length = Math.toIntExact(input.size());
    long places = Math.max(1, input.size() / Math.max(1, input.last()));
    int atOnce = (int) Math.max(1, Math.min(MOST_AT_ONCE, PIXELS_AT_ONCE / places));
    for (int from = 0; from < ofClasses.length; from += atOnce) {
      int size = Math.min(atOnce, ofClasses.length - from);
      FloatArray pictures = FloatArray.zeros(input.prepend(size));
      FloatArray weights = FloatArray.zeros(Shape.of(size, outputs));
      for (int i = 0; i < size; i++) {
        variant.draw(from + i, pictures.data(), i * length);
        choose(ofClasses[from + i], weights.data(), i * outputs);
      }
      float[] found = program.run(routine, List.of(pictures, weights), 0).get(0).data();
      int each = found.length / size;
      for (int i = 0; i < size; i++) {
        row.accept(from + i, Arrays.copyOfRange(found, i * each, (i + 1) * each));
      }
      passes += size;
      listener.accept(passes);
    }
  }

  /** The outputs' weights in the score of a class: a single output speaks for the second. */
  private void choose(int ofClass, float[] weights, int at) {
    if (outputs == 1) {
      weights[at] = ofClass == 1 ? 1 : -1;
    } else {
      weights[at + ofClass] = 1;
    }
  }

  @Override
  public void close() {
    program.close();
  }
}
