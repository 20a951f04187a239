package dev.peaberry.initializer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Draws with a variance of {@code scale / n}, where n is the number of inputs or outputs of a unit:
 * Glorot and Bengio 2010, He et al. 2015, LeCun et al. 1998.
 *
 * @param config the settings
 */
public record VarianceScaling(Config config) implements Initializer, Configured {
  /** What the variance is divided by, by Keras's names. */
  public enum Mode {
    /** The number of inputs of a unit. */
    FAN_IN,
    /** The number of outputs of a unit. */
    FAN_OUT,
    /** Their mean. */
    FAN_AVG
  }

  private record Rule(double scale, Mode mode, Distribution distribution) {}

  private static final Option<Double> SCALE = Option.of("scale", Kinds.positive(), 1.0);
  private static final Option<Mode> MODE = Option.of("mode", Kinds.choice(Mode.class), Mode.FAN_IN);
  private static final Option<Distribution> DISTRIBUTION =
      Option.of("distribution", Kinds.choice(Distribution.class), Distribution.TRUNCATED_NORMAL);
  private static final Option<Optional<List<Integer>>> INPUT_AXES = axes("input_axes");
  private static final Option<Optional<List<Integer>>> OUTPUT_AXES = axes("output_axes");

  /** Keras's VarianceScaling. */
  public static final Schema<VarianceScaling> SCHEMA =
      Schema.of(
          "VarianceScaling",
          VarianceScaling::new,
          SCALE,
          MODE,
          DISTRIBUTION,
          Seeded.SEED,
          INPUT_AXES,
          OUTPUT_AXES);

  /** Keras's GlorotUniform, the default of most kernels. */
  public static final Schema<VarianceScaling> GLOROT_UNIFORM_SCHEMA = named("GlorotUniform");

  /** Keras's GlorotNormal. */
  public static final Schema<VarianceScaling> GLOROT_NORMAL_SCHEMA = named("GlorotNormal");

  /** Keras's HeUniform. */
  public static final Schema<VarianceScaling> HE_UNIFORM_SCHEMA = named("HeUniform");

  /** Keras's HeNormal. */
  public static final Schema<VarianceScaling> HE_NORMAL_SCHEMA = named("HeNormal");

  /** Keras's LecunUniform. */
  public static final Schema<VarianceScaling> LECUN_UNIFORM_SCHEMA = named("LecunUniform");

  /** Keras's LecunNormal. */
  public static final Schema<VarianceScaling> LECUN_NORMAL_SCHEMA = named("LecunNormal");

  private static final Map<Schema<?>, Rule> RULES =
      Map.of(
          GLOROT_UNIFORM_SCHEMA, new Rule(1, Mode.FAN_AVG, Distribution.UNIFORM),
          GLOROT_NORMAL_SCHEMA, new Rule(1, Mode.FAN_AVG, Distribution.TRUNCATED_NORMAL),
          HE_UNIFORM_SCHEMA, new Rule(2, Mode.FAN_IN, Distribution.UNIFORM),
          HE_NORMAL_SCHEMA, new Rule(2, Mode.FAN_IN, Distribution.TRUNCATED_NORMAL),
          LECUN_UNIFORM_SCHEMA, new Rule(1, Mode.FAN_IN, Distribution.UNIFORM),
          LECUN_NORMAL_SCHEMA, new Rule(1, Mode.FAN_IN, Distribution.TRUNCATED_NORMAL));

  /** Glorot's uniform distribution, the default of most kernels. */
  public static final VarianceScaling GLOROT_UNIFORM =
      new VarianceScaling(GLOROT_UNIFORM_SCHEMA.defaults());

  /** He's normal distribution, for layers that end in ReLU. */
  public static final VarianceScaling HE_NORMAL = new VarianceScaling(HE_NORMAL_SCHEMA.defaults());

  private static Schema<VarianceScaling> named(String name) {
    return Schema.of(name, VarianceScaling::new, Seeded.SEED, INPUT_AXES, OUTPUT_AXES);
  }

  private static Option<Optional<List<Integer>>> axes(String name) {
    Kind<Optional<List<Integer>>> kind = Kinds.listOf(Kinds.integer()).optional();
    return Option.of(name, Kinds.only(kind, Optional.empty()), Optional.empty());
  }

  @Override
  public FloatArray draw(Shape shape, RandomGenerator random) {
    Rule rule = rule();
    double stddev = Math.sqrt(rule.scale() / Math.max(1, fan(rule.mode(), shape)));
    RandomGenerator source = Seeded.generator(config, random);
    FloatArray array = FloatArray.zeros(shape);
    float[] data = array.data();
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) rule.distribution().draw(stddev, source);
    }
    return array;
  }

  private Rule rule() {
    return config.schema() == SCHEMA
        ? new Rule(config.get(SCALE), config.get(MODE), config.get(DISTRIBUTION))
        : RULES.get(config.schema());
  }

  private static double fan(Mode mode, Shape shape) {
    double in = fanIn(shape);
    double out = fanOut(shape);
    return switch (mode) {
      case FAN_IN -> in;
      case FAN_OUT -> out;
      case FAN_AVG -> (in + out) / 2;
    };
  }

  private static double fanIn(Shape shape) {
    return shape.rank() < 2 ? shape.size() : (double) shape.size() / shape.last();
  }

  private static double fanOut(Shape shape) {
    return shape.rank() < 2 ? shape.size() : (double) shape.size() / shape.get(-2);
  }
}
