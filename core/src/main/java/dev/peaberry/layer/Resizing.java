package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.config.Size;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Pictures in another size: {@code (H, W, C)} to {@code (height, width, C)}; stretched, or cropped
 * or padded first so that the ratio of the sides stays. See <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_preprocessing/resizing/">keras.io</a>.
 *
 * @param config the settings
 */
public record Resizing(Config config) implements UnaryLayer {
  /** What padding consists of; Keras has no other. */
  private enum FillMode {
    /** One value everywhere. */
    CONSTANT
  }

  static final Option<Integer> HEIGHT = Option.required("height", Kinds.integerFrom(1));
  static final Option<Integer> WIDTH = Option.required("width", Kinds.integerFrom(1));
  private static final Option<Interpolation> INTERPOLATION =
      Option.of("interpolation", Kinds.choice(Interpolation.class), Interpolation.BILINEAR);
  private static final Option<Boolean> CROP_TO_ASPECT_RATIO =
      Option.of("crop_to_aspect_ratio", Kinds.bool(), false);
  private static final Option<Boolean> PAD_TO_ASPECT_RATIO =
      Option.of("pad_to_aspect_ratio", Kinds.bool(), false);
  private static final Option<FillMode> FILL_MODE =
      Option.of("fill_mode", Kinds.choice(FillMode.class), FillMode.CONSTANT);
  private static final Option<Double> FILL_VALUE = Option.of("fill_value", Kinds.real(), 0.0);
  private static final Option<Boolean> ANTIALIAS = Option.of("antialias", Kinds.bool(), false);

  /** Keras's Resizing. */
  public static final Schema<Resizing> SCHEMA =
      LayerSchema.of(
          "Resizing",
          Resizing::new,
          Options.DATA_FORMAT,
          HEIGHT,
          WIDTH,
          INTERPOLATION,
          CROP_TO_ASPECT_RATIO,
          PAD_TO_ASPECT_RATIO,
          FILL_MODE,
          FILL_VALUE,
          ANTIALIAS);

  /** Checks that a picture is not cropped and padded at once. */
  public Resizing {
    SCHEMA.require(config);
    if (config.get(CROP_TO_ASPECT_RATIO) && config.get(PAD_TO_ASPECT_RATIO)) {
      throw new ConfigException(
          "pad_to_aspect_ratio: found true, expected false where crop_to_aspect_ratio is true");
    }
  }

  /** Stretches bilinearly to the given height and width in pixels. */
  public static Resizing of(int height, int width) {
    return new Resizing(SCHEMA.with(HEIGHT, height, WIDTH, width));
  }

  /** With pixels computed in another way. */
  public Resizing withInterpolation(Interpolation interpolation) {
    return new Resizing(config.with(INTERPOLATION, interpolation));
  }

  /** With the largest part in the middle that has the target's ratio of sides. */
  public Resizing croppingToAspectRatio() {
    return new Resizing(config.with(CROP_TO_ASPECT_RATIO, true));
  }

  /** With edges of the given value at both ends of the side that is too short. */
  public Resizing paddingToAspectRatio(double fillValue) {
    return new Resizing(config.with(PAD_TO_ASPECT_RATIO, true).with(FILL_VALUE, fillValue));
  }

  /** With a smaller picture's pixels computed from all that they cover. */
  public Resizing withAntialias() {
    return new Resizing(config.with(ANTIALIAS, true));
  }

  @Override
  public Shape outputShape(Shape input) {
    ShapeException.requirePicture(input);
    return Shape.of(config.get(HEIGHT), config.get(WIDTH), input.last());
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    Ops tf = scope.tf();
    Size target = Size.of(config.get(HEIGHT), config.get(WIDTH));
    Resampling resampling = new Resampling(config.get(INTERPOLATION), config.get(ANTIALIAS));
    if (config.get(CROP_TO_ASPECT_RATIO)) {
      CropBox box = CropBox.ofAspectRatio(input, target);
      return resampling.resize(tf, box.cut(tf, x), box.shape(), target);
    }
    if (config.get(PAD_TO_ASPECT_RATIO)) {
      Edges edges = padding(input, target);
      Operand<TFloat32> fill = tf.constant(config.get(FILL_VALUE).floatValue());
      return resampling.resize(tf, edges.pad(tf, x, fill), edges.around(input), target);
    }
    return resampling.resize(tf, x, input, target);
  }

  /** As many pixels at both ends; an odd one is left out, as in Keras. */
  private static Edges padding(Shape input, Size target) {
    int height = CropBox.fitting(input.get(1), target.height(), target.width());
    int width = CropBox.fitting(input.get(0), target.width(), target.height());
    int rows = Math.max(height - input.get(0), 0) / 2;
    int columns = Math.max(width - input.get(1), 0) / 2;
    return new Edges(rows, rows, columns, columns);
  }
}
