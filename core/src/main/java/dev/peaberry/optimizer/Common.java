package dev.peaberry.optimizer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Settings that all optimizers have in common. */
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
      Option.of(
          "loss_scale_factor",
          Kinds.only(Kinds.real().optional(), Optional.empty()),
          Optional.empty());
  static final Option<Optional<Integer>> GRADIENT_ACCUMULATION_STEPS =
      Option.of("gradient_accumulation_steps", Kinds.integerFrom(2).optional(), Optional.empty());

  private static final String LEARNING_RATE = "learning_rate";

  private Common() {}

  private static Option<Optional<Double>> clip(String name) {
    return Option.of(name, Kinds.positive().optional(), Optional.empty());
  }

  /** The learning rate's option, whose default each optimizer has its own. */
  static Option<LearningRate> learningRate(double defaultRate) {
    return Option.of(LEARNING_RATE, LearningRate.kind(), new LearningRate.Constant(defaultRate));
  }

  /** The learning rate's option of an optimizer's settings. */
  @SuppressWarnings("unchecked") // only learningRate(double) makes options of this name
  static Option<LearningRate> learningRate(Config config) {
    return config.schema().options().stream()
        .filter(option -> option.name().equals(LEARNING_RATE))
        .map(option -> (Option<LearningRate>) option)
        .findFirst()
        .orElseThrow();
  }

  /** An optimizer's class: the learning rate, the common settings, its own. */
  static <T> Schema<T> schema(
      String name,
      Function<Config, T> factory,
      Option<LearningRate> learningRate,
      Option<?>... own) {
    Stream<Option<?>> common =
        Stream.of(
            learningRate,
            WEIGHT_DECAY,
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
