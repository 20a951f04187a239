package dev.peaberry.metric;

import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Registry;

/** Settings that all metrics have. */
final class Options {
  static final Option<String> DTYPE =
      Option.of("dtype", Kinds.only(Kinds.text(), "float32"), "float32");

  private Options() {}

  static Option<String> name(String className) {
    return Option.of("name", Kinds.text(), Registry.shortName(className));
  }
}
