package dev.peaberry.cli;

import dev.peaberry.model.Member;
import dev.peaberry.model.Model;
import java.util.List;
import java.util.regex.Pattern;

/** Names of layers with {@code *} for any letters, such as {@code block5*}. Immutable. */
final class LayerPatterns {
  private final List<Pattern> patterns;

  private LayerPatterns(List<Pattern> patterns) {
    this.patterns = patterns;
  }

  /**
   * Patterns of the names of a model's layers.
   *
   * @param option where they stand
   * @throws InputException if one names no layer
   */
  static LayerPatterns of(String option, List<String> texts, Model model) {
    List<String> names = model.members().stream().map(Member::name).toList();
    for (String text : texts) {
      Pattern pattern = pattern(text);
      if (names.stream().noneMatch(name -> pattern.matcher(name).matches())) {
        throw new InputException(
            "Found the layers '%s' in %s, which %s does not have; its last ones are %s%s"
                .formatted(
                    text,
                    option,
                    model.name(),
                    String.join(", ", names.subList(Math.max(0, names.size() - 6), names.size())),
                    Suggestion.forWord(text, names)));
      }
    }
    return new LayerPatterns(texts.stream().map(LayerPatterns::pattern).toList());
  }

  private static Pattern pattern(String text) {
    return Pattern.compile(expression(text));
  }

  /** A regular expression for the names that a pattern means. */
  static String expression(String text) {
    StringBuilder expression = new StringBuilder();
    for (String part : text.split("\\*", -1)) {
      expression.append(expression.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return expression.toString();
  }

  boolean matches(String name) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
  }
}
