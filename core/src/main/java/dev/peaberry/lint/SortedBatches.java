package dev.peaberry.lint;

import java.util.Optional;
import java.util.stream.Stream;

/** Batches of one class each. */
final class SortedBatches {
  static final Rule RULE =
      Rule.error(
          "sorted-batches",
          "pictures sorted by class, and no shuffling",
          "Batch after batch shows one class only: the model learns to name that "
              + "class and forgets the others, again and again.",
          SortedBatches::check);

  private SortedBatches() {}

  private static Stream<Spot> check(Subject subject) {
    Feeding feeding = subject.plan().feeding();
    int batch = Math.max(2, feeding.batchSize().orElse(2));
    return subject
        .pictures()
        .filter(facts -> feeding.shuffles().equals(Optional.of(false)) && facts.changes() > 0)
        .filter(facts -> facts.trainingPictures() >= (long) batch * (facts.changes() + 1))
        .map(
            facts ->
                new Spot(
                    "order of the pictures",
                    Wording.text(
                        "found %,d pictures of the same class in a row, in batches of %d",
                        facts.trainingPictures() / (facts.changes() + 1), batch),
                    "withShuffle(seed) on the pipeline"))
        .stream();
  }
}
