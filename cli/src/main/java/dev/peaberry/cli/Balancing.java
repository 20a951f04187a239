package dev.peaberry.cli;

import dev.peaberry.data.ClassSampling;
import dev.peaberry.data.ImagePipeline;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is done about classes of few pictures. Immutable.
 *
 * @param weights how much each class counts
 * @param sampling how often each class comes; empty for each picture once
 */
record Balancing(WeightRule weights, Optional<ClassSampling> sampling) {
  /** Nothing. */
  static final Balancing NONE = new Balancing(new WeightRule.None(), Optional.empty());

  private static final String SHUFFLED = "shuffled";
  private static final String BALANCED = "balanced";
  private static final String SQUARE_ROOT = "square-root";

  /**
   * Reads both as they are typed.
   *
   * @throws InputException if that makes no sense
   */
  static Balancing parse(String weights, String sampling) {
    return new Balancing(WeightRule.parse(weights), sampling(sampling));
  }

  private static Optional<ClassSampling> sampling(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case SHUFFLED -> Optional.empty();
      case BALANCED -> Optional.of(ClassSampling.balanced());
      case SQUARE_ROOT -> Optional.of(ClassSampling.squareRoot());
      default -> Optional.of(new ClassSampling(power(text)));
    };
  }

  private static double power(String text) {
    try {
      double power = Double.parseDouble(text);
      if (power >= 0 && power <= 1) {
        return power;
      }
    } catch (NumberFormatException e) {
      throw wrong(text, e);
    }
    throw wrong(text, null);
  }

  private static InputException wrong(String text, Exception cause) {
    return new InputException(
        "Found --sampling '%s', expected shuffled, balanced, square-root or a power from 0 to 1"
            .formatted(text),
        cause);
  }

  /** A pipeline to train on, in its order and with its weights. */
  ImagePipeline apply(ImagePipeline pipeline, long seed) {
    ImagePipeline ordered =
        sampling
            .map(each -> pipeline.withSampling(each, seed))
            .orElseGet(() -> pipeline.withShuffle(seed));
    return weights.weights(pipeline.source()).map(ordered::withClassWeights).orElse(ordered);
  }

  /** Whether some classes count more than others. */
  boolean weighs() {
    return !(weights instanceof WeightRule.None);
  }

  /** Whether some classes come more often than others. */
  boolean samples() {
    return sampling.isPresent() && sampling.get().power() < 1;
  }

  /** In words, if anything is done. */
  Optional<String> describe() {
    if (equals(NONE)) {
      return Optional.empty();
    }
    return Optional.of("class weights %s; sampling %s".formatted(weights, samplingText()));
  }

  private String samplingText() {
    if (sampling.isEmpty()) {
      return SHUFFLED;
    }
    double power = sampling.get().power();
    return power == 0 ? BALANCED : power == 0.5 ? SQUARE_ROOT : String.valueOf(power);
  }

  /** As a manifest has it. */
  Map<String, Object> toJson() {
    return Json.map("class_weights", weights.toString(), "sampling", samplingText());
  }

  /**
   * What a manifest has.
   *
   * @throws IllegalArgumentException if something is missing or is not what it should be
   */
  static Balancing fromJson(Map<String, ?> json) {
    String weights = Json.require(json, "class_weights", String.class);
    String sampling = Json.require(json, "sampling", String.class);
    try {
      return parse(weights, sampling);
    } catch (InputException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
