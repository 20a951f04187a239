package dev.peaberry.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Dropout between the last layer and the loss. */
final class DropoutOnOutputs {
  static final Rule RULE =
      Rule.error(
          "dropout-on-outputs",
          "dropout after the last layer",
          "It sets the scores of classes to 0 at random, and a score of 0 is an "
              + "answer like any other: the loss punishes what the model never said.",
          DropoutOnOutputs::check);

  private DropoutOnOutputs() {}

  private static Stream<Spot> check(Subject subject) {
    return subject.heads().stream()
        .filter(head -> head.endsWith("softmax", "sigmoid", "linear") || head.loss().isPresent())
        .flatMap(head -> dropouts(head).stream())
        .map(
            site ->
                new Spot(
                    site.name(),
                    "found dropout of "
                        + Wording.percent(site.number("rate"))
                        + " between the last layer and the output",
                    "move it before the last Dense"));
  }

  private static List<Site> dropouts(Head head) {
    List<Site> found = new ArrayList<>();
    Site at = head.site();
    while (!at.is(Role.LINEAR)) {
      boolean passes = at.is(Role.SHAPE) || at.is(Role.ACTIVATION) || at.is(Role.DROPOUT);
      if (!passes || at.before().size() != 1) {
        return List.of();
      }
      if (at.is(Role.DROPOUT) && at.number("rate") > 0) {
        found.add(at);
      }
      at = at.before().get(0);
    }
    return found;
  }
}
