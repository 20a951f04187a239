package dev.peaberry.lint;

import dev.peaberry.data.LabelMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Labels that the loss does not understand. */
final class LabelEncoding {
  static final Rule RULE =
      Rule.error(
          "label-encoding",
          "labels that are encoded otherwise than the loss wants",
          "A loss that takes class indices cannot read one-hot rows, and the "
              + "other way round: the numbers are taken for something else or do not "
              + "fit.",
          LabelEncoding::check);

  private LabelEncoding() {}

  private static Stream<Spot> check(Subject subject) {
    return subject
        .onlyHead()
        .filter(head -> head.loss().isPresent() && !BinaryOutputs.isBroken(subject, head))
        .flatMap(
            head ->
                subject
                    .plan()
                    .feeding()
                    .labelMode()
                    .filter(mode -> !fitting(head).contains(mode))
                    .map(mode -> spot(head, mode)))
        .stream();
  }

  private static List<LabelMode> fitting(Head head) {
    return switch (head.loss().orElseThrow().targets()) {
      case SPARSE, GROUP -> List.of(LabelMode.INT, LabelMode.BINARY);
      case CATEGORICAL -> List.of(head.units() == 1 ? LabelMode.BINARY : LabelMode.CATEGORICAL);
      default ->
          head.units() == 1
              ? List.of(LabelMode.BINARY)
              : List.of(LabelMode.CATEGORICAL, LabelMode.MULTI_HOT);
    };
  }

  private static Spot spot(Head head, LabelMode mode) {
    return new Spot(
        "labels",
        Wording.text(
            "found label mode %s with %s and %d outputs",
            name(mode), head.lossName(), head.units()),
        Wording.text(
            "label mode %s, or %s",
            name(fitting(head).get(0)),
            switch (mode) {
              case INT -> "SparseCategoricalCrossentropy for class indices";
              case CATEGORICAL -> "CategoricalCrossentropy for one-hot rows";
              case BINARY -> "BinaryCrossentropy and one output for 0 and 1";
              case MULTI_HOT -> "BinaryCrossentropy for pictures with several labels";
            }));
  }

  private static String name(LabelMode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }
}
