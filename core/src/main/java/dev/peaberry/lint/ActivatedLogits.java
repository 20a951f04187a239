package dev.peaberry.lint;

import java.util.stream.Stream;

/** An activation at the output of a loss that takes logits. */
final class ActivatedLogits {
  static final Rule RULE =
      Rule.error(
          "activated-logits",
          "an activation at the output, and a loss that takes logits",
          "Such a loss applies softmax or sigmoid itself and wants raw numbers of "
              + "both signs: a second softmax or sigmoid flattens the gradients, a ReLU "
              + "kills half of them.",
          ActivatedLogits::check);

  private ActivatedLogits() {}

  private static Stream<Spot> check(Subject subject) {
    return subject
        .judgedHeads()
        .filter(head -> head.takesLogits() && head.activation().isPresent())
        .filter(head -> !head.endsWith("linear") && !isLogSoftmax(head) && !head.recoversLogits())
        .map(
            head ->
                new Spot(
                    head.last().name(),
                    Wording.text(
                        "found activation %s with %s from logits",
                        head.activation().orElseThrow(), head.lossName()),
                    Wording.text(
                        "leave the activation out (%s)%s",
                        head.code("linear"),
                        head.endsWith("softmax", "sigmoid")
                            ? ", or take the loss of probabilities (from_logits=false)"
                            : "")));
  }

  /** Softmax of the logarithms of probabilities gives the probabilities. */
  private static boolean isLogSoftmax(Head head) {
    return head.isCategorical() && head.endsWith("log_softmax");
  }
}
