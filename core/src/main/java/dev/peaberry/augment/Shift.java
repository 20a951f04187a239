package dev.peaberry.augment;

import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.RandomState;
import java.util.List;
import java.util.Optional;

/**
 * How far ImageDataGenerator moves a picture along one axis. Immutable.
 *
 * @see <a href="https://keras.io/api/data_loading/image/">Keras: image data loading</a>
 */
sealed interface Shift {
  /** Not at all. */
  Shift NONE = new Range(0);

  /**
   * Any distance up to a largest one.
   *
   * @param most below 1 a share of the side, else pixels
   */
  record Range(double most) implements Shift {
    @Override
    public double draw(int side, RandomState random) {
      if (most == 0) {
        return 0;
      }
      double drawn = random.uniform(-most, most);
      return most < 1 ? drawn * side : drawn;
    }
  }

  /** A whole number of pixels from 0 to below a bound, either way. */
  record Pixels(int bound) implements Shift {
    @Override
    public double draw(int side, RandomState random) {
      return random.below(bound) * sign(random);
    }
  }

  /** One of some distances, either way; if all are below 1 they are shares of the side. */
  record Choice(List<Double> distances) implements Shift {
    @Override
    public double draw(int side, RandomState random) {
      double drawn = distances.get(random.below(distances.size())) * sign(random);
      return distances.stream().allMatch(distance -> distance < 1) ? drawn * side : drawn;
    }
  }

  /** Draws a distance in pixels; a shift of nothing draws no number. */
  double draw(int side, RandomState random);

  private static int sign(RandomState random) {
    return random.below(2) == 0 ? -1 : 1;
  }

  /** The values that Keras's options for shifts take. */
  static Kind<Shift> kind() {
    Kind<List<Double>> list = Kinds.listOf(Kinds.real());
    return Kind.of(
        "a number of at least 0, an integer of at least 1 or a list of numbers",
        json -> parse(json, list),
        Shift::toJson);
  }

  private static Optional<Shift> parse(Object json, Kind<List<Double>> list) {
    if (json instanceof Integer whole && whole >= 1) {
      return Optional.of(new Pixels(whole));
    }
    if (json instanceof Number number) {
      double most = number.doubleValue();
      return most >= 0 && Double.isFinite(most) ? Optional.of(new Range(most)) : Optional.empty();
    }
    return json instanceof List<?> given && !given.isEmpty()
        ? list.parse(json).filter(list::allows).map(Choice::new)
        : Optional.empty();
  }

  private static Object toJson(Shift shift) {
    if (shift instanceof Pixels pixels) {
      return pixels.bound();
    }
    return shift instanceof Range range ? range.most() : ((Choice) shift).distances();
  }
}
