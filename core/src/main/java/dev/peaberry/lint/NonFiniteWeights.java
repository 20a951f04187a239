package dev.peaberry.lint;

import dev.peaberry.engine.FloatArray;
import java.util.List;
import java.util.stream.Stream;

/** Weights that are no numbers. */
final class NonFiniteWeights {
  static final Rule RULE =
      Rule.error(
          "non-finite-weights",
          "weights that are NaN or infinite",
          "Every answer of such a model is NaN; the training that made it has " + "diverged.",
          NonFiniteWeights::check);

  private NonFiniteWeights() {}

  private static Stream<Spot> check(Subject subject) {
    List<String> bad =
        subject.plan().weights().stream()
            .flatMap(weights -> weights.asMap().entrySet().stream())
            .filter(entry -> !isFinite(entry.getValue()))
            .map(entry -> entry.getKey())
            .toList();
    return bad.isEmpty()
        ? Stream.empty()
        : Stream.of(
            new Spot(
                Wording.list(bad),
                "found NaN or infinity in " + Wording.count(bad.size(), "weight"),
                "an earlier checkpoint, and a lower learning rate or a clipnorm"));
  }

  private static boolean isFinite(FloatArray array) {
    for (float value : array.data()) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
