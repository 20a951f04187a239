package dev.peaberry.lint;

import java.util.stream.Stream;

/** Raw numbers for a loss of probabilities. */
final class RawProbabilities {
  static final Rule RULE =
      Rule.error(
          "raw-probabilities",
          "no activation at the output, and a loss that takes probabilities",
          "The logarithm of a raw number is cut off below 0 and above 1, so most "
              + "examples give no gradient and the loss means nothing.",
          RawProbabilities::check);

  private RawProbabilities() {}

  private static Stream<Spot> check(Subject subject) {
    return subject
        .judgedHeads()
        .filter(head -> head.takesProbabilities() && head.endsWith("linear", "log_softmax"))
        .map(
            head ->
                new Spot(
                    head.last().name(),
                    Wording.text(
                        "found no softmax or sigmoid, but %s of probabilities", head.lossName()),
                    mend(head)));
  }

  private static String mend(Head head) {
    String activation = head.code(head.isBinary() || head.units() == 1 ? "sigmoid" : "softmax");
    return head.isCrossEntropy()
        ? head.loss().orElseThrow().className()
            + ".fromLogits() (from_logits=true), or "
            + activation
        : activation;
  }
}
