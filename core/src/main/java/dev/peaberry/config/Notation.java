package dev.peaberry.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads an object as a person types it on a command line: {@code adam}, or {@code sgd(momentum=0.9,
 * learning_rate=cosine_decay(initial_learning_rate=0.1, decay_steps=1000))}. Names are Keras's,
 * short or long; values are numbers, {@code true}, {@code false}, {@code none}, words, texts in
 * quotes, lists in brackets and other objects. Confined to one text.
 */
public final class Notation {
  private static final int DEEPEST = 20;
  private static final String STRUCTURE = "(),=[]'\"";

  private final String text;
  private int position;
  private int depth;

  /**
   * A written object. Immutable.
   *
   * @param className as written, long or short
   * @param config the options that were given, as JSON values
   */
  public record Written(String className, Map<String, Object> config) {
    /** Copies the options. */
    public Written {
      config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
    }

    /** With another option, or another value for one. */
    public Written with(String option, Object value) {
      Map<String, Object> more = new LinkedHashMap<>(config);
      more.put(option, value);
      return new Written(className, more);
    }

    /** Whether an option was given. */
    public boolean has(String option) {
      return config.containsKey(option);
    }

    private Map<String, Object> toJson() {
      return Map.of("class_name", className, "config", config);
    }
  }

  private Notation(String text) {
    this.text = text;
  }

  /**
   * What a written object says.
   *
   * @throws ConfigException if the text is not one object
   */
  public static Written object(String text) {
    Notation notation = new Notation(text);
    Written object = notation.call(notation.word());
    notation.requireEnd();
    return object;
  }

  /**
   * The JSON value of a written one: a number, a boolean, null, a text, a list, or a map of {@code
   * class_name} and {@code config}.
   *
   * @throws ConfigException if the text is not one value
   */
  public static Object value(String text) {
    Notation notation = new Notation(text);
    Object value = notation.value();
    notation.requireEnd();
    return value;
  }

  private Object value() {
    if (++depth > DEEPEST) {
      throw wrong("found more than " + DEEPEST + " levels of brackets, expected fewer");
    }
    Object value = anyValue();
    depth--;
    return value;
  }

  private Object anyValue() {
    char next = peek();
    if (next == '[' || next == '(') {
      return list(next == '[' ? ']' : ')');
    }
    if (next == '\'' || next == '"') {
      return quoted(next);
    }
    String word = word();
    return peek() == '(' ? call(word).toJson() : literal(word);
  }

  private Written call(String name) {
    Map<String, Object> config = new LinkedHashMap<>();
    if (take('(')) {
      while (!take(')')) {
        String option = word();
        require('=', "after '" + option + "'");
        if (config.containsKey(option)) {
          throw wrong("found '" + option + "' twice, expected it once");
        }
        config.put(option, value());
        if (peek() != ')') {
          require(',', "between options");
        }
      }
    }
    return new Written(name, config);
  }

  private List<Object> list(char end) {
    position++;
    List<Object> values = new ArrayList<>();
    while (!take(end)) {
      values.add(value());
      if (peek() != end) {
        require(',', "between the values of a list");
      }
    }
    return values;
  }

  private String quoted(char quote) {
    int end = text.indexOf(quote, position + 1);
    if (end < 0) {
      throw wrong("found no closing " + quote + ", expected one");
    }
    String inside = text.substring(position + 1, end);
    position = end + 1;
    return inside;
  }

  private String word() {
    peek();
    int start = position;
    while (position < text.length() && STRUCTURE.indexOf(text.charAt(position)) < 0) {
      position++;
    }
    String word = text.substring(start, position).strip();
    if (word.isEmpty()) {
      throw wrong("found " + here() + ", expected a name or a value");
    }
    return word;
  }

  private static Object literal(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      case "none", "null" -> null;
      default -> numberOrText(word);
    };
  }

  /** An integer stays one, since some settings tell pixels (5) from shares (0.5). */
  private static Object numberOrText(String word) {
    if (word.matches("[+-]?\\d{1,9}")) {
      return Integer.valueOf(word);
    }
    try {
      return Double.valueOf(word);
    } catch (NumberFormatException e) {
      return word;
    }
  }

  /** The next character that is no blank; a blank at the end. */
  private char peek() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
    return position < text.length() ? text.charAt(position) : ' ';
  }

  private boolean take(char wanted) {
    boolean found = peek() == wanted;
    if (found) {
      position++;
    }
    return found;
  }

  private void require(char wanted, String where) {
    if (!take(wanted)) {
      throw wrong("found " + here() + ", expected '" + wanted + "' " + where);
    }
  }

  private void requireEnd() {
    if (peek() != ' ') {
      throw wrong("found " + here() + ", expected the end");
    }
  }

  private String here() {
    return position < text.length() ? "'" + text.charAt(position) + "'" : "the end";
  }

  private ConfigException wrong(String what) {
    return new ConfigException(
        "Cannot read '%s': %s (character %d), as in adamw(weight_decay=0.01)"
            .formatted(text, what, position + 1));
  }
}
