package dev.peaberry.lint;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Classes without pictures. */
final class MissingClass {
  static final Rule RULE =
      Rule.warning(
          "missing-class",
          "a class without pictures to learn from or to validate with",
          "A class without training pictures is never learnt, and one without "
              + "validation pictures is never judged: the accuracy says nothing about "
              + "it.",
          MissingClass::check);

  private MissingClass() {}

  private static Stream<Spot> check(Subject subject) {
    return subject.pictures().stream()
        .flatMap(
            facts ->
                Stream.of(
                        spot("learn from", facts, facts.training()),
                        spot("validate with", facts, facts.validation()))
                    .flatMap(Optional::stream));
  }

  private static Optional<Spot> spot(String purpose, PictureFacts facts, List<Integer> counts) {
    List<String> missing =
        IntStream.range(0, counts.size())
            .filter(label -> counts.get(label) == 0)
            .mapToObj(facts.classNames()::get)
            .toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Spot(
                Wording.list(missing),
                Wording.text(
                    "found no pictures to %s in %d of %d classes",
                    purpose, missing.size(), counts.size()),
                "more pictures, --split stratified, or a larger --validation-split"));
  }
}
