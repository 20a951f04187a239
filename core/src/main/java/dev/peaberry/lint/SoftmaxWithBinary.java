package dev.peaberry.lint;

import java.util.stream.Stream;

/** Exclusive classes judged one by one. */
final class SoftmaxWithBinary {
  static final Rule RULE =
      Rule.warning(
          "softmax-with-binary",
          "softmax outputs, and binary cross-entropy",
          "Binary cross-entropy judges each class by itself, and the accuracy "
              + "that goes with it counts every class that is rightly not chosen: 0.9 "
              + "for a model of ten classes that knows nothing.",
          SoftmaxWithBinary::check);

  private SoftmaxWithBinary() {}

  private static Stream<Spot> check(Subject subject) {
    return subject
        .judgedHeads()
        .filter(head -> head.isBinary() && head.units() > 1 && head.endsWith("softmax"))
        .map(
            head ->
                new Spot(
                    head.last().name(),
                    Wording.text(
                        "found softmax over %d outputs with %s", head.units(), head.lossName()),
                    "CategoricalCrossentropy.of(), or SparseCategoricalCrossentropy.of() for class"
                        + " indices"));
  }
}
