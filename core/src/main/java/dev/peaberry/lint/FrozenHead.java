package dev.peaberry.lint;

import java.util.Optional;
import java.util.stream.Stream;

/** A frozen last layer. */
final class FrozenHead {
  static final Rule RULE =
      Rule.error(
          "frozen-head",
          "the last layer is frozen while others learn",
          "The layer that names the classes keeps its first, random weights, and "
              + "the others must learn around it.",
          FrozenHead::check);

  private FrozenHead() {}

  private static Stream<Spot> check(Subject subject) {
    if (!subject.trains() || subject.network().sites().noneMatch(Site::learns)) {
      return Stream.empty();
    }
    return subject.heads().stream()
        .flatMap(head -> lastKernel(head.site()).stream())
        .filter(Site::isFrozen)
        .map(
            site ->
                new Spot(
                    site.name(),
                    "found it frozen, and others that learn: "
                        + Wording.list(
                            subject
                                .network()
                                .sites()
                                .filter(Site::learns)
                                .map(Site::name)
                                .toList()),
                    Wording.text(
                        "model.withFrozen(...) with a condition that leaves %s out", site.name())));
  }

  /** The nearest layer with weights before an output, if there is only one way to it. */
  static Optional<Site> lastKernel(Site output) {
    Site at = output;
    while (!at.hasKernel()) {
      if (at.before().size() != 1) {
        return Optional.empty();
      }
      at = at.before().get(0);
    }
    return Optional.of(at);
  }
}
