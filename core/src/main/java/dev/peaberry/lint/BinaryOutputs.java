package dev.peaberry.lint;

import dev.peaberry.data.LabelMode;
import java.util.Optional;
import java.util.stream.Stream;

/** Labels of 0 and 1 for several outputs. */
final class BinaryOutputs {
  static final Rule RULE =
      Rule.error(
          "binary-outputs",
          "binary labels, and not one output",
          "A label of 0 or 1 judges one output; with two, both are pushed the "
              + "same way and end up equal.",
          BinaryOutputs::check);

  private BinaryOutputs() {}

  private static Stream<Spot> check(Subject subject) {
    return subject
        .onlyHead()
        .filter(head -> isBroken(subject, head))
        .map(
            head ->
                new Spot(
                    head.last().name(),
                    Wording.text("found %d outputs for labels of 0 and 1", head.units()),
                    "Dense.of(1) as the last layer, or label mode int with"
                        + " SparseCategoricalCrossentropy"))
        .stream();
  }

  static boolean isBroken(Subject subject, Head head) {
    return head.isBinary()
        && head.units() != 1
        && subject.plan().feeding().labelMode().equals(Optional.of(LabelMode.BINARY));
  }
}
