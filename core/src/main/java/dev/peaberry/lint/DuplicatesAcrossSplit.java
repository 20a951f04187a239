package dev.peaberry.lint;

import java.util.List;
import java.util.stream.Stream;

/** Pictures to validate with that were learnt from. */
final class DuplicatesAcrossSplit {
  static final Rule RULE =
      Rule.warning(
          "duplicates-across-split",
          "the same picture to learn from and to validate with",
          "What has been learnt by heart is then counted as known: the validation "
              + "accuracy is too good.",
          DuplicatesAcrossSplit::check);

  private DuplicatesAcrossSplit() {}

  private static Stream<Spot> check(Subject subject) {
    return subject
        .pictures()
        .filter(facts -> leaked(facts).findAny().isPresent())
        .map(DuplicatesAcrossSplit::spot)
        .stream();
  }

  private static Stream<List<PictureFacts.Copy>> leaked(PictureFacts facts) {
    return facts.copies().stream()
        .filter(
            group ->
                group.stream().anyMatch(PictureFacts.Copy::validates)
                    && !group.stream().allMatch(PictureFacts.Copy::validates));
  }

  private static Spot spot(PictureFacts facts) {
    long validating =
        leaked(facts).flatMap(List::stream).filter(PictureFacts.Copy::validates).count();
    List<PictureFacts.Copy> first = leaked(facts).findFirst().orElseThrow();
    return new Spot(
        Wording.list(first.stream().map(PictureFacts.Copy::name).toList()),
        Wording.text(
            "found %,d of %,d validation pictures that are to be learnt from, too%s",
            validating,
            facts.validationPictures(),
            facts.uncompared() > 0
                ? Wording.text(" (%,d files were not compared)", facts.uncompared())
                : ""),
        "delete the copies, or --keep-copies-together");
  }
}
