package dev.peaberry.cli;

import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Described;
import dev.peaberry.config.Notation;
import dev.peaberry.config.Registry;
import dev.peaberry.config.Schema;
import java.util.List;
import java.util.function.Function;

/** Objects of a registry as they are written on a command line or in a recipe. Stateless. */
final class NamedObjects {
  private NamedObjects() {}

  /**
   * The object that a text names, such as {@code dropout(rate=0.5)}.
   *
   * @param what it is, for the line about one that is unknown
   * @throws InputException if it is unknown or has options that it cannot have
   */
  static <T extends Described> T read(String what, Registry<T> registry, String text) {
    return create(what, registry, written(text));
  }

  /**
   * The object that was written.
   *
   * @param what it is, for the line about one that is unknown
   * @throws InputException if it is unknown or has options that it cannot have
   */
  static <T extends Described> T create(
      String what, Registry<T> registry, Notation.Written written) {
    if (registry.find(written.className()).isEmpty()) {
      List<String> known =
          registry.schemas().stream().map(Schema::name).map(Registry::shortName).sorted().toList();
      throw new InputException(Recipe.unknown(what, written.className(), known));
    }
    try {
      return registry.create(written);
    } catch (ConfigException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  /**
   * What a text says.
   *
   * @throws InputException if it cannot be read
   */
  static Notation.Written written(String text) {
    return readable(text, Notation::object);
  }

  /**
   * What a reader makes of a text.
   *
   * @throws InputException if it cannot be read
   */
  static <T> T readable(String text, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (ConfigException e) {
      throw new InputException(e.getMessage(), e);
    }
  }
}
