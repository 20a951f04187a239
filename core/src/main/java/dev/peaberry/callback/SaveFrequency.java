package dev.peaberry.callback;

import dev.peaberry.config.Kind;
import dev.peaberry.config.Option;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often a callback saves. Immutable.
 *
 * @param unit what is counted
 * @param number how many of them lie between two savings, at least 1
 */
record SaveFrequency(Unit unit, int number) {
  private static final String EPOCH = "epoch";
  private static final Pattern EPOCHS = Pattern.compile("([1-9]\\d{0,8}) epochs?");

  /** What is counted between two savings. */
  enum Unit {
    EPOCHS,
    BATCHES,
    NEVER
  }

  private static final SaveFrequency EVERY_EPOCH = new SaveFrequency(Unit.EPOCHS, 1);

  private static final SaveFrequency NEVER = new SaveFrequency(Unit.NEVER, 1);
  private static final String ALLOWED =
      "\"epoch\", a number of epochs such as \"5 epochs\", or a number of batches above 0";

  /** Keras's option, with "5 epochs" more. */
  static Option<SaveFrequency> option() {
    return option(kind().where(ALLOWED, each -> each.number >= 1 && each.unit != Unit.NEVER));
  }

  /** The same, with false for not at all. */
  static Option<SaveFrequency> optionWithNever() {
    return option(kind().where(ALLOWED + ", or false", each -> each.number >= 1));
  }

  private static Option<SaveFrequency> option(Kind<SaveFrequency> kind) {
    return Option.of("save_freq", kind, EVERY_EPOCH);
  }

  private static Kind<SaveFrequency> kind() {
    return Kind.of(ALLOWED, SaveFrequency::parse, SaveFrequency::toJson);
  }

  private static Optional<SaveFrequency> parse(Object json) {
    if (Boolean.FALSE.equals(json)) {
      return Optional.of(NEVER);
    }
    if (json instanceof Integer number) {
      return Optional.of(new SaveFrequency(Unit.BATCHES, number));
    }
    if (json instanceof String text) {
      Matcher epochs = EPOCHS.matcher(text.equals(EPOCH) ? "1 epoch" : text);
      return epochs.matches()
          ? Optional.of(new SaveFrequency(Unit.EPOCHS, Integer.parseInt(epochs.group(1))))
          : Optional.empty();
    }
    return Optional.empty();
  }

  private Object toJson() {
    return switch (unit) {
      case BATCHES -> number;
      case EPOCHS -> number == 1 ? EPOCH : number + " epochs";
      case NEVER -> false;
    };
  }

  /** Whether to save after an epoch, counted from 0. */
  boolean isDueAfterEpoch(int epoch) {
    return unit == Unit.EPOCHS && (epoch + 1) % number == 0;
  }

  /** Whether to save after so many batches since the last time. */
  boolean isDueAfterBatches(long batches) {
    return unit == Unit.BATCHES && batches >= number;
  }
}
