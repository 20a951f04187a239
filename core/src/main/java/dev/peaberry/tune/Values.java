package dev.peaberry.tune;

import dev.peaberry.config.ConfigException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** What a parameter may be, each value as one would type it. Immutable. */
public sealed interface Values permits Choices, Range {
  /**
   * Reads {@code a,b,c}, {@code 1..10} or {@code log:1e-5..1e-2}.
   *
   * @throws ConfigException if the text is none of them
   */
  static Values parse(String text) {
    return Range.isMeant(text) ? Range.parse(text) : Choices.parse(text);
  }

  /** One of the values, each as likely as the others; of a range on its scale. */
  String draw(SplittableRandom random);

  /** How many different values there are, if they can be counted. */
  OptionalInt count();

  /**
   * All values in their order.
   *
   * @throws IllegalStateException if they cannot be counted
   */
  List<String> all();

  /** Whether this is one of the values. */
  boolean has(String value);

  /** Where a value lies on the scale of this parameter, if its values are numbers. */
  OptionalDouble position(String value);

  /** As it was typed. */
  @Override
  String toString();
}
