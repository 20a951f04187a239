package dev.peaberry.lint;

import java.util.stream.Stream;

/** A training without anything to train. */
final class NothingTrainable {
  static final Rule RULE =
      Rule.error(
          "nothing-trainable",
          "every layer is frozen",
          "There is nothing that a step could change.",
          NothingTrainable::check);

  private NothingTrainable() {}

  private static Stream<Spot> check(Subject subject) {
    return subject.trains()
            && subject.network().sites().noneMatch(Site::learns)
            && subject.network().sites().anyMatch(Site::isFrozen)
        ? Stream.of(
            new Spot(
                subject.plan().model().name(),
                Wording.text(
                    "found all %d layers with weights frozen",
                    subject.network().sites().filter(Site::isFrozen).count()),
                "model.withFrozen(name -> name.equals(\"base\")), which leaves the head trainable"))
        : Stream.empty();
  }
}
