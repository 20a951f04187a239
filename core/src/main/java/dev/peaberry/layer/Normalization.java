package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code (x - mean) / max(sqrt(variance), 1e-7)} for each channel; the shape stays. Mean and
 * variance are settings: those of the training pictures or of the pretrained weights. See <a
 * href="https://keras.io/api/layers/preprocessing_layers/numerical/normalization/">keras.io</a>.
 *
 * @param config the settings
 */
public record Normalization(Config config) implements UnaryLayer {
  private static final double EPSILON = 1e-7;
  private static final Kind<List<Double>> NUMBERS = Kinds.listOf(Kinds.real());
  private static final Kind<List<Integer>> LAST =
      Kinds.listOf(Kinds.integer()).where("the last axis, -1", axes -> axes.equals(List.of(-1)));
  private static final Option<List<Integer>> AXIS = Option.of("axis", LAST, List.of(-1));
  private static final Option<Boolean> INVERT = Option.of("invert", Kinds.bool(), false);
  private static final Option<List<Double>> MEAN = Option.required("mean", flattened());
  private static final Option<List<Double>> VARIANCE = Option.required("variance", flattened());

  /** Keras's Normalization. */
  public static final Schema<Normalization> SCHEMA =
      LayerSchema.of("Normalization", Normalization::new, AXIS, INVERT, MEAN, VARIANCE);

  /** Checks that mean and variance have as many channels and that no variance is negative. */
  public Normalization {
    SCHEMA.require(config);
    int means = config.get(MEAN).size();
    List<Double> variance = config.get(VARIANCE);
    if (means == 0 || means != variance.size()) {
      throw new ConfigException(
          "variance: found "
              + variance.size()
              + " numbers, expected as many as the mean's "
              + means);
    }
    if (variance.stream().anyMatch(each -> each < 0)) {
      throw new ConfigException("variance: found " + variance + ", expected numbers of at least 0");
    }
  }

  /** By a mean and a variance for each channel. */
  public static Normalization of(List<Double> mean, List<Double> variance) {
    return new Normalization(SCHEMA.with(MEAN, mean, VARIANCE, variance));
  }

  /** The way back: {@code x * max(sqrt(variance), 1e-7) + mean}. */
  public Normalization inverted() {
    return new Normalization(config.with(INVERT, !config.get(INVERT)));
  }

  /** Keras writes the mean with axes of length 1 around it when it was learnt from data. */
  private static Kind<List<Double>> flattened() {
    return Kind.<List<Double>>of(
            "a list of one number for each channel", Normalization::parse, values -> values)
        .where("a list of one number for each channel", NUMBERS::allows);
  }

  private static Optional<List<Double>> parse(Object json) {
    return json instanceof List<?> list && list.size() == 1 && list.get(0) instanceof List<?> inner
        ? parse(inner)
        : NUMBERS.parse(json);
  }

  @Override
  public Shape outputShape(Shape input) {
    int count = config.get(MEAN).size();
    if (input.rank() == 0 || (count != 1 && input.last() != count)) {
      throw new ShapeException(
          "found input " + input + ", expected " + count + " channels as the mean has");
    }
    return input;
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    Ops tf = scope.tf();
    int count = config.get(MEAN).size();
    float[] mean = new float[count];
    float[] deviation = new float[count];
    for (int i = 0; i < count; i++) {
      mean[i] = config.get(MEAN).get(i).floatValue();
      deviation[i] = (float) Math.max(Math.sqrt(config.get(VARIANCE).get(i)), EPSILON);
    }
    return config.get(INVERT)
        ? tf.math.add(tf.math.mul(x, tf.constant(deviation)), tf.constant(mean))
        : tf.math.div(tf.math.sub(x, tf.constant(mean)), tf.constant(deviation));
  }
}
