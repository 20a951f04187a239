package dev.peaberry.lint;

import dev.peaberry.data.LabelMode;
import dev.peaberry.loss.Targets;
import java.util.Set;
import java.util.stream.Stream;

/** Fewer outputs than classes. */
final class OutputWidth {
  static final Rule RULE =
      Rule.error(
          "output-width",
          "a number of outputs that does not fit the number of classes",
          "A class without an output can never be named, and its pictures make no "
              + "sense to the loss.",
          OutputWidth::check);

  private static final Set<LabelMode> ONE_FOR_EACH_CLASS =
      Set.of(LabelMode.CATEGORICAL, LabelMode.MULTI_HOT);

  private OutputWidth() {}

  private static Stream<Spot> check(Subject subject) {
    return subject
        .onlyHead()
        .filter(head -> head.loss().filter(loss -> loss.targets() == Targets.GROUP).isEmpty())
        .flatMap(
            head ->
                subject
                    .classes()
                    .filter(classes -> !fits(head, classes, subject))
                    .map(classes -> spot(head, classes)))
        .stream();
  }

  private static boolean fits(Head head, int classes, Subject subject) {
    int units = head.units();
    boolean oneHot =
        head.loss().filter(loss -> loss.targets() == Targets.CATEGORICAL).isPresent()
            || subject
                .plan()
                .feeding()
                .labelMode()
                .filter(ONE_FOR_EACH_CLASS::contains)
                .isPresent();
    boolean single = head.loss().isEmpty() || !head.isCategorical();
    return (units == 1 && classes == 2 && single && !oneHot)
        || (oneHot ? units == classes : units >= classes);
  }

  private static Spot spot(Head head, int classes) {
    boolean single = classes == 2 && head.isBinary();
    return new Spot(
        head.last().name(),
        Wording.text("found %d outputs for %d classes", head.units(), classes),
        Wording.text("Dense.of(%d) as the last layer", single ? 1 : classes));
  }
}
