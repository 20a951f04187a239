package dev.peaberry.lint;

import java.util.stream.Stream;

/** More outputs than classes. */
final class SpareOutputs {
  static final Rule RULE =
      Rule.warning(
          "spare-outputs",
          "more outputs than classes",
          "Outputs that no picture belongs to only learn to be silent, and "
              + "predictions may name a class that is not there.",
          SpareOutputs::check);

  private SpareOutputs() {}

  private static Stream<Spot> check(Subject subject) {
    return subject
        .onlyHead()
        .filter(head -> head.isCategorical() || head.loss().isEmpty())
        .flatMap(
            head ->
                subject
                    .classes()
                    .filter(classes -> classes > 1 && head.units() > classes)
                    .map(
                        classes ->
                            new Spot(
                                head.last().name(),
                                Wording.text(
                                    "found %d outputs for %d classes", head.units(), classes),
                                Wording.text("Dense.of(%d) as the last layer", classes))))
        .stream();
  }
}
