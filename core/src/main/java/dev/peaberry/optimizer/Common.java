package dev.peaberry.optimizer;

import dev.peaberry.config.Config;
import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Settings that all optimizers, or several of them, have in common. */
final class Common {
  static final Option<Optional<Double>> WEIGHT_DECAY =
      Option.of("weight_decay", Kinds.notNegative().optional(), Optional.empty());
  static final Option<Optional<Double>> CLIP_NORM = clip("clipnorm");
  static final Option<Optional<Double>> GLOBAL_CLIP_NORM = clip("global_clipnorm");
  static final Option<Optional<Double>> CLIP_VALUE = clip("clipvalue");
  static final Option<Boolean> USE_EMA = Option.of("use_ema", Kinds.bool(), false);
  static final Option<Double> EMA_MOMENTUM = Option.of("ema_momentum", Kinds.fraction(), 0.99);
  static final Option<Optional<Integer>> EMA_OVERWRITE_FREQUENCY =
      Option.of("ema_overwrite_frequency", Kinds.integerFrom(1).optional(), Optional.empty());
  static final Option<Optional<Double>> LOSS_SCALE_FACTOR =
      Option.of("loss_scale_factor", Kinds.positive().optional(), Optional.empty());
  static final Option<Optional<Integer>> GRADIENT_ACCUMULATION_STEPS =
      Option.of("gradient_accumulation_steps", Kinds.integerFrom(2).optional(), Optional.empty());

  static final Option<Double> BETA_1 = Option.of("beta_1", Kinds.fractionBelowOne(), 0.9);
  static final Option<Double> BETA_2 = Option.of("beta_2", Kinds.fractionBelowOne(), 0.999);
  static final Option<Double> EPSILON = Option.of("epsilon", Kinds.notNegative(), 1e-7);
  static final Option<Double> INITIAL_ACCUMULATOR_VALUE =
      Option.of("initial_accumulator_value", Kinds.notNegative(), 0.1);

  private static final String LEARNING_RATE = "learning_rate";

  private Common() {}

  private static Option<Optional<Double>> clip(String name) {
    return Option.of(name, Kinds.positive().optional(), Optional.empty());
  }

  /** The learning rate's option, whose default each optimizer has its own. */
  static Option<LearningRate> learningRate(double defaultRate) {
    return Option.of(LEARNING_RATE, LearningRate.kind(), new LearningRate.Constant(defaultRate));
  }

  /** The weight decay's option of an optimizer that does not go without one. */
  static Option<Optional<Double>> weightDecay(double defaultDecay) {
    return Option.of(
        WEIGHT_DECAY.name(),
        WEIGHT_DECAY.kind().where(Kinds.notNegative().allowed(), Optional::isPresent),
        Optional.of(defaultDecay));
  }

  /** The learning rate's option of an optimizer's settings. */
  @SuppressWarnings("unchecked") // only learningRate(double) makes options of this name
  static Option<LearningRate> learningRate(Config config) {
    return (Option<LearningRate>) named(config, LEARNING_RATE);
  }

  /** The weight decay's option of an optimizer's settings. */
  @SuppressWarnings("unchecked") // only WEIGHT_DECAY and weightDecay(double) have this name
  static Option<Optional<Double>> weightDecay(Config config) {
    return (Option<Optional<Double>>) named(config, WEIGHT_DECAY.name());
  }

  /**
   * Checks that settings are those of a class and clip gradients in one way at most, as Keras does.
   *
   * @throws ConfigException if they clip in several ways
   */
  static void require(Schema<?> schema, Config config) {
    schema.require(config);
    Map<String, Double> clips = new LinkedHashMap<>();
    for (Option<Optional<Double>> clip : List.of(CLIP_NORM, GLOBAL_CLIP_NORM, CLIP_VALUE)) {
      config.get(clip).ifPresent(limit -> clips.put(clip.name(), limit));
    }
    if (clips.size() > 1) {
      throw new ConfigException(
          "%s: found %s, expected only one of clipnorm, global_clipnorm and clipvalue"
              .formatted(schema.name(), clips));
    }
  }

  private static Option<?> named(Config config, String name) {
    return config.schema().options().stream()
        .filter(option -> option.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** An optimizer's class: the learning rate, the common settings, its own. */
  static <T> Schema<T> schema(
      String name,
      Function<Config, T> factory,
      Option<LearningRate> learningRate,
      Option<?>... own) {
    return decayingSchema(name, factory, learningRate, WEIGHT_DECAY, own);
  }

  /** An optimizer's class with a weight decay of its own. */
  static <T> Schema<T> decayingSchema(
      String name,
      Function<Config, T> factory,
      Option<LearningRate> learningRate,
      Option<Optional<Double>> weightDecay,
      Option<?>... own) {
    Stream<Option<?>> common =
        Stream.of(
            learningRate,
            weightDecay,
            CLIP_NORM,
            GLOBAL_CLIP_NORM,
            CLIP_VALUE,
            USE_EMA,
            EMA_MOMENTUM,
            EMA_OVERWRITE_FREQUENCY,
            LOSS_SCALE_FACTOR,
            GRADIENT_ACCUMULATION_STEPS);
    return Schema.of(
        name, factory, Stream.concat(common, Stream.of(own)).toArray(Option<?>[]::new));
  }
}
