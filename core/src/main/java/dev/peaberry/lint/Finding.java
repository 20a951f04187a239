package dev.peaberry.lint;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that a rule has found. Immutable.
 *
 * @param rule the rule's name, by which it can be silenced
 * @param severity how bad it is
 * @param where the layer, the setting or the files
 * @param found what was found, with numbers
 * @param why why it hurts, in a sentence
 * @param mend what to write instead
 */
public record Finding(
    String rule, Severity severity, String where, String found, String why, String mend) {

  /** The same as a map from names to texts, for JSON. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", rule);
    json.put("severity", severity.toString());
    json.put("where", where);
    json.put("found", found);
    json.put("why", why);
    json.put("mend", mend);
    return json;
  }

  /** One line: {@code "warning learning-rate: adam: found 0.1, ..."}. */
  @Override
  public String toString() {
    return severity + " " + rule + ": " + where + ": " + found;
  }
}
