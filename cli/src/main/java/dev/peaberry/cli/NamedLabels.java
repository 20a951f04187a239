package dev.peaberry.cli;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Finds the class of a picture in its name. Immutable.
 *
 * @param pattern with one group
 */
record NamedLabels(Pattern pattern) {
  /**
   * Reads a regular expression.
   *
   * @throws InputException if it is none, or has not one group
   */
  static NamedLabels of(String regex) {
    try {
      Pattern pattern = Pattern.compile(regex);
      int groups = pattern.matcher("").groupCount();
      if (groups == 1) {
        return new NamedLabels(pattern);
      }
      throw new InputException(
          "Found %d groups in --label-from '%s', expected one around the class, such as"
                  .formatted(groups, regex)
              + " '([a-z]+)\\.\\d+'");
    } catch (PatternSyntaxException e) {
      throw new InputException(
          "Found --label-from '%s', expected a regular expression: %s"
              .formatted(regex, e.getDescription()),
          e);
    }
  }

  /** The class of a picture, if its name has one. */
  Optional<String> labelOf(String name) {
    Matcher matcher = pattern.matcher(name);
    return matcher.find()
        ? Optional.ofNullable(matcher.group(1)).filter(label -> !label.isBlank())
        : Optional.empty();
  }
}
