package dev.peaberry.tune;

import dev.peaberry.config.ConfigException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Values that are named one by one: numbers, words, or objects such as {@code sgd(momentum=0.9,
 * nesterov=true)}, whose commas divide nothing. Immutable.
 *
 * @param all at least two, each once; an empty one stands for leaving the option out
 */
public record Choices(List<String> all) implements Values {
  private static final String OPENING = "([{";
  private static final String CLOSING = ")]}";
  private static final String QUOTES = "'\"";

  /**
   * Checks the values.
   *
   * @throws ConfigException if there are fewer than two, or one is there twice
   */
  public Choices {
    all = List.copyOf(all);
    if (all.size() < 2) {
      throw new ConfigException(
          "found the one value '%s', expected several such as 16,32,64, a range such as 1..10, or log:1e-5..1e-2"
              .formatted(all.isEmpty() ? "" : all.get(0)));
    }
    var seen = new HashSet<String>();
    for (String value : all) {
      if (!seen.add(value)) {
        throw new ConfigException("found '%s' twice, expected each value once".formatted(value));
      }
    }
  }

  /** Reads {@code a,b,c}. */
  static Choices parse(String text) {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    int depth = 0;
    int quote = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote >= 0) {
        quote = c == quote ? -1 : quote;
      } else if (QUOTES.indexOf(c) >= 0) {
        quote = c;
      } else if (OPENING.indexOf(c) >= 0) {
        depth++;
      } else if (CLOSING.indexOf(c) >= 0) {
        depth--;
      }
      if (c == ',' && depth == 0 && quote < 0) {
        values.add(value.toString().strip());
        value.setLength(0);
      } else {
        value.append(c);
      }
    }
    if (depth != 0 || quote >= 0) {
      throw new ConfigException(
          "found '%s' with a bracket or a quote that is not closed, expected it to be"
              .formatted(text));
    }
    values.add(value.toString().strip());
    return new Choices(values);
  }

  @Override
  public String draw(SplittableRandom random) {
    return all.get(random.nextInt(all.size()));
  }

  @Override
  public OptionalInt count() {
    return OptionalInt.of(all.size());
  }

  @Override
  public boolean has(String value) {
    return all.contains(value);
  }

  @Override
  public OptionalDouble position(String value) {
    return all.stream().allMatch(Range::isNumber)
        ? OptionalDouble.of(Double.parseDouble(value))
        : OptionalDouble.empty();
  }

  @Override
  public String toString() {
    return String.join(",", all);
  }
}
