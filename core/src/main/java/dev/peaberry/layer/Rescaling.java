package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code x * scale + offset}, one number each or one for each channel; the shape stays. See <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_preprocessing/rescaling/">keras.io</a>.
 *
 * @param config the settings
 */
public record Rescaling(Config config) implements UnaryLayer {
  private static final Kind<List<Double>> NUMBERS =
      Kinds.oneOrMany(Kinds.real())
          .where("a number, or a list of one for each channel", values -> !values.isEmpty());
  private static final Option<List<Double>> SCALE = Option.required("scale", NUMBERS);
  private static final Option<List<Double>> OFFSET = Option.of("offset", NUMBERS, List.of(0.0));

  /** Keras's Rescaling. */
  public static final Schema<Rescaling> SCHEMA =
      LayerSchema.of("Rescaling", Rescaling::new, SCALE, OFFSET);

  /** Checks that the settings are a Rescaling's. */
  public Rescaling {
    SCHEMA.require(config);
  }

  /** Multiplies, as with 1.0 / 255. */
  public static Rescaling of(double scale) {
    return new Rescaling(SCHEMA.with(SCALE, List.of(scale)));
  }

  /** Multiplies and adds, as with 1 / 127.5 and -1. */
  public static Rescaling of(double scale, double offset) {
    return new Rescaling(SCHEMA.with(SCALE, List.of(scale), OFFSET, List.of(offset)));
  }

  @Override
  public Shape outputShape(Shape input) {
    for (Option<List<Double>> option : List.of(SCALE, OFFSET)) {
      int count = config.get(option).size();
      if (count > 1 && (input.rank() == 0 || input.last() != count)) {
        throw new ShapeException(
            "found input " + input + ", expected " + count + " channels as " + option + " has");
      }
    }
    return input;
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    Ops tf = scope.tf();
    Operand<TFloat32> scaled = tf.math.mul(x, constant(tf, config.get(SCALE)));
    List<Double> offset = config.get(OFFSET);
    return offset.equals(List.of(0.0)) ? scaled : tf.math.add(scaled, constant(tf, offset));
  }

  private static Operand<TFloat32> constant(Ops tf, List<Double> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i).floatValue();
    }
    return floats.length == 1 ? tf.constant(floats[0]) : tf.constant(floats);
  }
}
