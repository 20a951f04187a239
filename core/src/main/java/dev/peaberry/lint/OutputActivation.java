package dev.peaberry.lint;

import java.util.Set;
import java.util.stream.Stream;

/** An activation that gives no probabilities. */
final class OutputActivation {
  static final Rule RULE =
      Rule.error(
          "output-activation",
          "an activation at the output that gives no probabilities",
          "ReLU, tanh and their kin give numbers that are no probabilities: a "
              + "loss of probabilities cuts them off, and a unit that is cut off learns "
              + "nothing.",
          OutputActivation::check);
  private static final Set<String> FITTING =
      Set.of("softmax", "sigmoid", "hard_sigmoid", "linear", "log_softmax");

  private OutputActivation() {}

  private static Stream<Spot> check(Subject subject) {
    return subject.heads().stream()
        .filter(head -> head.takesProbabilities() || isUnjudgedClassifier(head, subject))
        .filter(head -> head.last().is(Role.LINEAR) || head.last().is(Role.ACTIVATION))
        .filter(head -> !FITTING.contains(head.last().activation()))
        .map(
            head ->
                new Spot(
                    head.last().name(),
                    "found " + head.last().activation() + " at the output",
                    Wording.text(
                        "%s with a loss of probabilities, or %s with one from logits",
                        head.code(head.units() == 1 ? "sigmoid" : "softmax"),
                        head.code("linear"))));
  }

  private static boolean isUnjudgedClassifier(Head head, Subject subject) {
    return head.loss().isEmpty() && subject.classes().isPresent();
  }
}
