package dev.peaberry.lint;

import java.util.List;
import java.util.stream.Stream;

/** One picture of two classes. */
final class ContradictoryLabels {
  static final Rule RULE =
      Rule.warning(
          "contradictory-labels",
          "the same picture under two classes",
          "At least one of the labels is wrong, and no model can be right about " + "both.",
          ContradictoryLabels::check);

  private ContradictoryLabels() {}

  private static Stream<Spot> check(Subject subject) {
    return subject
        .pictures()
        .filter(facts -> contradictory(facts).findAny().isPresent())
        .map(
            facts ->
                new Spot(
                    Wording.list(
                        contradictory(facts)
                            .map(
                                group ->
                                    String.join(
                                        " = ",
                                        group.stream().map(PictureFacts.Copy::name).toList()))
                            .toList()),
                    "found "
                        + Wording.count(contradictory(facts).count(), "picture")
                        + " with labels that contradict one another",
                    "look at them, and delete the copy under the wrong class"))
        .stream();
  }

  private static Stream<List<PictureFacts.Copy>> contradictory(PictureFacts facts) {
    return facts.copies().stream()
        .filter(group -> group.stream().map(PictureFacts.Copy::className).distinct().count() > 1);
  }
}
