package dev.peaberry.metric;

import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Registry;
import java.util.List;
import java.util.Optional;

/** Settings that several metrics have. */
final class Options {
  static final Option<String> DTYPE =
      Option.of("dtype", Kinds.only(Kinds.text(), "float32"), "float32");

  static final Option<Integer> AXIS = Option.of("axis", Kinds.only(Kinds.integer(), -1), -1);

  static final Option<Boolean> FROM_LOGITS = Option.of("from_logits", Kinds.bool(), false);

  static final Option<Double> LABEL_SMOOTHING = Option.of("label_smoothing", Kinds.fraction(), 0.0);

  /** None for one half; one; or several, which give as many results. */
  static final Option<Optional<List<Double>>> THRESHOLDS =
      Option.of("thresholds", oneOrMore().optional(), Optional.empty());

  static final Option<Optional<Integer>> TOP_K =
      Option.of("top_k", Kinds.integerFrom(1).optional(), Optional.empty());

  static final Option<Optional<Integer>> CLASS_ID =
      Option.of("class_id", Kinds.integerFrom(0).optional(), Optional.empty());

  /** What a single output has to exceed for the second of two classes. */
  static final Option<Double> CLASS_THRESHOLD = Option.of("threshold", Kinds.real(), 0.5);

  private Options() {}

  /** The name, by default the class's in snake case. */
  static Option<String> name(String className) {
    return nameOf(Registry.shortName(className));
  }

  /** The name, with a default of its own. */
  static Option<String> nameOf(String defaultName) {
    return Option.of("name", Kinds.text(), defaultName);
  }

  private static Kind<List<Double>> oneOrMore() {
    String allowed = "a number from 0 to 1 or a list of such";
    Kind<List<Double>> list = Kinds.listOf(Kinds.fraction());
    return Kind.<List<Double>>of(
            allowed,
            list::parse,
            values -> values.size() == 1 ? values.get(0) : list.toJson(values))
        .where(allowed, values -> !values.isEmpty() && list.allows(values));
  }
}
