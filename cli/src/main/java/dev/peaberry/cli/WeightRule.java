package dev.peaberry.cli;

import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Notation;
import dev.peaberry.data.ClassWeights;
import dev.peaberry.data.ImageSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How much pictures of each class count in the loss, as it is written. Immutable. */
sealed interface WeightRule {
  /** All classes count alike. */
  record None() implements WeightRule {
    @Override
    public String toString() {
      return "none";
    }
  }

  /** Each class has the same influence. */
  record Balanced() implements WeightRule {
    @Override
    public String toString() {
      return "balanced";
    }
  }

  /**
   * By the effective number of pictures of each class.
   *
   * @param beta 0 to below 1
   */
  record Effective(double beta) implements WeightRule {
    private static final double USUAL_BETA = 0.999;

    @Override
    public String toString() {
      return "effective(beta=" + beta + ")";
    }
  }

  /**
   * As somebody says; other classes weigh 1.
   *
   * @param weights by the classes' names
   */
  record Named(Map<String, Double> weights) implements WeightRule {
    public Named {
      weights = new LinkedHashMap<>(weights);
    }

    @Override
    public String toString() {
      return weights.entrySet().stream()
          .map(entry -> entry.getKey() + "=" + entry.getValue())
          .collect(Collectors.joining(","));
    }
  }

  /** Reads a rule as it is typed and as its text says it. */
  static WeightRule parse(String text) {
    if (text.contains("=") && !text.matches("(?i)\\s*effective\\s*\\(.*")) {
      return new Named(named(text));
    }
    Notation.Written written;
    try {
      written = Notation.object(text);
    } catch (ConfigException e) {
      throw wrong(text, e);
    }
    return switch (written.className()) {
      case "none" -> new None();
      case "balanced" -> new Balanced();
      case "effective" -> new Effective(beta(written, text));
      default -> throw wrong(text, null);
    };
  }

  private static InputException wrong(String text, Exception cause) {
    return new InputException(
        "Found --class-weights '%s', expected none, balanced, effective(beta=0.999), or a weight for classes such as cat=1,dog=2.5"
            .formatted(text),
        cause);
  }

  private static double beta(Notation.Written written, String text) {
    Object beta = written.config().getOrDefault("beta", Effective.USUAL_BETA);
    boolean others = written.config().keySet().stream().anyMatch(key -> !key.equals("beta"));
    if (others || !(beta instanceof Number number)) {
      throw wrong(text, null);
    }
    if (!(number.doubleValue() >= 0 && number.doubleValue() < 1)) {
      throw new InputException("Found the beta %s, expected 0 to below 1".formatted(beta));
    }
    return number.doubleValue();
  }

  private static Map<String, Double> named(String text) {
    Map<String, Double> weights = new LinkedHashMap<>();
    for (String entry : text.split(",", -1)) {
      int equals = entry.lastIndexOf('=');
      try {
        double weight = Double.parseDouble(entry.substring(equals + 1));
        if (equals < 1 || !(weight >= 0 && Double.isFinite(weight))) {
          throw new NumberFormatException(entry);
        }
        weights.put(entry.substring(0, equals).strip(), weight);
      } catch (NumberFormatException e) {
        throw new InputException(
            "Found --class-weights '%s', expected NAME=WEIGHT with a weight of 0 or more in '%s'"
                .formatted(text, entry),
            e);
      }
    }
    return weights;
  }

  /**
   * Checks the names of classes.
   *
   * @throws InputException if a class is weighed that is not there
   */
  default void requireKnown(List<String> classNames) {
    if (this instanceof Named named) {
      for (String name : named.weights().keySet()) {
        if (!classNames.contains(name)) {
          throw new InputException(Recipe.unknown("class", name, classNames));
        }
      }
    }
  }

  /** The weights for pictures to train on; empty if all classes count alike. */
  default Optional<ClassWeights> weights(ImageSource training) {
    if (this instanceof Balanced) {
      return Optional.of(ClassWeights.balanced(training));
    }
    if (this instanceof Effective effective) {
      return Optional.of(ClassWeights.effective(training, effective.beta()));
    }
    if (this instanceof Named named) {
      Map<String, Double> all = new HashMap<>(named.weights());
      return Optional.of(
          new ClassWeights(
              training.classNames().stream().map(name -> all.getOrDefault(name, 1.0)).toList()));
    }
    return Optional.empty();
  }
}
