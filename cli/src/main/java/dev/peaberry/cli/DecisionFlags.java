package dev.peaberry.cli;

import dev.peaberry.evaluate.Calibration;
import dev.peaberry.evaluate.Coverage;
import dev.peaberry.evaluate.DecisionRule;
import dev.peaberry.evaluate.Evaluation;
import dev.peaberry.evaluate.Predictions;
import dev.peaberry.evaluate.Temperature;
import dev.peaberry.evaluate.Thresholds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** How a model is to answer. Confined to one command. */
final class DecisionFlags {
  private static final String FIT = "fit";
  private static final String F1 = "f1";
  private static final String YOUDEN = "youden";

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description =
          "Divide logits by this: above 1 makes the model less sure, below 1 more. fit finds the"
              + " one with the least cross-entropy (Guo et al. 2017).")
  private String temperature;

  @Option(
      names = "--confidence",
      paramLabel = "P",
      description = "Say \"I don't know\" below this probability.")
  private Double confidence;

  @Option(
      names = "--accuracy",
      paramLabel = "SHARE",
      description = "Keep silent as seldom as possible so that this share of the answers is right.")
  private Double accuracy;

  @Option(
      names = "--threshold",
      paramLabel = "CLASS=P",
      description =
          "Answer CLASS from this probability on. Of two classes the other is answered below it; f1"
              + " and youden find one for the best F1, or for the most recall less false alarms.")
  private Map<String, String> thresholds = new LinkedHashMap<>();

  @Option(names = "--reset", description = "Forget the rule: answer the most probable class.")
  private boolean reset;

  /**
   * Checks what can be checked without a model.
   *
   * @throws InputException if flags exclude one another
   */
  void check() {
    long ways =
        Stream.of(confidence != null, accuracy != null, !thresholds.isEmpty())
            .filter(each -> each)
            .count();
    if (ways > 1) {
      throw new InputException(
          "Found more than one of --confidence, --accuracy and --threshold, expected one; leave out"
              + " the others");
    }
    if (reset && (ways > 0 || temperature != null)) {
      throw new InputException("Found --reset and what to store, expected one of them");
    }
    if (temperature != null && !temperature.equals(FIT)) {
      given();
    }
    share("--confidence", confidence);
    share("--accuracy", accuracy);
  }

  private Temperature given() {
    String expected = "a number above 0, or fit";
    double value = number("--temperature", temperature, expected);
    if (value <= 0) {
      throw new InputException(
          "Found --temperature %s, expected %s".formatted(temperature, expected));
    }
    return new Temperature(value);
  }

  private static void share(String name, Double value) {
    if (value != null && !(value > 0 && value <= 1)) {
      throw new InputException(
          "Found %s %s, expected a share above 0 and up to 1".formatted(name, value));
    }
  }

  boolean changeSomething() {
    return reset
        || temperature != null
        || confidence != null
        || accuracy != null
        || !thresholds.isEmpty();
  }

  /** Whether the rule is to be forgotten. */
  boolean reset() {
    return reset;
  }

  /** The rule of a model that judges each class by itself: thresholds as they are given. */
  Decision ofSeveralLabels(List<String> classNames, DecisionRule before) {
    if (thresholds.isEmpty() || temperature != null) {
      throw new InputException(
          "Found a model that may find several classes in a picture, expected --threshold CLASS=P"
              + " for it, and no other");
    }
    List<Double> all =
        new ArrayList<>(
            before.thresholds().isEmpty()
                ? Collections.nCopies(classNames.size(), 0.5)
                : before.thresholds());
    thresholds.forEach((name, text) -> all.set(index(name, classNames), probability(name, text)));
    return new Decision(before.withThresholds(all), List.of());
  }

  /** The rule of a model that finds one class, by what it has said of some pictures. */
  Decision on(Evaluation evaluation, DecisionRule before) {
    List<String> lines = new ArrayList<>();
    DecisionRule rule = before.withTemperature(temperature(evaluation, before, lines));
    Predictions scaled = rule.temperature().apply(evaluation.predictions());
    List<String> classNames = evaluation.confusion().classNames();
    if (confidence != null) {
      rule = rule.withConfidence(classNames.size(), confidence);
    } else if (accuracy != null) {
      rule = rule.withConfidence(classNames.size(), leastConfidence(scaled));
    } else if (!thresholds.isEmpty()) {
      rule = withThresholds(rule, classNames, scaled);
    }
    Evaluation decided = evaluation.decided(rule);
    Coverage.Point answered = rule.answered(decided.predictions());
    lines.add(
        "Answers %s of %s, %s of them rightly; before, %s of all were right."
            .formatted(
                Quantity.percent(answered.coverage()),
                Quantity.of(evaluation.examples(), "pictures"),
                Quantity.percent(answered.accuracy()),
                Quantity.percent(evaluation.accuracy())));
    return new Decision(rule, lines);
  }

  private Temperature temperature(Evaluation evaluation, DecisionRule before, List<String> lines) {
    if (temperature == null) {
      return before.temperature();
    }
    Temperature chosen =
        temperature.equals(FIT) ? Temperature.fit(evaluation.predictions()) : given();
    Calibration without = Calibration.of(evaluation.predictions());
    Calibration with = Calibration.of(chosen.apply(evaluation.predictions()));
    lines.add(
        String.format(
            Locale.ROOT,
            "Expected calibration error %.4f, before %.4f; cross-entropy %.4f, before %.4f.",
            with.expectedError(),
            without.expectedError(),
            with.logLoss(),
            without.logLoss()));
    return chosen;
  }

  private double leastConfidence(Predictions predictions) {
    return Coverage.of(predictions)
        .atAccuracy(accuracy)
        .orElseThrow(
            () ->
                new InputException(
                    "Found no confidence at which %s of the answers are right, not even of the surest"
                            .formatted(Quantity.percent(accuracy))
                        + " ones; lower --accuracy"))
        .confidence();
  }

  private DecisionRule withThresholds(
      DecisionRule rule, List<String> classNames, Predictions predictions) {
    if (classNames.size() == 2) {
      return ofTwo(rule, classNames, predictions);
    }
    List<Double> all =
        new ArrayList<>(
            rule.thresholds().isEmpty()
                ? Collections.nCopies(classNames.size(), 0.0)
                : rule.thresholds());
    thresholds.forEach((name, text) -> all.set(index(name, classNames), probability(name, text)));
    return rule.withThresholds(all);
  }

  private DecisionRule ofTwo(DecisionRule rule, List<String> classNames, Predictions predictions) {
    if (thresholds.size() > 1) {
      throw new InputException(
          "Found --threshold for both of two classes, expected one: the other class is answered"
              + " below it");
    }
    Map.Entry<String, String> only = thresholds.entrySet().iterator().next();
    int index = index(only.getKey(), classNames);
    boolean found = only.getValue().equals(F1) || only.getValue().equals(YOUDEN);
    if (found && index == 0) {
      throw new InputException(
          "Found --threshold %s=%s, expected it for %s, the second of the classes"
              .formatted(only.getKey(), only.getValue(), classNames.get(1)));
    }
    if (found) {
      Thresholds tried = Thresholds.of(predictions);
      Thresholds.Row best = only.getValue().equals(F1) ? tried.bestF1() : tried.bestYouden();
      return rule.withThresholdOfSecond(best.threshold());
    }
    double threshold = probability(only.getKey(), only.getValue());
    return rule.withThresholdOfSecond(index == 1 ? threshold : 1 - threshold);
  }

  private static int index(String name, List<String> classNames) {
    int index = classNames.indexOf(name);
    if (index < 0) {
      throw new InputException(
          "Found --threshold for the class '%s', expected one of %s%s"
              .formatted(name, classNames, Suggestion.forWord(name, classNames)));
    }
    return index;
  }

  private static double probability(String name, String text) {
    double value =
        number("--threshold " + name + "=", text, "a probability from 0 to 1, f1 or youden");
    if (value < 0 || value > 1) {
      throw new InputException(
          "Found --threshold %s=%s, expected a probability from 0 to 1".formatted(name, text));
    }
    return value;
  }

  private static double number(String name, String text, String expected) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new InputException("Found %s %s, expected %s".formatted(name, text, expected), e);
    }
    throw new InputException("Found %s %s, expected %s".formatted(name, text, expected));
  }
}
