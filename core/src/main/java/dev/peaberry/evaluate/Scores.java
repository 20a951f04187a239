package dev.peaberry.evaluate;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How well a class is recognised, or several on average. Immutable.
 *
 * @param name the class, or what the average is
 * @param precision the share of the right ones among the examples taken for the class; 0 if none
 *     was
 * @param recall the share of the examples of the class that were recognised; 0 if there are none
 * @param f1 the harmonic mean of both; 0 if both are 0
 * @param support the number of examples of the class, or of all
 */
public record Scores(String name, double precision, double recall, double f1, long support) {
  /** For a file: the components by name. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("precision", precision);
    json.put("recall", recall);
    json.put("f1", f1);
    json.put("support", support);
    return json;
  }
}
