package dev.peaberry.augment;

import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.RandomState;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;

/**
 * Where a factor is drawn from. Immutable.
 *
 * @param lower the least
 * @param upper the greatest
 */
record Range(double lower, double upper) {
  private static final Kind<List<Double>> NUMBERS = Kinds.oneOrMany(Kinds.real());

  /** A number from the least to below the greatest. */
  double draw(RandomState random) {
    return random.uniform(lower, upper);
  }

  /** Whether something happens whose probability is drawn from this range. */
  boolean happens(RandomState random) {
    double probability = draw(random);
    return random.nextDouble() < probability;
  }

  /** The nearest number of the range. */
  float clip(float value) {
    return Math.max((float) lower, Math.min((float) upper, value));
  }

  /** Keras's {@code factor}: a pair, or a number for all from its negative, if allowed, to it. */
  static Kind<Range> factor(double least, double most) {
    return either(least, most, f -> new Range(Math.max(0 - f, least), f));
  }

  /** A pair, or a number for all from 0 to it. */
  static Kind<Range> upTo(double most) {
    return either(0, most, f -> new Range(0, f));
  }

  private static Kind<Range> either(double least, double most, DoubleFunction<Range> ofOne) {
    return Kind.<Range>of(
            "",
            json ->
                NUMBERS
                    .parse(json)
                    .filter(given -> json instanceof List ? given.size() == 2 : given.size() == 1)
                    .filter(given -> given.stream().allMatch(each -> each >= least && each <= most))
                    .map(
                        given ->
                            given.size() == 1
                                ? ofOne.apply(Math.abs(given.get(0)))
                                : of(given.get(0), given.get(1))),
            range -> List.of(range.lower, range.upper))
        .where(
            "a number or two, from %s to %s".formatted(printed(least), printed(most)),
            range -> true);
  }

  /** The values that a pixel has. */
  static Kind<Range> values() {
    return Kind.<Range>of(
            "",
            json ->
                json instanceof List<?> list && list.size() == 2
                    ? NUMBERS
                        .parse(json)
                        .filter(NUMBERS::allows)
                        .map(given -> new Range(given.get(0), given.get(1)))
                    : Optional.empty(),
            range -> List.of(range.lower, range.upper))
        .where("two ascending numbers", range -> range.lower < range.upper);
  }

  /** One number or two, kept as they were given because Keras's config keeps them so. */
  static Kind<List<Double>> given(double least, double most) {
    return NUMBERS.where(
        "a number or two, from %s to %s".formatted(printed(least), printed(most)),
        given ->
            (given.size() == 1 || given.size() == 2)
                && given.stream().allMatch(each -> each >= least && each <= most));
  }

  /** What one number or two stand for: a number for all from its negative to it. */
  static Range symmetric(List<Double> given) {
    double last = given.get(given.size() - 1);
    return given.size() == 1 ? new Range(-Math.abs(last), Math.abs(last)) : of(given.get(0), last);
  }

  private static Range of(double one, double other) {
    return new Range(Math.min(one, other), Math.max(one, other));
  }

  private static String printed(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }
}
