package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import dev.peaberry.initializer.Constant;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code (x - mean) / max(sqrt(variance), 1e-7)} for each channel; the shape stays. Mean and
 * variance are settings: those of the training pictures or of the pretrained weights. Without them
 * they are weights, as in a layer that Keras has adapted to data; nothing here changes those. See
 * <a href="https://keras.io/api/layers/preprocessing_layers/numerical/normalization/">keras.io</a>.
 *
 * @param config the settings
 */
public record Normalization(Config config) implements UnaryLayer {
  private static final float EPSILON = 1e-7f;
  private static final Kind<List<Double>> NUMBERS = Kinds.listOf(Kinds.real());
  private static final Kind<List<Integer>> AXES = Kinds.listOf(Kinds.integer());
  private static final Option<List<Integer>> AXIS =
      Option.of("axis", AXES.where("one axis, the last", axes -> axes.size() == 1), List.of(-1));
  private static final Option<Boolean> INVERT = Option.of("invert", Kinds.bool(), false);
  private static final Option<Optional<List<Double>>> MEAN = numbers("mean");
  private static final Option<Optional<List<Double>>> VARIANCE = numbers("variance");

  /** Keras's Normalization. */
  public static final Schema<Normalization> SCHEMA =
      LayerSchema.of("Normalization", Normalization::new, AXIS, INVERT, MEAN, VARIANCE);

  /** Checks that mean and variance have as many channels and that no variance is negative. */
  public Normalization {
    SCHEMA.require(config);
    int means = config.get(MEAN).map(List::size).orElse(0);
    List<Double> variance = config.get(VARIANCE).orElse(List.of());
    if (means != variance.size()) {
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
    return new Normalization(SCHEMA.with(MEAN, Optional.of(mean), VARIANCE, Optional.of(variance)));
  }

  /** By a mean and a variance that are weights, at first 0 and 1. */
  public static Normalization learnt() {
    return new Normalization(SCHEMA.defaults());
  }

  /** The way back: {@code x * max(sqrt(variance), 1e-7) + mean}. */
  public Normalization inverted() {
    return new Normalization(config.with(INVERT, !config.get(INVERT)));
  }

  private static Option<Optional<List<Double>>> numbers(String name) {
    Kind<List<Double>> list =
        Kind.<List<Double>>of(
                "a list of one number for each channel", Normalization::parse, values -> values)
            .where(
                "a list of one number for each channel",
                values -> !values.isEmpty() && NUMBERS.allows(values));
    return Option.of(name, list.optional(), Optional.empty());
  }

  /** Keras writes the mean with axes of length 1 around it when it was learnt from data. */
  private static Optional<List<Double>> parse(Object json) {
    return json instanceof List<?> list && list.size() == 1 && list.get(0) instanceof List<?> inner
        ? parse(inner)
        : NUMBERS.parse(json);
  }

  @Override
  public Shape outputShape(Shape input) {
    int axis = Shapes.exampleAxis(config.get(AXIS).get(0), input);
    if (axis != input.rank() - 1) {
      throw new ShapeException(
          "found the axis " + config.get(AXIS) + " of input " + input + ", expected the last");
    }
    int count = config.get(MEAN).map(List::size).orElse(1);
    if (count != 1 && input.last() != count) {
      throw new ShapeException(
          "found input " + input + ", expected " + count + " channels as the mean has");
    }
    return input;
  }

  /** In Keras's order; the last counts the batches that were looked at. */
  @Override
  public List<WeightSpec> weights(Shape input) {
    if (config.get(MEAN).isPresent()) {
      return List.of();
    }
    Shape channels = Shape.of(input.last());
    return List.of(
        WeightSpec.fixed("mean", channels, Constant.ZEROS),
        WeightSpec.fixed("variance", channels, Constant.ONES),
        WeightSpec.fixed("count", Shape.of(), Constant.ZEROS));
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    Ops tf = scope.tf();
    Operand<TFloat32> mean = numbers(scope, MEAN, "mean");
    Operand<TFloat32> deviation =
        tf.math.maximum(tf.math.sqrt(numbers(scope, VARIANCE, "variance")), tf.constant(EPSILON));
    return config.get(INVERT)
        ? tf.math.add(tf.math.mul(x, deviation), mean)
        : tf.math.div(tf.math.sub(x, mean), deviation);
  }

  private Operand<TFloat32> numbers(
      GraphScope scope, Option<Optional<List<Double>>> option, String weight) {
    Optional<List<Double>> fixed = config.get(option);
    if (fixed.isEmpty()) {
      return scope.weight(weight);
    }
    float[] values = new float[fixed.get().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = fixed.get().get(i).floatValue();
    }
    return scope.tf().constant(values);
  }
}
