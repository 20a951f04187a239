package dev.peaberry.predict;

import dev.peaberry.evaluate.DecisionRule;
import dev.peaberry.evaluate.Temperature;
import dev.peaberry.format.Assets;
import dev.peaberry.format.ModelFormatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a model file keeps how answers are made of its probabilities: the document {@code
 * decision.json} with a temperature, and a threshold for each class by its name. Stateless.
 */
public final class DecisionAsset {
  private static final String DOCUMENT = "decision.json";
  private static final String TEMPERATURE = "temperature";
  private static final String THRESHOLDS = "thresholds";

  private DecisionAsset() {}

  /**
   * What a model file says; the usual rule if it says nothing.
   *
   * @param classNames of the model, in the order of its outputs
   * @throws ModelFormatException if it says something that is none, or is for other classes
   */
  public static DecisionRule of(Assets assets, List<String> classNames) {
    return assets
        .json(DOCUMENT)
        .map(
            json -> {
              try {
                return new DecisionRule(temperature(json), thresholds(json, classNames));
              } catch (IllegalArgumentException e) {
                throw new ModelFormatException("assets/" + DOCUMENT + ": " + e.getMessage(), e);
              }
            })
        .orElse(DecisionRule.USUAL);
  }

  private static Temperature temperature(Map<String, Object> json) {
    return new Temperature(number(TEMPERATURE, json.getOrDefault(TEMPERATURE, 1)));
  }

  private static List<Double> thresholds(Map<String, Object> json, List<String> classNames) {
    if (!(json.get(THRESHOLDS) instanceof Map<?, ?> byName)) {
      return List.of();
    }
    if (byName.size() != classNames.size()) {
      throw new IllegalArgumentException(
          "found thresholds of %s, expected one for each of %s"
              .formatted(byName.keySet(), classNames));
    }
    List<Double> thresholds = new ArrayList<>();
    classNames.forEach(name -> thresholds.add(number(name, byName.get(name))));
    return thresholds;
  }

  private static double number(String name, Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException(
        "found %s for '%s', expected a number".formatted(value, name));
  }

  /**
   * The documents of a model file with this rule.
   *
   * @param classNames of the model, in the order of its outputs
   * @throws IllegalArgumentException if the rule is for another number of classes
   */
  public static Assets addTo(Assets assets, DecisionRule rule, List<String> classNames) {
    return assets.withJson(DOCUMENT, toJson(rule, classNames));
  }

  /**
   * A rule as plain maps and numbers.
   *
   * @throws IllegalArgumentException if the rule is for another number of classes
   */
  public static Map<String, Object> toJson(DecisionRule rule, List<String> classNames) {
    rule.requireClasses(classNames.size());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(TEMPERATURE, rule.temperature().value());
    if (!rule.thresholds().isEmpty()) {
      Map<String, Double> thresholds = new LinkedHashMap<>();
      for (int i = 0; i < classNames.size(); i++) {
        thresholds.put(classNames.get(i), rule.thresholds().get(i));
      }
      json.put(THRESHOLDS, thresholds);
    }
    return json;
  }
}
