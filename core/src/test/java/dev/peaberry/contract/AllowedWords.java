package dev.peaberry.contract;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.DoublePredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What error messages promise: the words that say which values an option takes, read by other code
 * than the option's own. Words that are not understood promise nothing here.
 */
final class AllowedWords {
  private static final String NUMBER = "(-?\\d+(?:\\.\\d+)?)";

  private static final Map<Pattern, BiPredicate<Matcher, Object>> RULES = new LinkedHashMap<>();

  static {
    rule("true or false", (words, value) -> value instanceof Boolean);
    rule("(true|false)", (words, value) -> words.group(1).equals(String.valueOf(value)));
    rule("text", (words, value) -> value instanceof String);
    rule("a (?:finite )?number", (words, value) -> isNumber(value, x -> true));
    rule(
        "a number (?:of steps )?of at least " + NUMBER,
        (words, value) -> isNumber(value, x -> x >= limit(words, 1)));
    rule(
        "a number of at most " + NUMBER,
        (words, value) -> isNumber(value, x -> x <= limit(words, 1)));
    rule(
        "a number (?:of steps )?above " + NUMBER,
        (words, value) -> isNumber(value, x -> x > limit(words, 1)));
    rule(
        "a number from " + NUMBER + " to " + NUMBER,
        (words, value) -> isNumber(value, x -> x >= limit(words, 1) && x <= limit(words, 2)));
    rule(
        "a number from " + NUMBER + " to below " + NUMBER,
        (words, value) -> isNumber(value, x -> x >= limit(words, 1) && x < limit(words, 2)));
    rule(
        "a number above " + NUMBER + "(?: and at most|,? (?:and )?up to) " + NUMBER,
        (words, value) -> isNumber(value, x -> x > limit(words, 1) && x <= limit(words, 2)));
    rule(
        "a number above " + NUMBER + " and below " + NUMBER,
        (words, value) -> isNumber(value, x -> x > limit(words, 1) && x < limit(words, 2)));
    rule("an integer", (words, value) -> isInteger(value, x -> true));
    rule(
        "an integer of at least " + NUMBER,
        (words, value) -> isInteger(value, x -> x >= limit(words, 1)));
    rule(
        "one or two integers \\(height, width\\) of at least " + NUMBER,
        (words, value) ->
            isInteger(value, x -> x >= limit(words, 1))
                || (value instanceof List<?> list
                    && list.size() == 2
                    && list.stream().allMatch(e -> isInteger(e, x -> x >= limit(words, 1)))));
  }

  private AllowedWords() {}

  private static void rule(String words, BiPredicate<Matcher, Object> allows) {
    RULES.put(Pattern.compile(words), allows);
  }

  /** Whether the words allow a value; empty if they are not understood. */
  static Optional<Boolean> allow(String words, Object value) {
    if (words.endsWith(", or none")) {
      String others = words.substring(0, words.length() - ", or none".length());
      return value == null ? Optional.of(true) : allow(others, value);
    }
    if (words.startsWith("a list, each ")) {
      return allowEach(words.substring("a list, each ".length()), value);
    }
    if (words.startsWith("one of ")) {
      return allowChoice(List.of(words.substring("one of ".length()).split(", ")), value);
    }
    for (Map.Entry<Pattern, BiPredicate<Matcher, Object>> rule : RULES.entrySet()) {
      Matcher matcher = rule.getKey().matcher(words);
      if (matcher.matches()) {
        return Optional.of(rule.getValue().test(matcher, value));
      }
    }
    return Optional.empty();
  }

  /** Whether the words allow any text. */
  static boolean allowText(String words) {
    return words.matches("(text|a path|a name)\\b.*");
  }

  private static Optional<Boolean> allowEach(String element, Object value) {
    String words = element.replaceFirst(" or none$", ", or none");
    List<?> list = value instanceof List<?> many ? many : Arrays.asList(value);
    List<Optional<Boolean>> each = list.stream().map(one -> allow(words, one)).toList();
    return each.contains(Optional.<Boolean>empty())
        ? Optional.empty()
        : Optional.of(each.stream().allMatch(Optional::orElseThrow));
  }

  /** Some classes are not made of their names alone; other spellings may be allowed, too. */
  private static Optional<Boolean> allowChoice(List<String> choices, Object value) {
    if (value instanceof String text) {
      boolean isClass = Character.isUpperCase(text.isEmpty() ? ' ' : text.charAt(0));
      return choices.contains(text) && !isClass ? Optional.of(true) : Optional.empty();
    }
    if (value == null) {
      return Optional.of(choices.contains("none"));
    }
    return value instanceof Map ? Optional.empty() : Optional.of(false);
  }

  private static double limit(Matcher words, int group) {
    return Double.parseDouble(words.group(group));
  }

  private static boolean isNumber(Object value, DoublePredicate limits) {
    return value instanceof Number number
        && Float.isFinite(number.floatValue())
        && limits.test(number.doubleValue());
  }

  private static boolean isInteger(Object value, DoublePredicate limits) {
    return isNumber(
        value, x -> x == Math.rint(x) && Math.abs(x) <= Integer.MAX_VALUE && limits.test(x));
  }
}
