package dev.peaberry.lint;

import java.util.stream.Stream;

/** Probabilities at the output of a loss that takes logits but finds those before them. */
final class RecoveredLogits {
  static final Rule RULE =
      Rule.warning(
          "recovered-logits",
          "probabilities at the output, and a loss that is said to take logits",
          "The loss is computed from the numbers before the activation, as in Keras, so training "
              + "is right; but what is said of the loss is wrong, and a measure that believes it, "
              + "or another library, applies the activation twice.",
          RecoveredLogits::check);

  private RecoveredLogits() {}

  private static Stream<Spot> check(Subject subject) {
    return subject
        .judgedHeads()
        .filter(Head::recoversLogits)
        .map(
            head ->
                new Spot(
                    head.last().name(),
                    Wording.text(
                        "found activation %s with %s from logits",
                        head.activation().orElseThrow(), head.lossName()),
                    Wording.text(
                        "leave the activation out (%s), or take the loss of probabilities"
                            + " (from_logits=false)",
                        head.code("linear"))));
  }
}
