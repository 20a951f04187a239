package dev.peaberry.lint;

import java.util.stream.Stream;

/** Independent probabilities where one class is right. */
final class SigmoidForClasses {
  static final Rule RULE =
      Rule.error(
          "sigmoid-for-classes",
          "sigmoid outputs, and a loss of which one class is right",
          "Sigmoid gives each class a probability of its own; they do not sum to "
              + "1, so pushing the right class up no longer pushes the others down.",
          SigmoidForClasses::check);

  private SigmoidForClasses() {}

  private static Stream<Spot> check(Subject subject) {
    return subject
        .judgedHeads()
        .filter(head -> head.isCategorical() && head.takesProbabilities() && head.units() > 1)
        .filter(head -> head.endsWith("sigmoid", "hard_sigmoid"))
        .map(
            head ->
                new Spot(
                    head.last().name(),
                    Wording.text("found %d sigmoid outputs with %s", head.units(), head.lossName()),
                    Wording.text(
                        "%s; or BinaryCrossentropy if a picture may have several labels",
                        head.code("softmax"))));
  }
}
