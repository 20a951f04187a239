package dev.peaberry.callback;

import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.train.Mode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Settings that several callbacks have in common. */
final class Options {
  static final Option<String> MONITOR =
      Option.of(
          "monitor", Kinds.text().where("a name of the logs", name -> !name.isBlank()), "val_loss");
  static final Option<Mode> MODE = Option.of("mode", Kinds.choice(Mode.class), Mode.AUTO);

  /** Whether what is done is said, in the log. */
  static final Option<Integer> VERBOSE =
      Option.of("verbose", Kinds.integer().where("0 or 1", n -> n == 0 || n == 1), 0);

  private Options() {}

  /** As in Keras, the sign does not matter. */
  static Option<Double> minDelta(double defaultValue) {
    return Option.of("min_delta", Kinds.real(), defaultValue);
  }

  static Option<Integer> patience(int defaultValue) {
    return Option.of("patience", Kinds.integerFrom(0), defaultValue);
  }

  /** The path of a file or a folder. */
  static Kind<Path> path() {
    return Kind.<Path>of("a path", Options::parsePath, Path::toString)
        .where("a path that is not empty", path -> !path.toString().isBlank());
  }

  private static Optional<Path> parsePath(Object json) {
    try {
      return json instanceof String text ? Optional.of(Path.of(text)) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
